"""What differs on a developer's machine and in the demonstration."""

from portal.settings.base import *  # noqa: F403 - overrides only
from portal.settings.base import STORAGES, env

DEBUG = env.switch("DEBUG", False, about="Django's debug pages; development only.")
# Files are taken where they lie: a change shows without collecting.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

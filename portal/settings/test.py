"""What differs under test: quick hashes, tasks done at once, state in a folder that goes away."""

import os
import tempfile

_state = tempfile.TemporaryDirectory(prefix="madoguchi-test-", ignore_cleanup_errors=True)
os.environ["MADOGUCHI_VAR"] = _state.name
os.environ.setdefault("MADOGUCHI_DEMO", "1")

from portal.settings.base import *  # noqa: E402, F403 - overrides only
from portal.settings.base import STORAGES, WAGTAILSEARCH_BACKENDS  # noqa: E402, F401

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True

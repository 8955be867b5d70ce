"""What differs in production: everything over TLS, and keys given from outside."""

from portal.env import EnvError
from portal.settings.base import *  # noqa: F403 - overrides only
from portal.settings.base import DEMO, env

if not env.raw("MADOGUCHI_SECRET_KEY"):
    raise EnvError("本番環境では設定 MADOGUCHI_SECRET_KEY(または MADOGUCHI_SECRET_KEY_FILE)が必要です。")
if not env.raw("MADOGUCHI_ALLOWED_HOSTS"):
    raise EnvError("本番環境では設定 MADOGUCHI_ALLOWED_HOSTS が必要です。")
if DEMO:
    raise EnvError("本番環境では設定 MADOGUCHI_DEMO を使えません。")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"

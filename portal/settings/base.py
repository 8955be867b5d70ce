"""Settings of every environment; the other modules of this package only override."""

import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from portal.accounts.enums import Post
from portal.env import Env

env = Env()

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = env.path("VAR", ROOT / "var", about="Folder of everything a run writes.")


def state_folder(name: str) -> Path:
    """Return a folder of the run's state, made on first use and open to this user alone."""
    folder = VAR / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def kept_secret(name: str) -> str:
    """Return the key of this installation, made once and kept in the folder `keys`."""
    path = state_folder("keys") / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii")


DEBUG = False
DEMO = env.switch("DEMO", False, about="Demonstration: its public password is accepted.")
SECRET_KEY = env.text(
    "SECRET_KEY", about="Signs sessions; outside production one is made and kept under var/keys."
) or kept_secret("secret_key")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"], about="Host names the portal answers to."
)
CSRF_TRUSTED_ORIGINS = env.words("TRUSTED_ORIGINS", [], about="Origins (https://…) trusted for forms.")
TRUSTED_PROXIES = env.networks(
    "TRUSTED_PROXIES",
    [],
    about="Addresses or networks (CIDR) of proxies whose forwarded headers are believed.",
)
SITE_ID = 1
CONTRACT_NAME = env.text(
    "CONTRACT_NAME",
    "マイナンバーカード交付窓口関連業務",
    about="Name of the contract, shown at the foot of pages.",
)

INSTALLED_APPS = [
    "incidents",
    "training",
    "manuals.laws",
    "manuals.letters",
    "manuals.notices",
    "manuals.improvement",
    "manuals.importing",
    "manuals.paper",
    "manuals.confirmations",
    "manuals.versions",
    "manuals",
    "compliance.clauses",
    "compliance.ledger",
    "portal.home",
    "portal.notifications",
    "portal.search",
    "portal.accounts",
    "portal",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "modelcluster",
    "taggit",
    "auditlog",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "portal.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.RequestContextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.IdleSignOutMiddleware",
    "portal.accounts.middleware.HandoverMiddleware",
    "portal.accounts.middleware.RequiredPasswordMiddleware",
    "portal.accounts.middleware.RequiredSecondFactorMiddleware",
    "portal.accounts.middleware.AlignGroupsMiddleware",
    "portal.middleware.DenyByDefaultMiddleware",
    "portal.middleware.RecordingFailedMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.portal",
            ],
        },
    }
]
FORM_RENDERER = "portal.form_rendering.PortalFormRenderer"
CSRF_FAILURE_VIEW = "portal.errors.csrf_failed"

DATABASES = {"default": env.database(VAR / "db.sqlite3", about="sqlite:///… or postgresql://…")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes of the host, and without a database query a page.
CACHES = {
    "default": {
        "BACKEND": "portal.caching.AtomicFileCache",
        "LOCATION": state_folder("cache"),
        # Counts of failed sign-ins live here: a flood of names must not push them out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語")]
# Before the libraries' own catalogues, those of their scripts too.
LOCALE_PATHS = [ROOT / "portal" / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = state_folder("static")
MEDIA_URL = "/media/"
MEDIA_ROOT = state_folder("media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Sign-in.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.backends.StaffNumberBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False
GUARDIAN_MONKEY_PATCH_USER = False
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "staff_number", "name", "name_kana"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "portal.accounts.validators.LocalWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/5m/ip,5/5m/key"}
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.sign_in.SignInForm",
    "change_password": "portal.accounts.forms.sign_in.OwnPasswordForm",
    "reauthenticate": "portal.accounts.forms.sign_in.ConfirmPasswordForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "portal.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.sign_in.SecondFactorForm",
    "reauthenticate": "portal.accounts.forms.sign_in.ConfirmCodeForm",
    "activate_totp": "portal.accounts.forms.sign_in.ActivateAppForm",
    "add_webauthn": "portal.accounts.forms.sign_in.AddKeyForm",
    "edit_webauthn": "portal.accounts.forms.sign_in.RenameKeyForm",
}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "窓口ポータル"
MFA_REQUIRED_POSTS = env.chosen_words(
    "MFA_REQUIRED_POSTS",
    [Post.MANAGER, Post.PRIVACY, Post.CITY_APPROVER, Post.SYSADMIN],
    allowed=set(Post.values),
    about="Posts whose holders must use a second factor (the demonstration asks nobody by itself).",
)
if DEMO and env.raw("MADOGUCHI_MFA_REQUIRED_POSTS") is None:
    MFA_REQUIRED_POSTS = []
IDLE_MINUTES = env.number(
    "IDLE_MINUTES", 15, at_least=1, about="Minutes without a request after which a person is signed out."
)
DEMO_PASSWORD = "madoguchi-demo"  # noqa: S105 - public, and refused unless DEMO
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SILENCED_SYSTEM_CHECKS: list[str] = []

# Headers. Strict on our own pages; Wagtail's admin gets the one exception it needs.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
CSP_CMS_DIRECTIVES = {
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

# Ledger.
AUDITLOG_LOGENTRY_MODEL = "ledger.LedgerEntry"
AUDITLOG_DISABLE_REMOTE_ADDR = True
AUDITLOG_USE_TEXT_CHANGES_IF_JSON_IS_NOT_PRESENT = False

# Wagtail: nothing leaves the machine, and nothing we do not use.
WAGTAIL_SITE_NAME = "窓口ポータル"
WAGTAILADMIN_BASE_URL = env.text(
    "BASE_URL", "http://127.0.0.1:8000", about="Address of the portal, for links outside requests."
)
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = ["Asia/Tokyo"]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("ja", "日本語")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ja", "日本語")]
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "manuals.versions.workflow.adopt_approved"
# A version that comes into force must not end the approval of the next.
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAILADMIN_COMMENTS_ENABLED = False
# Milliseconds after the last change. Each saving goes on record: not at every pause of the keys.
WAGTAIL_AUTOSAVE_INTERVAL = 10_000
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv", "txt"]
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
IMPORT_MAX_MB = env.number(
    "IMPORT_MAX_MB", 20, at_least=1, about="Megabytes of Word, Excel and Markdown files imported at once."
)
USAGE_MIN_PEOPLE = env.number(
    "USAGE_MIN_PEOPLE",
    3,
    at_least=2,
    about="Search words are shown in the figures of use only if so many people searched for them.",
)
LAW_RED_DAYS = env.number(
    "LAW_RED_DAYS",
    14,
    at_least=0,
    about="Days before a law takes effect from which its ticket is red while pages are not ready.",
)
LETTERS_OPEN_DAYS = env.number(
    "LETTERS_OPEN_DAYS", 10, at_least=1, about="Open days after which a consultation counts as overdue."
)
DATE_FORMAT = "Y年n月j日"
MODELSEARCH_BACKENDS = {
    "default": {"BACKEND": "portal.search.backends.whoosh", "PATH": VAR / "index", "AUTO_UPDATE": True}
}
WAGTAILSEARCH_BACKENDS = MODELSEARCH_BACKENDS

LOG_LEVEL = env.chosen_word(
    "LOG_LEVEL", "INFO", allowed={"DEBUG", "INFO", "WARNING", "ERROR"}, about="Least severity that is logged."
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"structured": {"()": "portal.logs.JSONFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "wagtail": {"level": "WARNING"},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}

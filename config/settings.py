"""All settings; values come from the environment, see .env.example."""

from base64 import b64encode
from pathlib import Path
from secrets import token_bytes

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from . import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))


def secret_key() -> str:
    """The key from the environment; on a developer's machine one is made and kept in var/."""
    if key := env.text("SECRET_KEY"):
        return key
    if not DEBUG:
        raise ImproperlyConfigured("SECRET_KEY must be set where DEBUG is off")
    VAR.mkdir(parents=True, exist_ok=True)
    path = VAR / "secret-key"
    if not path.exists():
        path.write_text(get_random_secret_key())
    return path.read_text()


def sealing_keys() -> list[bytes]:
    """The ring of keys for private text; on a developer's machine one is made and kept in var/."""
    if ring := env.text("SEALING_KEYS"):
        return env.keys("SEALING_KEYS", ring)
    if not DEBUG:
        raise ImproperlyConfigured("SEALING_KEYS must be set where DEBUG is off")
    VAR.mkdir(parents=True, exist_ok=True)
    path = VAR / "sealing-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(b64encode(token_bytes(env.KEY)).decode())
    return env.keys("SEALING_KEYS", path.read_text())


# The place
SITE_NAME = env.text("SITE_NAME", "Alongside")
CONTACT_EMAIL = env.text("CONTACT_EMAIL", "hello@example.org")  # shown below every page
MINIMUM_AGE = env.number("MINIMUM_AGE", 16)
TERMS_VERSION = "2026-11"  # the month of the last change to the words people agree to

# What this process is
DEBUG = env.flag("DEBUG", default=True)
SECRET_KEY = secret_key()
SEALING_KEYS = sealing_keys()  # the first seals, all open
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")
if DEBUG and not set(ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
    raise ImproperlyConfigured("DEBUG must be off (DEBUG=0) where others can reach the site")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "config",
    "community",
    "articles",
    "trackers",
    "accounts",
    "topics",
    "search",
    "core",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "django_tasks_db",
    "config.admin.EditorialAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.KeepPrivate",
    "core.middleware.OneAddress",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Pages
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.display",
            ],
        },
    },
]
CRISPY_TEMPLATE_PACK = "ui"
CRISPY_ALLOWED_TEMPLATE_PACKS = "ui"
CRISPY_CLASS_CONVERTERS = {"submit": ""}
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Where letters lead to: the first host people use, unless another address is given.
_FIRST = next((f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"), "")
SITE_URL = env.text("SITE_URL", "" if DEBUG else _FIRST).rstrip("/") or "http://localhost:8000"

# Data
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": VAR / "alongside.sqlite3",
    "OPTIONS": {
        # A write takes its lock at the start: no transaction fails half-way with "locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what a member was told is saved survives a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "PRAGMA secure_delete=ON; PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-8000;",
    },
}
DATABASE_URL = env.text("DATABASE_URL")
DATABASES = {"default": env.postgresql(DATABASE_URL) if DATABASE_URL else SQLITE}
CACHE_URL = env.text("CACHE_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.5},
    }
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Letters
EMAIL_URL = env.text("EMAIL_URL")
if not EMAIL_URL and not DEBUG:
    raise ImproperlyConfigured("EMAIL_URL must be set where DEBUG is off")
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": env.smtp(EMAIL_URL),
    }
    if EMAIL_URL
    else {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(VAR / "mail")},
    }
}
DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", f"{SITE_NAME} <{CONTACT_EMAIL}>")

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["community.reader.ReaderBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "community:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "community:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "accounts.forms.JoinForm"}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_USERNAME_MIN_LENGTH = 2
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)

# Safety
NOWHERE, HERE = [CSP.NONE], [CSP.SELF]
SECURE_CSP = {
    "default-src": NOWHERE,
    "script-src": HERE,
    "style-src": HERE,
    "img-src": HERE,
    "font-src": HERE,
    "connect-src": HERE,
    "form-action": HERE,
    "base-uri": NOWHERE,
    "frame-ancestors": NOWHERE,
    "object-src": NOWHERE,
}
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE = env.flag("SECURE", default=not DEBUG)  # off only where no TLS stands in front
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE
if SECURE:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
if env.number("TRUSTED_PROXIES", 0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# What is told to the operator; never a text, a name or an address
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django_tasks_db": {"level": "WARNING"},
        "django.utils.autoreload": {"level": "WARNING"},
    },
}

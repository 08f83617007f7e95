"""All settings, from the environment; `manage.py`, `make run` and the tests fill it in."""

from pathlib import Path
from urllib.parse import urlparse

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.path("WOONCOACH_DATA", default=BASE_DIR / "var")
BUILD_DIR = BASE_DIR / "build"

# --- where it runs -----------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
LOCAL = set(ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]", "testserver"}
DEMO = env.bool("DEMO", default=False)
if DEMO and not LOCAL:
    raise ImproperlyConfigured(
        "DEMO=1 lets anyone log in as anyone, so it only starts on localhost. "
        "Unset DEMO, or take other names than localhost out of ALLOWED_HOSTS."
    )
# How the outside world writes our address; it stands before the path of links in mail.
PUBLIC_URL = env.str(
    "PUBLIC_URL", default=f"http://localhost:{env.int('PORT', default=8000)}"
).rstrip("/")
ROOT_URLCONF = "wooncoach.urls"
WSGI_APPLICATION = "wooncoach.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "lucide",
    "pgtrigger",
    "common",
    "accounts",
    "audit",
    "outbox",
    "links",
    "network",
    "residents",
    "cases",
    "signals",
    "evaluation",
    "privacy",
    "workspace",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.requests.RequestLogMiddleware",
    "common.requests.PlainTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.IdleMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.UnitOfWorkMiddleware",  # last: opens the transaction of the view
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "common.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "workspace.context.shell",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- data --------------------------------------------------------------------------------
OWNER = env.str("WOONCOACH_DB_ROLE", default="runtime") == "owner"
_runtime_url = env.str("DATABASE_URL")
_owner_url = env.str("DATABASE_OWNER_URL", default="")
DATABASES = {
    "default": dj_database_url.parse(
        (OWNER and _owner_url) or _runtime_url, conn_max_age=60, conn_health_checks=True
    )
}
# Names are short: at the usual threshold of 0.6 "Meulem" does not resemble "Meulen".
_start = "-c pg_trgm.word_similarity_threshold=0.45"
# Of seven joins and more, working out the best order takes longer than the query itself.
_start += " -c join_collapse_limit=6"
if not OWNER and not _owner_url:
    # One login for everything: give up its rights at the start of each connection.
    _start += " -c role=wooncoach_runtime"
DATABASES["default"].setdefault("OPTIONS", {})["options"] = _start
RUNTIME_LOGIN = urlparse(_runtime_url)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL")
CACHES = {
    # Login limits live in PostgreSQL: a stopped Redis neither locks out nor lets in.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
}
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE = {
    "tidy": {"task": "signals.tasks.tidy", "schedule": 3600.0},
    "reports": {"task": "evaluation.tasks.look_after_reports", "schedule": 60.0},
    "documents": {"task": "cases.tasks.look_after_documents", "schedule": 300.0},
    # Once a week; asked every hour, so that a week in which it was off on Monday is not lost.
    "weekly-digest": {"task": "workspace.tasks.weekly_digest", "schedule": 3600.0},
    "remind-partners": {"task": "cases.tasks.remind_partners", "schedule": 3600.0},
    "tell-colleagues": {"task": "cases.tasks.tell_colleagues", "schedule": 60.0},
    # A lost bell, or two clocks at once: the rows say what still has to go.
    "send-mail": {"task": "outbox.tasks.send_due", "schedule": 60.0},
    "tidy-mail": {"task": "outbox.tasks.tidy", "schedule": 3600.0},
    "cooperation": {"task": "cases.tasks.count_cooperation", "schedule": 600.0},
    "remind-voices": {"task": "evaluation.tasks.remind_voices", "schedule": 3600.0},
    "plan-moments": {"task": "evaluation.tasks.look_after_moments", "schedule": 600.0},
    "remind-evaluations": {"task": "evaluation.tasks.remind_due", "schedule": 300.0},
    "heartbeat": {"task": "workspace.tasks.beat", "schedule": 60.0},
}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"  # never served by URL, only by a view that checks
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", BUILD_DIR / "static"]

# --- language and time ---------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BUILD_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- who gets in ---------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:today"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, never by sign-up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
# Per address, and per person from that address (the key is made in the adapter).
# A wrong code of a letter counts per address.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/5m/ip,5/5m/key", "letter_code": "10/5m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Wooncoach"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- the web surface -------------------------------------------------------------------------
SECURE = not LOCAL
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wooncoach.views.csrf_failure"
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# --- mail and logs ---------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default="wooncoach@localhost")
EMAIL_HOST = env.str("EMAIL_HOST", default="")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "common.requests.json_formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Django's own server loggers put paths, headers and mail addresses into lines.
    "loggers": {
        "django.server": {"level": "ERROR"},
        "django.request": {"level": "CRITICAL"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # What makes PDFs tells each step it takes.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}

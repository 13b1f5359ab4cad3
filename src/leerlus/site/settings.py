"""Settings, from environment variables with safe defaults. `leerlus check --deploy` says what is still lacking."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environ.FileAwareEnv()

PACKAGE = Path(__file__).resolve().parent.parent
STATE = Path(env.str("LEERLUS_STATE", default=str(Path.cwd() / "var")))
"""Folder for what this installation keeps: database, keys, uploads, collected static files."""

DEBUG = False
SECRET_KEY = env.str("LEERLUS_SECRET_KEY", default="")
LEERLUS_MASTER_KEY = env.str("LEERLUS_MASTER_KEY", default="")
LEERLUS_MASTER_KEY_PREVIOUS = env.str("LEERLUS_MASTER_KEY_PREVIOUS", default="")
"""The master key from before, as long as `leerlus rotate_master_key` has not wrapped every key with the new one."""
LEERLUS_KEYRING = env.str("LEERLUS_KEYRING", default=str(STATE / "keyring"))
LEERLUS_UPLOADS = STATE / "uploads"
LEERLUS_BASE_URL = env.str("LEERLUS_BASE_URL", default="http://localhost:8000")
LEERLUS_DEMO = env.bool("LEERLUS_DEMO", default=False)
"""Whether there is nothing here but the demo, so that strangers read it too; set by `leerlus demo serve`."""
LEERLUS_SECURE = env.bool("LEERLUS_SECURE", default=LEERLUS_BASE_URL.startswith("https://"))
LEERLUS_THEME_CLASS = env.str("LEERLUS_THEME_CLASS", default="voorbeeld-theme")
LEERLUS_THEME_STYLESHEET = env.str("LEERLUS_THEME_STYLESHEET", default="vendor/nl-design-system/theme.css")

ALLOWED_HOSTS = env.list("LEERLUS_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [LEERLUS_BASE_URL] if LEERLUS_SECURE else []

INSTALLED_APPS = [
    "leerlus.command",
    "leerlus.site",
    "leerlus.administration",
    "leerlus.pictures",
    "leerlus.outcomes",
    "leerlus.client_cards",
    "leerlus.measurement",
    "leerlus.casework",
    "leerlus.conversations",
    "leerlus.development",
    "leerlus.knowledge",
    "leerlus.advice",
    "leerlus.scans",
    "leerlus.instruments",
    "leerlus.release",
    "leerlus.reminders",
    "leerlus.search",
    "leerlus.access",
    "leerlus.organisations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "leerlus.site.middleware.ResponseHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "leerlus.site.person.PersonMiddleware",
    "leerlus.site.middleware.PersonLocaleMiddleware",
    "leerlus.site.middleware.LoginOrHeldFormMiddleware",
    "leerlus.access.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "leerlus.administration.second_step.SecondStepMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "leerlus.site.urls"
WSGI_APPLICATION = "leerlus.site.wsgi.application"
FORM_RENDERER = "leerlus.site.form_renderer.ComponentRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leerlus.site.context.shell",
            ],
        },
    }
]

DATABASES = {"default": env.db_url("LEERLUS_DATABASE_URL", default=f"sqlite:///{STATE / 'leerlus.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that will write waits for its turn instead of failing halfway. FULL: an
    # acknowledged answer survives a power cut. secure_delete: what was erased does not stay in a freed page.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
        ),
    }
else:
    # After the database server restarted, a connection that was kept is made anew instead of failing.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "leerlus.organisations.authentication.PersonBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "leerlus.organisations.authentication.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "leerlus.administration.login_forms.LoginForm",
    "change_password": "leerlus.administration.login_forms.ChangePasswordForm",
    "reset_password_from_key": "leerlus.administration.login_forms.ResetPasswordKeyForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "leerlus.organisations.authentication.display_name"
# Counting failed logins is the work of axes, in the database and so shared by all server processes.
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": None}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Leerlus"
MFA_ADAPTER = "leerlus.administration.second_factor.SecondFactorAdapter"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "leerlus.organisations.authentication.login_name"
AXES_LOCKOUT_CALLABLE = "leerlus.organisations.authentication.locked_out"
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["login", "email", "password"]
SILENCED_SYSTEM_CHECKS = [
    "axes.W003",  # PersonBackend sits behind axes' own, which is first and decides
    "auth.E013",  # PersonMiddleware does the work of AuthenticationMiddleware, with prepared queries
]

SESSION_ENGINE = "leerlus.organisations.sessions"
SESSION_COOKIE_AGE = 10 * 60 * 60
LEERLUS_IDLE_SECONDS = env.int("LEERLUS_IDLE_SECONDS", default=30 * 60)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LEERLUS_SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if LEERLUS_SECURE:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-leerlus", "__Host-leerlus-csrf"
    SECURE_SSL_REDIRECT = env.bool("LEERLUS_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "leerlus.site.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
LEERLUS_LARGEST_UPLOAD = 40 * 1024 * 1024
LEERLUS_MONTHS_TO_CONFIRM = env.int("LEERLUS_MONTHS_TO_CONFIRM", default=1)
LEERLUS_DAYS_BETWEEN_JOBS = env.int("LEERLUS_DAYS_BETWEEN_JOBS", default=31)
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["leerlus.site.uploads.MemoryUploadHandler"]

EMAIL_CONFIG = env.email_url("LEERLUS_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
"""Seconds; a mail server that keeps silent must not keep a page, or the job that sends, from going on."""
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("LEERLUS_FROM_EMAIL", default="Leerlus <leerlus@localhost>")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

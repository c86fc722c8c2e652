"""Django settings. What a machine may set is in `environment`; the rest is the same everywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from saferplace.web.environment import Environment

ENVIRONMENT = Environment.read(os.environ)
DEMO = ENVIRONMENT.is_demo
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key()
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins)

DATA_FOLDER = ENVIRONMENT.data_folder
EVIDENCE_ROOT = DATA_FOLDER / "evidence"
UPLOADS_ROOT = DATA_FOLDER / "uploads"
# Where a page's address begins when it is written into a message.
SITE_ADDRESS = ENVIRONMENT.site_address

INSTALLED_APPS = [
    "saferplace.core",
    "saferplace.partnership",
    "saferplace.plan",
    "saferplace.performance",
    "saferplace.intelligence",
    "saferplace.publish",
    "saferplace.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "saferplace.web.middleware.private_pages_are_not_stored",
    "saferplace.web.middleware.removed_evidence_is_told",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "saferplace.web.urls"
WSGI_APPLICATION = "saferplace.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "saferplace.web.context.site",
            ],
        },
    }
]
# Errors beside a field are drawn by our own components.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

_records: dict[str, Any] = dict(dj_database_url.parse(ENVIRONMENT.database_url))
if "sqlite" in _records["ENGINE"]:
    _records["OPTIONS"] = {
        # IMMEDIATE takes the write lock at the start, so two writers queue instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    Path(_records["NAME"]).parent.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": _records}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "partnership.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "saferplace.partnership.backend.KnownPerson",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = reverse_lazy("partnership:sign-in")
LOGIN_REDIRECT_URL = reverse_lazy("web:after-sign-in")
LOGOUT_REDIRECT_URL = reverse_lazy("partnership:signed-out")

# Ten wrong passwords for one name from one address lock that pair out for a quarter of an hour.
AXES_FAILURE_LIMIT = 10
# The form field is called so whatever the user model calls its name; else axes records nobody and locks nobody out.
AXES_USERNAME_FORM_FIELD = "username"
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_behind_https
SECURE_SSL_REDIRECT = False  # the proxy in front does that; behind it we only see plain HTTP
if ENVIRONMENT.is_behind_https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "worker-src": [SELF, "blob:"],  # MapLibre starts its worker from a blob
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Long work: queued in the records database, done by `saferplace worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOBS = {
    "look_every_s": 0.5,
    "heartbeat_s": 5,
    "stale_s": 30,  # silent for so long, a worker is taken for dead; above the 20 s that a writer may wait for SQLite
    "most_attempts": 3,
}

# A file streams to the disk it stays on, so that it is moved into its place and not copied.
FILE_UPLOAD_TEMP_DIR = UPLOADS_ROOT / "arriving"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_HANDLERS = ["saferplace.intelligence.uploads.arriving.ArrivingFile"]
UPLOADS_KEPT_DAYS = 14
LARGEST_UPLOAD_BYTES = 2 * 1024**3  # the national archive of data.police.uk is well over one
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # a wide table has several fields a column

# Messages go to a folder until a mail server is named.
EMAIL_BACKEND = ENVIRONMENT.mail.backend
EMAIL_FILE_PATH = DATA_FOLDER / "mail"
EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.user, ENVIRONMENT.mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = ENVIRONMENT.mail.starts_tls, ENVIRONMENT.mail.is_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail.sender

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

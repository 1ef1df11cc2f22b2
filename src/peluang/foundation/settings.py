"""Django's settings. What an operator may change comes from the environment; docs/running.md lists it."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

from .database_url import connection_settings
from .paths import var
from .secrets import key
from .sign_in import *  # noqa: F403

_PACKAGE = Path(__file__).resolve().parents[1]
_WEB = _PACKAGE / "doors" / "web"


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in ("1", "true", "yes", "on")


DEBUG = _flag("PELUANG_DEBUG")
DEMO = _flag("PELUANG_DEMO")  # invented data: every page says so; codes can be read at /demo
SECRET_KEY = os.environ.get("PELUANG_SECRET_KEY") or base64.b64encode(key("django")).decode()
ALLOWED_HOSTS = os.environ.get("PELUANG_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
BASE_URL = os.environ.get("PELUANG_BASE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https") else []
ROOT_URLCONF = "peluang.doors.web.urls"
WSGI_APPLICATION = "peluang.doors.web.wsgi.application"

DATABASES = {"default": connection_settings(os.environ.get("PELUANG_DB_ROLE", "app"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"

# An app knows the apps before it (docs/decisions/0002).
DOMAIN_APPS = [
    "events", "files", "places", "skills", "people", "organisations", "messages", "surveys", "money", "programme",
    "catalogue", "learning", "benefits", "jobs", "finding", "placement", "evaluation", "industry", "alumni", "readings",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    *(f"peluang.domain.{name}.apps.Config" for name in DOMAIN_APPS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "peluang.doors.web.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "peluang.doors.web.acting.ActingMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(str(folder) for folder in _WEB.glob("*/templates")),
        "OPTIONS": {
            "environment": "peluang.doors.web.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "peluang.doors.web.frame.frame",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = sorted(str(folder) for folder in _WEB.glob("*/locale")) + [
    str(folder)
    for folder in (
        _PACKAGE / "domain" / "kernel" / "locale",
        _PACKAGE / "doors" / "api" / "locale",
        _WEB / "locale",
    )
    if folder.exists()
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = var() / "static"
STATICFILES_DIRS = sorted(str(folder) for folder in _WEB.glob("*/static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Tests serve the files as they lie; a real start collects, hashes and compresses them first.
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if "pytest" in sys.modules
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 31_536_000
MEDIA_ROOT = var() / "files"
#: Feeds are never fetched from this machine or its network; tests alone turn this on for a server of their own.
FEEDS_FROM_LOOPBACK = False

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
_SECURE = BASE_URL.startswith("https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "peluang.doors.web.errors.form_too_old"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

EMAIL_BACKEND = os.environ.get("PELUANG_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = str(var() / "mail")
EMAIL_HOST = os.environ.get("PELUANG_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PELUANG_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("PELUANG_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PELUANG_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("PELUANG_SMTP_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("PELUANG_FROM", "Peluang <halo@peluang.example>")
SMS_WEBHOOK = os.environ.get("PELUANG_SMS_WEBHOOK", "")  # empty: messages are written to var/sms

SEARCH_INDEX = Path(os.environ.get("PELUANG_INDEX") or var() / "index")
SILENCED_SYSTEM_CHECKS: list[str] = []
PROCRASTINATE_IMPORT_PATHS = ["peluang.doors.worker.tasks"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("PELUANG_LOG", "WARNING")},
}

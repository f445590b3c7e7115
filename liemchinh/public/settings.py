"""Settings of the public process. It shares neither database nor keys with the office's program (docs/operations.md)."""

import os
import secrets
from pathlib import Path

import django
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from liemchinh.wording import speak_for

ROOT = Path(__file__).resolve().parent.parent.parent
_BESIDE = Path(os.environ.get("LIEMCHINH_DATA", ROOT / "var")).resolve()
# What this process keeps, and the folder through which it and the office's program hand files to each other.
DATA = PUBLIC_DATA = Path(os.environ.get("LIEMCHINH_PUBLIC_DATA", _BESIDE / "public")).resolve()
EXCHANGE = Path(os.environ.get("LIEMCHINH_EXCHANGE", _BESIDE / "exchange")).resolve()
CHARTER = ROOT / "charters" / os.environ.get("LIEMCHINH_CHARTER", "vietnam_party")
speak_for(CHARTER)

DEBUG = False
# Nothing signed with it outlives the process: forms opened before a restart are sent again.
SECRET_KEY = secrets.token_urlsafe(48)
ALLOWED_HOSTS = os.environ.get("LIEMCHINH_PUBLIC_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# Stands in the QR codes; without it they lead where the page was asked for.
PUBLIC_ADDRESS = os.environ.get("LIEMCHINH_PUBLIC_ADDRESS", "").rstrip("/")
BEHIND_PROXY = bool(os.environ.get("LIEMCHINH_BEHIND_PROXY"))
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = ["django.contrib.staticfiles"]
DATABASES: dict[str, object] = {}
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "liemchinh.public.middleware.PublicMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "liemchinh.public.urls"
WSGI_APPLICATION = "liemchinh.public.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            ROOT / "liemchinh" / "public" / "templates",
            ROOT / "liemchinh" / "web" / "templates",
            Path(django.__file__).parent / "forms" / "templates",
        ],
        "OPTIONS": {
            "context_processors": ["liemchinh.public.site.context"],
            "libraries": {},
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "liemchinh.web.templatetags.vietnamese",
                "liemchinh.web.templatetags.components",
            ],
        },
    }
]
FORM_RENDERER = "liemchinh.web.forms.Renderer"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [ROOT / "liemchinh" / "locale"]
FORMAT_MODULE_PATH = ["liemchinh.web.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static-public"
STATICFILES_DIRS = [ROOT / "liemchinh" / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Files are encrypted chunk by chunk as they come; Django's own handlers would write large ones to a temporary folder.
FILE_UPLOAD_HANDLERS = ["liemchinh.public.uploads.SealingHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
DATA_UPLOAD_MAX_NUMBER_FILES = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"places": {"()": "liemchinh.public.logs.PlacesOnly"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "places"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A form with a mistake in it is no event.
    "loggers": {"django.request": {"level": "ERROR"}},
}

"""All settings, one file. What an office may change comes from the environment and is listed in docs/operations.md."""

import gc
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.contrib.messages import constants
from django.utils.translation import gettext_lazy as _

from liemchinh.keys import secret_key
from liemchinh.wording import speak_for

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("LIEMCHINH_DATA", ROOT / "var")).resolve()
CHARTER = ROOT / "charters" / os.environ.get("LIEMCHINH_CHARTER", "vietnam_party")
speak_for(CHARTER)
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)

# Where the files to and from the public pages lie (liemchinh/envelopes/exchange.py).
EXCHANGE = Path(os.environ.get("LIEMCHINH_EXCHANGE", DATA / "exchange")).resolve()
# Workbooks are written the same whether or not lxml, which documents need, is beside openpyxl.
os.environ.setdefault("OPENPYXL_LXML", "False")
# Rows by the thousand are made and kept: looking among them for circles after every 700 objects takes a twentieth of an import.
gc.set_threshold(50_000)

DEBUG = False
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = os.environ.get("LIEMCHINH_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# The address people type, once there is TLS and a name: passkeys and secure cookies depend on it.
PUBLIC_ADDRESS = os.environ.get("LIEMCHINH_ADDRESS", "")
# The address of the public pages, which another process serves: in the QR codes on result slips.
CITIZENS_ADDRESS = os.environ.get("LIEMCHINH_PUBLIC_ADDRESS", "").rstrip("/")
HAS_TLS = PUBLIC_ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if HAS_TLS else []

# A mail server of the office, and the domain at which each account's name is a mailbox; without both, and an address to lead to, no mail.
_MAIL = urlsplit(os.environ.get("LIEMCHINH_MAIL", ""))
MAIL_DOMAIN = os.environ.get("LIEMCHINH_MAIL_DOMAIN", "")
SENDS_MAIL = bool(_MAIL.hostname and MAIL_DOMAIN and PUBLIC_ADDRESS)
EMAIL_HOST, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
    _MAIL.hostname or "",
    unquote(_MAIL.username or ""),
    unquote(_MAIL.password or ""),
)
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
# Letters of the machine itself need no TLS; every other way is encrypted.
EMAIL_USE_TLS = not EMAIL_USE_SSL and EMAIL_HOST not in {"localhost", "127.0.0.1"}
EMAIL_PORT = _MAIL.port or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = f"liem-chinh@{MAIL_DOMAIN}"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "heroicons",
    "liemchinh.journal",
    "liemchinh.access",
    "liemchinh.jobs",
    "liemchinh.web",
    "liemchinh.offline",
    "liemchinh.organisations",
    "liemchinh.rulebook",
    "liemchinh.members",
    "liemchinh.behalf",
    "liemchinh.requests",
    "liemchinh.residence",
    "liemchinh.imports",
    "liemchinh.casework",
    "liemchinh.papers",
    "liemchinh.ballots",
    "liemchinh.awards",
    "liemchinh.directives",
    "liemchinh.tasks",
    "liemchinh.returns",
    "liemchinh.surveys",
    "liemchinh.agenda",
    "liemchinh.dues",
    "liemchinh.meetings",
    "liemchinh.study",
    "liemchinh.packets",
    "liemchinh.admission",
    "liemchinh.appeals",
    "liemchinh.transfers",
    "liemchinh.screening",
    "liemchinh.standing",
    "liemchinh.inspections",
    "liemchinh.discipline",
    "liemchinh.letters",
    "liemchinh.declarations",
    "liemchinh.emulation",
    "liemchinh.reviews",
    "liemchinh.remediation",
    "liemchinh.citizens",
    "liemchinh.figures",
    "liemchinh.api",
    "liemchinh.tabulations",
    "liemchinh.commission",
    "liemchinh.filling",
    "liemchinh.reconciliation",
    "liemchinh.national",
    "liemchinh.reports",
]

MIDDLEWARE = [
    "liemchinh.api.middleware.ApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "liemchinh.web.unmarked.UnmarkedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "liemchinh.access.middleware.ActorMiddleware",
    "liemchinh.web.middleware.LanguageMiddleware",
    "liemchinh.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "liemchinh.urls"
WSGI_APPLICATION = "liemchinh.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "liemchinh.web.context.layout",
            ],
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
MESSAGE_TAGS = {
    constants.DEBUG: "info",
    constants.INFO: "info",
    constants.SUCCESS: "good",
    constants.WARNING: "warn",
    constants.ERROR: "late",
}


def _database() -> dict[str, object]:
    address = os.environ.get("DATABASE_URL", "")
    if address:
        parts = urlsplit(address)
        if parts.scheme not in {"postgres", "postgresql"}:
            raise SystemExit("DATABASE_URL: chỉ nhận địa chỉ dạng postgresql://người-dùng:mật-khẩu@máy:cổng/tên")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "liemchinh.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 60,
            # FULL: an acknowledged commit survives a power cut. secure_delete: what is erased leaves no bytes.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
            " PRAGMA cache_size=-65536; PRAGMA recursive_triggers=ON; PRAGMA wal_autocheckpoint=8000",
        },
        "TEST": {"NAME": os.environ.get("LIEMCHINH_TEST_DATABASE")},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
SESSION_ENGINE = "liemchinh.access.session_store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HAS_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "liemchinh.web.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("LIEMCHINH_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [ROOT / "liemchinh" / "locale"]
FORMAT_MODULE_PATH = ["liemchinh.web.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

MEDIA_ROOT = DATA / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_TEMP_DIR = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

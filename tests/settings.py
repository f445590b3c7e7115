"""The settings of tests: the product's own, on a data directory of their own that goes afterwards."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

folder = tempfile.mkdtemp(prefix="liemchinh-tests-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["LIEMCHINH_DATA"] = folder

from liemchinh.settings import *  # noqa: E402, F403
from liemchinh.settings import DATA, DATABASES  # noqa: E402

# A file, as in life: transactions, threads and the write-ahead log behave as they do there.
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA) / "tests.sqlite3")}

# Strong on purpose where people sign in, and a second lost in each test that makes an account.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is collected in tests: files are served from where they lie.
STATIC_ROOT = Path(DATA) / "static"
STATIC_ROOT.mkdir(exist_ok=True)

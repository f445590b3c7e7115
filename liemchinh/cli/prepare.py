"""Makes an empty or older data directory ready: migrations and static files, quietly, once, by one process at a time."""

import fcntl
import hashlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import OperationalError, ProgrammingError


def prepare() -> bool:
    """Applies what is missing; True if something was. Fast when nothing is: one query and a look into the folders."""
    if not missing_migrations():
        return False
    with _alone():
        if missing_migrations():
            with _whole():
                call_command("migrate", verbosity=0, interactive=False)
    return True


def missing_migrations() -> set[tuple[str, str]]:
    """The migrations (app, name) that stand in the folders and are not applied."""
    return _on_disk() - _applied()


def prepare_static() -> bool:
    """Gathers the static files under their hashed names if any has changed since; True if so."""
    stamp = Path(settings.STATIC_ROOT) / ".gathered"
    digest = _static_digest()
    if stamp.exists() and stamp.read_text() == digest:
        return False
    with _alone():
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest)
    return True


def _static_digest() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            told = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{told.st_size}\0{told.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _on_disk() -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for app in apps.get_app_configs():
        name = f"{app.name}.migrations"
        if find_spec(name) is not None:
            names = pkgutil.iter_modules(import_module(name).__path__)
            found |= {(app.label, module.name) for module in names if module.name[0] not in "_~"}
    return found


def _applied() -> set[tuple[str, str]]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return {(app, name) for app, name in cursor.fetchall()}
    except (OperationalError, ProgrammingError):
        # An empty database has no such table; an unreachable one is told by the migration itself.
        return set()


@contextmanager
def _whole() -> Iterator[None]:
    """All or nothing: killed between a table and the note of its migration, or before the triggers, nothing of it is there."""
    on_sqlite = connection.vendor == "sqlite"
    if on_sqlite:
        connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            if not on_sqlite:
                # Rows written by one migration leave nothing to be checked later, so that the next can change their table.
                connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield
    finally:
        if on_sqlite:
            connection.enable_constraint_checking()


@contextmanager
def _alone() -> Iterator[None]:
    with (Path(settings.DATA) / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

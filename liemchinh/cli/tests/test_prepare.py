"""An installation that is killed while it is made ready is as if nobody had begun; made at once it is what all migrations lead to."""

import json
import os
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from liemchinh.cli.prepare import missing_migrations
from tests.forked import Forks
from tests.postgresql import own_database

STEP_BY_STEP = (
    "from liemchinh.journal.management.commands import migrate as ours; from django.core.management.commands import migrate;"
    " ours.Command = migrate.Command"
)
# Where the process ends: between tables and the note that their migrations are applied, or before the triggers that guard the journal.
MOMENTS = {
    "noted at once": "from liemchinh.journal.management.commands import migrate as at; at.MigrationLoader = lambda *told: os._exit(9)",
    "noted step by step": f"{STEP_BY_STEP}; from django.db.migrations.recorder import MigrationRecorder as at;"
    " at.record_applied = lambda *told: os._exit(9)",
    "guarded": "from liemchinh.journal import triggers as at; at.expected = lambda: os._exit(9)",
}
PREPARED = "import os; {}; from liemchinh.cli.prepare import prepare; prepare()"
ON_SQLITE = ["SELECT name, tbl_name, sql FROM sqlite_master"]
# Django's own migrations give its table between groups and permissions, which nothing here uses, a wider key than its models do.
ON_POSTGRESQL = [
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity, collation_name"
    " FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'auth_group_permissions'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
]
ROWS = [
    "SELECT app, name FROM django_migrations",
    "SELECT app_label, model FROM django_content_type",
    "SELECT codename, name FROM auth_permission",
]
TOLD = "; import json; from django.db import connection as c; print(json.dumps([c.cursor().execute(q).fetchall() for q in {}]))"


def prepared(forks: Forks, data: Path, first: str, **environment: str) -> tuple[int, str, str]:
    """A process that does `first` and then makes the installation ready: its exit code and what it said."""
    return forks.call("-c", first, LIEMCHINH_DATA=str(data), **environment)


@pytest.mark.sqlite
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_while_it_is_made_ready_nothing_of_it_is_there(tmp_path: Path, forks: Forks, moment: str) -> None:
    assert prepared(forks, tmp_path, PREPARED.format(MOMENTS[moment]))[0] == 9
    with sqlite3.connect(tmp_path / "liemchinh.sqlite3") as database:
        assert database.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall() == []


@pytest.mark.django_db
def test_every_migration_of_a_database_made_at_once_is_noted() -> None:
    assert missing_migrations() == set()


@pytest.mark.django_db
def test_no_model_waits_for_a_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.soak
@pytest.mark.postgresql
def test_made_at_once_or_step_by_step_it_is_the_same(tmp_path: Path, forks: Forks) -> None:
    assert made(forks, tmp_path / "at once", "pass") == made(forks, tmp_path / "step by step", STEP_BY_STEP)


def made(forks: Forks, data: Path, first: str) -> list[Any]:
    """All that stands in a database made ready: of the order of columns, which migrations leave to the past, nothing is said."""
    known, asked = {}, [*ON_SQLITE, *ROWS]
    if server := os.environ.get("DATABASE_URL"):
        import psycopg

        known = {"DATABASE_URL": f"{server.rpartition('/')[0]}/{own_database('made')}"}
        asked = [*ON_POSTGRESQL, *ROWS]
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {own_database('made')}")  # type: ignore[arg-type]
            connection.execute(f"CREATE DATABASE {own_database('made')} TEMPLATE template0")  # type: ignore[arg-type]
    told = prepared(forks, data, PREPARED.format(first) + TOLD.format(repr(asked)), **known)[1]
    return [sorted(sorted(re.findall(r"\w+", str(row))) for row in rows) for rows in json.loads(told)]

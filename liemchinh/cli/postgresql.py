"""Backing up and restoring on PostgreSQL, with its own pg_dump and pg_restore."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection, transaction

from liemchinh.cli.archive import rows_hash
from liemchinh.cli.frame import BadCall

DUMP = "liemchinh.dump"


def dump(target: Path) -> tuple[dict[str, dict[str, Any]], tuple[int, str]]:
    """Dumps one snapshot; gives the hash of every table and the newest entry of the same snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={cursor.fetchone()[0]}", f"--file={target}")
        cursor.execute("SELECT sequence, hash FROM journal_entry ORDER BY sequence DESC LIMIT 1")
        row = cursor.fetchone()
        return table_hashes(), (row[0], bytes(row[1]).hex()) if row else (0, "")


def table_hashes() -> dict[str, dict[str, Any]]:
    """Rows and SHA-256 of every table of the connected database, ordered by all columns as text."""
    found = {}
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT t::text FROM "{name}" t ORDER BY t::text COLLATE "C"')  # noqa: S608 (the database's own names)
            found[name] = rows_hash(iter(cursor.fetchone, None))
    return found


@contextmanager
def staged(dumped: Path) -> Iterator[str]:
    """A new database beside the present one, filled from a dump; gives its name. Goes away unless `take_over` was called."""
    name = f"{connection.settings_dict['NAME']}_restored"
    try:
        _administer(f'DROP DATABASE IF EXISTS "{name}"')
        _administer(f'CREATE DATABASE "{name}" TEMPLATE template0')
    except subprocess.CalledProcessError as error:
        remedy = "Tài khoản PostgreSQL cần quyền tạo cơ sở dữ liệu (CREATEDB) trong lúc phục hồi."
        raise BadCall(f"Không lập được cơ sở dữ liệu tạm {name}. {remedy}") from error
    try:
        _run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={name}", str(dumped))
        yield name
    finally:
        _administer(f'DROP DATABASE IF EXISTS "{name}"')


def take_over(name: str) -> str:
    """Puts the staged database in the place of the present one, which is kept under another name; gives that name."""
    present = connection.settings_dict["NAME"]
    kept = f"{present}_before"
    connection.close()
    _administer(f'DROP DATABASE IF EXISTS "{kept}"')
    _administer(f'ALTER DATABASE "{present}" RENAME TO "{kept}"')
    _administer(f'ALTER DATABASE "{name}" RENAME TO "{present}"')
    return kept


def address_of(name: str) -> str:
    """DATABASE_URL of another database on the same server."""
    told = connection.settings_dict
    secret = f":{quote(told['PASSWORD'], safe='')}" if told["PASSWORD"] else ""
    return f"postgresql://{quote(told['USER'], safe='')}{secret}@{told['HOST']}:{told['PORT'] or 5432}/{quote(name, safe='')}"


def _administer(statement: str) -> None:
    _run("psql", "--quiet", "--no-psqlrc", "--dbname=template1", "--command", statement)


def _run(program: str, *words: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise BadCall(f"Không có chương trình {program}. Hãy cài bộ công cụ của PostgreSQL (postgresql-client).")
    told = connection.settings_dict
    named = {"PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT", "PGDATABASE": "NAME"}
    there = {variable: str(told[key]) for variable, key in named.items() if told[key]}
    subprocess.run([found, *words], env=os.environ | there, check=True, stdout=subprocess.DEVNULL)

"""What tests begin with is built once in a run for each day, through the services, and written down; later tests read it back."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection, transaction

from liemchinh.journal import clock, heads
from liemchinh.journal.models import Entry
from tests.world import World, build

NEVER_EMPTY = frozenset({"django_migrations", "django_content_type", "auth_permission"})
Made = TypeVar("Made")
_kept: dict[Any, tuple[Any, str]] = {}


def standing_world() -> World:
    """The world of `tests.world.build` on the day the clock shows, as a fresh copy; its rows stand in the database."""
    return kept(build)


def kept(make: Callable[[], Made]) -> Made:
    """What a function makes of an empty database, on the day the clock shows: a fresh copy of what it gives, its rows in the database.

    The last head is signed after the commit.
    """
    wanted = make, connection.vendor, clock.today()
    if wanted not in _kept:
        assert not Entry.objects.exists(), "only what is made of nothing can be kept"
        made = make()
        _kept[wanted] = deepcopy(made), _written_down()
        return made
    found, statements = _kept[wanted]
    with transaction.atomic():
        _run(statements)
        last = Entry.objects.latest("sequence")
        transaction.on_commit(lambda: heads.write(last.sequence, bytes(last.hash), last.recorded_at))
    copied: Made = deepcopy(found)
    return copied


def _run(statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements.split(";\n"):
            cursor.execute(statement)


def _written_down() -> str:
    """Every row of every table as an INSERT, exact to the byte, and on PostgreSQL where the sequences of ids stand."""
    tables = [
        name for name in connection.introspection.django_table_names(only_existing=True, include_views=False)
        if name not in NEVER_EMPTY
    ]  # fmt: skip
    found = [text for table in sorted(tables) if (text := _rows_of(table))]
    models = connection.introspection.installed_models(tables)
    return ";\n".join([*found, *connection.ops.sequence_reset_sql(no_style(), sorted(models, key=str))])


def _rows_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')
        names = [f'"{column[0]}"' for column in cursor.description]
        literal = "quote({})" if connection.vendor == "sqlite" else "quote_nullable({}::text)"
        cursor.execute(f'SELECT {", ".join(literal.format(name) for name in names)} FROM "{table}"')
        rows = [f"({', '.join(row)})" for row in cursor.fetchall()]
    return f'INSERT INTO "{table}" ({", ".join(names)}) VALUES {", ".join(rows)}' if rows else ""

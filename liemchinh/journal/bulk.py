"""Writing many rows at once, alike on both databases: ids reserved, then as few statements as can be."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from functools import cache, lru_cache, partial
from itertools import chain
from operator import is_not
from threading import Thread
from typing import Any
from uuid import UUID

from django.db import connection, models

# In one statement: what every SQLite takes.
PARAMETERS = 999


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """`count` ids of `model`, rising, that nobody else will get. Needs an open transaction (SQLite's holds the write lock)."""
    if not count:
        return range(0)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return range(first, first + count)


@lru_cache(maxsize=65536)  # every day of 180 years
def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


@lru_cache(maxsize=64)
def _moment(value: datetime | None) -> str | None:
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f") if value else None


def _uuid(value: str | UUID | None) -> UUID | None:
    return UUID(value) if isinstance(value, str) else value


@cache
def _columns(model: type[models.Model]) -> dict[str, tuple[str | None, Callable[[Any], Any] | None]]:
    """By attribute: the column, and what its values are converted with."""
    return {field.attname: (field.column, _converter(field)) for field in model._meta.concrete_fields}


def _converter(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    if isinstance(field, models.JSONField):
        return partial(field.get_db_prep_save, connection=connection)
    if connection.vendor != "sqlite":
        return _uuid if isinstance(field, models.UUIDField) else None
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.DateField):
        return _iso
    if isinstance(field, models.UUIDField):
        return lambda value: value.hex if isinstance(value, UUID) else value
    return None


def write_rows(rows: Iterable[models.Model]) -> None:
    """Inserts rows of several models, those of one model together, the models in the order in which they first come.

    A row may name another before that has its number: it is written with it.
    """
    together: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        together.setdefault(type(row), []).append(row)
    for model, listed in together.items():
        unnumbered = [row for row in listed if row.pk is None]
        for row, number in zip(unnumbered, reserve_ids(model, len(unnumbered)), strict=True):
            row.pk = number
        fields = model._meta.concrete_fields
        insert_rows(
            model, [field.attname for field in fields], ([_told(row, field) for field in fields] for row in listed)
        )
        for row in listed:
            row._state.adding = False


def _told(row: models.Model, field: "models.Field[Any, Any]") -> Any:
    told = getattr(row, field.attname)
    if told is None and field.is_relation and (named := getattr(row, field.name)) is not None:
        # Made before the one it names had its number.
        return named.pk
    return told


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Inserts `rows`, each in the order of the column attribute `names` ("person_id", not "person")."""
    known = _columns(model)
    # By columns: a conversion goes through all its values without a step of Python for each row, and a column of which no row says
    # anything is left to the database.
    by_column = zip(names, zip(*rows, strict=True), strict=False)
    told = [(*known[name], values) for name, values in by_column if any(map(partial(is_not, None), values))]
    if not told:
        return
    converted = (map(convert, values) if convert else values for _column, convert, values in told)
    prepared = list(zip(*converted, strict=True))
    quoted = ", ".join(f'"{column}"' for column, _convert, _values in told)
    marks = ", ".join(["%s"] * len(told))
    statement = f'INSERT INTO "{model._meta.db_table}" ({quoted}) VALUES '  # noqa: S608 (names of our own models)
    # After each statement SQLite walks through every page it keeps for an open savepoint: with a statement for each row, an
    # insertion takes the longer the more there is in the table.
    most = PARAMETERS // len(told) if connection.vendor == "sqlite" else 1
    whole = len(prepared) - len(prepared) % most
    with connection.cursor() as cursor:
        for count, piece in ((most, prepared[:whole]), (len(prepared) - whole, prepared[whole:])):
            if piece:
                together = [list(chain.from_iterable(piece[at : at + count])) for at in range(0, len(piece), count)]
                cursor.executemany(statement + ", ".join([f"({marks})"] * count), together)


@contextmanager
def indexed_afterwards(*models: type[models.Model]) -> Iterator[None]:
    """Inside the caller's transaction: indexes that keep nothing unique are made when the block ends, from all rows, not with each row.

    For tables that are nearly empty; afterwards the tables are as they were, or, with the transaction, as if nobody had begun.
    """
    editor = connection.schema_editor()
    held = [(model, index) for model in models for index in model._meta.indexes]
    with connection.cursor() as cursor:
        for _model, index in held:
            cursor.execute(f'DROP INDEX "{index.name}"')
        yield
        for model, index in held:
            cursor.execute(str(index.create_sql(model, editor)))


@contextmanager
def written_back_beside(most: int = 0) -> Iterator[Callable[[], None]]:
    """For much that is written at once: SQLite copies what was committed from its log into the database in a thread, beside what comes
    next: whenever what is given is called, and after the block. It is as safe as ever when it is committed. Nothing on other databases.

    `most`: so many pages of log after which a commit copies what is left by itself, so that the log begins anew; 0 is never.
    """
    if connection.vendor != "sqlite":
        yield lambda: None
        return
    beside = Thread()

    def write_back() -> None:
        nonlocal beside
        if not beside.is_alive():
            beside = Thread(target=_write_back, args=(connection.settings_dict["NAME"],))
            beside.start()

    with connection.cursor() as cursor:
        [usual] = cursor.execute("PRAGMA wal_autocheckpoint").fetchone()
        cursor.execute(f"PRAGMA wal_autocheckpoint = {most:d}")
        try:
            yield write_back
        finally:
            cursor.execute(f"PRAGMA wal_autocheckpoint = {usual:d}")
    write_back()


def _write_back(database: str) -> None:
    with closing(sqlite3.connect(database, timeout=60)) as beside:
        beside.execute("PRAGMA wal_checkpoint(PASSIVE)")

"""Plain SELECTs over the application's own connection."""

from collections.abc import Sequence
from typing import Any

from django.db import connection


def rows(sql: str) -> list[tuple[Any, ...]]:
    """All rows of a SELECT made by this room."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def column(sql: str) -> list[Any]:
    """The first column of a SELECT."""
    return [row[0] for row in rows(sql)]


def run(*statements: str) -> None:
    """Statements without an answer."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def insert(table: str, columns: Sequence[str], values: Sequence[str], piece: int = 500) -> None:
    """Rows written out as SQL, many to a statement; for temporary tables."""
    for start in range(0, len(values), piece):
        run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join(values[start : start + piece])}")

"""Which organisations carry the ids of a file. Asked twice for every thousand rows of an import."""

from collections.abc import Iterable

from django.db import connection

_CARRY = "SELECT external_id, organisation_id FROM organisations_source_id WHERE source = %s AND external_id IN ({ids})"


def ids_in_source(source: str, external_ids: Iterable[str]) -> dict[str, int]:
    """Which organisations carry these ids of a file."""
    told = list(external_ids)
    if not told:
        return {}
    # In words of its own: with a thousand ids the ORM takes many times as long to word it as the database to answer.
    with connection.cursor() as cursor:
        cursor.execute(_CARRY.format(ids=", ".join(["%s"] * len(told))), [source, *told])
        return dict(cursor.fetchall())

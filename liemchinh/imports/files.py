"""From a file to the stream of rows a run takes: tables in the order in which they build on each other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from liemchinh.imports.models import RememberedMapping
from liemchinh.imports.reading import Mapping as ColumnMapping
from liemchinh.imports.reading import Reading, RejectedRow, Row, Table, rows
from liemchinh.members.timeline import ordered_kinds

# Organisations first, then people in them, then what happened to people, then what became of organisations.
ORDER = {"organisations": 0, "members": 1, "events": 2, "successions": 3}


def chosen_mappings(reading: Reading) -> dict[int, ColumnMapping]:
    """For each table the guessed mapping with what was remembered for the same headings put over it, unless it is exact."""
    wanted = {table.mapping.fingerprint for table in reading.tables}
    kept = dict(RememberedMapping.objects.filter(fingerprint__in=wanted).values_list("fingerprint", "mapping"))
    return {place: _remembered(table.mapping, kept.get(table.mapping.fingerprint)) for place, table in enumerate(reading.tables)}


def _remembered(guess: ColumnMapping, kept: Any) -> ColumnMapping:
    if kept is None or guess.exact:
        return guess
    try:
        return guess.remembered(kept)
    except ValueError:
        return guess


def rows_of(reading: Reading, mappings: Mapping[int, ColumnMapping]) -> Iterator[tuple[str, Row]]:
    """(kind, row) of every table, in the order in which they build on each other; the same file and mappings give the same stream."""
    for place in sorted(range(len(reading.tables)), key=lambda place: (order_of(reading.tables[place], mappings[place]), place)):
        mapping = mappings[place]
        found: Iterator[Row] | Sequence[Row] = rows(reading.tables[place], mapping)
        if mapping.kind == "events":
            found = sorted(found, key=_when)
        for row in found:
            yield (mapping.kind if mapping.kind in ORDER else "unknown", row)


def order_of(table: Table, mapping: ColumnMapping) -> int:
    """Where a table stands in the order of taking."""
    return ORDER.get(mapping.kind, len(ORDER))


def _when(row: Any) -> tuple[str, int, int]:
    """Events by day and by the order in which acts of one day take effect; rejected rows last."""
    if isinstance(row, RejectedRow):
        return ("9999", 0, row.row)
    return (row.date.latest.isoformat(), ordered_kinds().get(row.kind, 99), row.row)

"""From a file to the stream of rows a run takes, in pieces: tables in the order in which they build on each other. No database here."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from liemchinh.imports.reading import Mapping as ColumnMapping
from liemchinh.imports.reading import OrganisationRow, Problem, Reading, RejectedRow, Row, Table, rows
from liemchinh.imports.repeats import Again, marked
from liemchinh.members.timeline import ordered_kinds

# Organisations first, then people in them, then what happened to people, then what became of organisations.
ORDER = {"organisations": 0, "members": 1, "events": 2, "successions": 3}
# Successions refer to each other across the whole file: they are taken in one piece.
WHOLE = {"successions"}
# Field → what its column is called in the file.
Headings = Mapping[str, str]
# (kind of table, row, its headings)
Taken = tuple[str, Row | Again, Headings]
# Place of a table → how its columns are read; None for a table that a person left out.
Chosen = Mapping[int, ColumnMapping | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of every table, in the order in which they build on each other; the same file and mappings give the same stream."""

    reading: Reading
    mappings: Chosen

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(table.count for table, _mapping in self._taken())

    def __iter__(self) -> Iterator[Taken]:
        seen: dict[object, tuple[int, int]] = {}
        for table, mapping in sorted(self._taken(), key=lambda item: order_of(*item)):
            found: Iterable[Row | Again] = marked(rows(table, mapping), seen)
            if mapping.kind == "events":
                found = sorted(found, key=_when)
            elif mapping.kind == "organisations":
                found = parents_first(_once([row for row in found if not isinstance(row, Again)]))
            headings = {field: table.headings[index] for field, index in mapping.fields.items()}
            for row in found:
                yield (mapping.kind if mapping.kind in ORDER else "unknown", row, headings)

    def _taken(self) -> list[tuple[Table, ColumnMapping]]:
        return [
            (table, mapping)
            for place, table in enumerate(self.reading.tables)
            if (mapping := self.mappings[place]) is not None
        ]


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one table, to be taken in one transaction."""

    kind: str
    rows: Sequence[Any]
    headings: Headings


def pieces(stream: Iterator[Taken], size: int) -> Iterator[Piece]:
    """The stream in pieces of at most `size` rows of one table; tables that are taken whole are one each."""
    for (kind, _table), group in groupby(stream, key=lambda item: (item[0], id(item[2]))):
        while taken := list(group if kind in WHOLE else islice(group, size)):
            yield Piece(kind, [row for _kind, row, _headings in taken], taken[0][2])


def order_of(table: Table, mapping: ColumnMapping | None) -> tuple[int, str]:
    """Where a table stands in the order of taking; lists of organisations of different times by the first day they tell of."""
    if mapping is None or mapping.kind not in ORDER:
        return len(ORDER), ""
    if mapping.kind != "organisations":
        return ORDER[mapping.kind], ""
    days = (row.valid_from.text for row in rows(table, mapping) if isinstance(row, OrganisationRow) and row.valid_from)
    return ORDER[mapping.kind], min(days, default="")


def _once(found: Sequence[Row]) -> list[Row]:
    """Within one list every organisation has an id of its own: a row with an id told before is rejected."""
    first: dict[str, int] = {}
    told: list[Row] = []
    for row in found:
        if isinstance(row, OrganisationRow) and first.setdefault(row.id, row.row) != row.row:
            reason = f"Mã “{row.id}” đã có ở dòng {first[row.id]}; mỗi tổ chức một mã."
            told.append(RejectedRow(row.file, row.sheet, row.row, (Problem("id", reason),)))
        else:
            told.append(row)
    return told


def _when(row: Any) -> tuple[str, int, int]:
    """Events by day and by the order in which acts of one day take effect; rejected rows last."""
    if isinstance(row, RejectedRow):
        return ("9999", 0, row.row)
    return (row.date.latest.isoformat(), ordered_kinds().get(row.kind, 99), row.row)


def parents_first(found: Sequence[Any]) -> list[Any]:
    """Rows of organisations so that none stands before its parent, otherwise as in the file; those in a circle come last."""
    by_id = {
        row.id: place for place, row in reversed(list(enumerate(found))) if isinstance(row, OrganisationRow) and row.id
    }
    children: dict[int, list[int]] = defaultdict(list)
    ready: deque[int] = deque()
    for place, row in enumerate(found):
        above = by_id.get(row.parent_id) if isinstance(row, OrganisationRow) and row.parent_id else None
        if above is None or above == place:
            ready.append(place)
        else:
            children[above].append(place)
    order: list[int] = []
    while ready:
        place = ready.popleft()
        order.append(place)
        ready.extend(children.pop(place, ()))
    circular = sorted(place for places in children.values() for place in places)
    return [found[place] for place in order + circular]

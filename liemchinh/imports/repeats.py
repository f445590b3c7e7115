"""Rows of one file that tell of the same person twice, found in the stream before anything is taken: the same after an interruption."""

from collections.abc import Iterator
from dataclasses import dataclass

from liemchinh.imports.reading import MemberRow, Row

_WHERE = ("file", "sheet", "row", "remarks")
_TOLD = tuple(name for name in MemberRow._fields if name not in _WHERE)


@dataclass(frozen=True, slots=True)
class Again:
    """A row with the id, or the name, birth, branch and card, of an earlier one. `same`: nothing in it is told differently."""

    row: MemberRow
    first: int
    same: bool

    @property
    def certain(self) -> bool:
        """The very same row, and not of two people who merely look alike on paper."""
        return self.same and (bool(self.row.id) or (self.row.birth is not None and self.row.birth.is_complete))


def marked(rows: Iterator[Row], seen: "dict[object, tuple[int, int]]") -> Iterator[Row | Again]:
    """The rows, those that repeat an earlier one as `Again`. `seen` is kept over all tables of a file."""
    for row in rows:
        if not isinstance(row, MemberRow):
            yield row
            continue
        key: object = row.id or (row.full_name, row.birth, row.organisation_id, row.card_no)
        told = hash(tuple([getattr(row, name) for name in _TOLD]))
        first = seen.get(key)
        if first is None:
            seen[key] = (row.row, told)
            yield row
        else:
            yield Again(row, first[0], first[1] == told)

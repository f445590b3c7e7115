"""A table as found in a sheet, and the rows of it that are data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from liemchinh.imports.reading.mapping import Mapping
from liemchinh.imports.reading.rowkinds import NotData
from liemchinh.imports.reading.sheets import Cell, Sheet


@dataclass(frozen=True, slots=True)
class NotRow:
    """A row that is not read: its number and what it is."""

    row: int
    what: NotData


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table of one sheet.

    `kind` is organisations, successions, members or events, or one that is not read: then `refusal` says why, and every row is
    rejected with it. `row_numbers` counts from one as the spreadsheet does. Rows that are not data stand in `not_rows`.
    """

    kind: str
    name: str
    refusal: str
    file: str
    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    mapping: Mapping
    row_numbers: Sequence[int]
    not_rows: tuple[NotRow, ...]
    groups: tuple[tuple[int, str], ...]
    source: Sheet

    @property
    def count(self) -> int:
        """How many rows of data there are."""
        return len(self.row_numbers)

    def cells(self) -> Iterator[tuple[int, list[Cell]]]:
        """(row number, cells) of each row of data, in order; from the beginning each time."""
        wanted = iter(self.row_numbers)
        target = next(wanted, 0)
        for number, cells in enumerate(self.source.filled(), start=1):
            if number == target:
                yield number, cells
                target = next(wanted, 0)
                if not target:
                    return

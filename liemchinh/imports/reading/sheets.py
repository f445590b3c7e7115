"""A sheet as every reader hands it over: rows of cells that can be walked as often as needed, one at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | date | datetime | time | timedelta


class Fault(str):
    """A cell whose formula has no usable result; its text says why."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range, from zero, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet, or the whole of a text file.

    `walk()` starts anew each time and yields every row from the first, blank ones too, so that the n-th is the row a spreadsheet shows
    under number n. `typed` is False for text files, where a number has lost its zeros without a trace.
    `foreign` tells whether the text holds characters of an older character set, None where nobody has looked.
    """

    name: str
    walk: Callable[[], Iterator[list[Cell]]]
    spans: tuple[Span, ...] = ()
    typed: bool = True
    foreign: bool | None = None

    def filled(self) -> Iterator[list[Cell]]:
        """The rows with the value of a cell merged downwards repeated in the rows it covers."""
        tall = {span.top for span in self.spans if span.bottom > span.top}
        if not tall:
            yield from self.walk()
            return
        by_row: dict[int, list[Span]] = {}
        for span in self.spans:
            if span.bottom > span.top:
                by_row.setdefault(span.top, []).append(span)
        reaching: dict[int, tuple[int, Cell]] = {}
        for number, cells in enumerate(self.walk()):
            if reaching:
                cells = _fill(cells, number, reaching)
            for span in by_row.get(number, ()):
                if span.left < len(cells) and cells[span.left] != "":
                    reaching[span.left] = (span.bottom, cells[span.left])
            yield cells


def _fill(cells: list[Cell], number: int, reaching: dict[int, tuple[int, Cell]]) -> list[Cell]:
    filled = list(cells)
    for column, (bottom, value) in list(reaching.items()):
        if number > bottom:
            del reaching[column]
        elif column < len(filled) and filled[column] == "":
            filled[column] = value
    return filled

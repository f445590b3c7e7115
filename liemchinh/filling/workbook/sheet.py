"""One sheet: what stands in each cell, and where in the bytes it stands. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from liemchinh.filling.workbook.package import DAMAGED
from liemchinh.filling.workbook.parsing import walk
from liemchinh.imports.reading.unreadable import Unreadable

MOST_CELLS = 200_000
# What is shown and can be chosen; what lies beyond stays in the file as it is.
MOST_ROWS, MOST_COLUMNS = 1000, 100
LONGEST_TEXT = 32_767
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_NUMBER = re.compile(r"[1-9]\d{0,6}")
Address = tuple[int, int]


@dataclass(slots=True)
class Cell:
    """One cell. Its tag lies in `start` to `tag_end`, all of it up to `end`; `value` is where its kept value lies."""

    start: int
    tag_end: int
    end: int = 0
    kind: str = ""
    style: int = 0
    text: str = ""
    formula: bool = False
    value: tuple[int, int] | None = None


@dataclass(slots=True)
class RowPlace:
    """Where a row lies: its tag, the place before its closing tag, its end. `style`: what its cells look like where none is told."""

    start: int
    tag_end: int
    closing: int = 0
    end: int = 0
    style: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Does the cell belong to it?"""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(slots=True)
class Sheet:
    """A sheet as its bytes tell it; rows and columns are counted from zero."""

    data: bytes
    cells: dict[Address, Cell] = field(default_factory=dict)
    rows: dict[int, RowPlace] = field(default_factory=dict)
    merged: list[Span] = field(default_factory=list)
    computed: list[Span] = field(default_factory=list)
    column_styles: list[tuple[int, int, int]] = field(default_factory=list)
    body: RowPlace | None = None
    prefix: str = ""

    def style_of(self, row: int, column: int) -> int | None:
        """The style a cell has or would have; None for the usual one."""
        cell = self.cells.get((row, column))
        if cell is not None:
            return cell.style
        place = self.rows.get(row)
        if place is not None and place.style is not None:
            return place.style
        return next((style for first, last, style in self.column_styles if first <= column <= last), None)

    def span_of(self, row: int, column: int) -> Span | None:
        """The merged cells this one belongs to."""
        return next((span for span in self.merged if span.holds(row, column)), None)

    @property
    def extent(self) -> Address:
        """How many rows and columns are shown: up to the last cell that there is, styled ones among them."""
        rows = [row for row, _column in self.cells] + [span.bottom for span in self.merged]
        columns = [column for _row, column in self.cells] + [span.right for span in self.merged]
        return min(max(rows, default=-1) + 1, MOST_ROWS), min(max(columns, default=-1) + 1, MOST_COLUMNS)


def read_sheet(data: bytes, strings: Sequence[str]) -> Sheet | None:
    """Reads the XML of a sheet; None for one without cells (a chart). Raises Unreadable for damage."""
    reader = _Reader(Sheet(data), strings)
    walk(data, reader.start, reader.end, reader.told)
    return reader.sheet if reader.sheet.body else None


class _Reader:
    def __init__(self, sheet: Sheet, strings: Sequence[str]) -> None:
        self.sheet, self.strings = sheet, strings
        self.inside: list[str] = []
        self.row, self.column = -1, -1
        self.cell: Cell | None = None
        self.value_from = 0

    def start(self, name: str, given: dict[str, str], place: int, tag_end: int) -> None:
        self.inside.append(name)
        match self.inside[1:]:
            case ["sheetData"]:
                self._body(place, tag_end)
            case ["sheetData", "row"]:
                self._row(given, place, tag_end)
            case ["sheetData", "row", "c"]:
                self._cell(given, place, tag_end)
            case ["sheetData", "row", "c", "f"] if self.cell:
                self.cell.formula = True
                if given.get("t") in {"array", "dataTable"}:
                    self.sheet.computed += spans(given.get("ref", ""))
            case ["sheetData", "row", "c", "v"]:
                self.value_from = place
            case ["mergeCells", "mergeCell"]:
                self.sheet.merged += spans(given.get("ref", ""))
            case ["cols", "col"] if given.get("style", "").isdigit():
                first, last = (_whole(given.get(side, "")) - 1 for side in ("min", "max"))
                self.sheet.column_styles.append((first, last, _whole(given["style"])))

    def _body(self, place: int, tag_end: int) -> None:
        if self.sheet.body is not None:
            raise Unreadable(DAMAGED)
        self.sheet.body = RowPlace(place, tag_end)
        name = self.sheet.data[place + 1 : tag_end].decode().rstrip("/>").split()[0]
        self.sheet.prefix = name[: -len("sheetData")]

    def _row(self, given: dict[str, str], place: int, tag_end: int) -> None:
        number = _whole(given["r"]) - 1 if "r" in given else self.row + 1
        if number <= self.row:
            raise Unreadable(DAMAGED)
        self.row, self.column = number, -1
        style = _whole(given["s"]) if given.get("customFormat") in {"1", "true"} and "s" in given else None
        self.sheet.rows[number] = RowPlace(place, tag_end, style=style)

    def _cell(self, given: dict[str, str], place: int, tag_end: int) -> None:
        row, column = self.row, self.column + 1
        if "r" in given:
            row, column = address(given["r"]) or (-1, -1)
        if row != self.row or column <= self.column or len(self.sheet.cells) >= MOST_CELLS:
            raise Unreadable(DAMAGED)
        self.column = column
        self.cell = Cell(place, tag_end, kind=given.get("t", "n"), style=_whole(given.get("s", "0")))
        self.sheet.cells[row, column] = self.cell

    def told(self, piece: str) -> None:
        if self.cell and self.inside[-1] in {"v", "t"} and "f" not in self.inside and "rPh" not in self.inside:
            self.cell.text += piece[: LONGEST_TEXT - len(self.cell.text)]

    def end(self, name: str, last: int, closing: int) -> None:
        match self.inside[1:]:
            case ["sheetData", "row", "c", "v"] if self.cell:
                self.cell.value = (self.value_from, last)
            case ["sheetData", "row", "c"] if self.cell:
                self.cell.end = last
                self._resolve(self.cell)
                self.cell = None
            case ["sheetData", "row"]:
                self.sheet.rows[self.row].closing, self.sheet.rows[self.row].end = closing, last
            case ["sheetData"] if self.sheet.body:
                self.sheet.body.closing, self.sheet.body.end = closing, last
        self.inside.pop()

    def _resolve(self, cell: Cell) -> None:
        if cell.kind == "s":
            number = cell.text.strip()
            cell.text = self.strings[int(number)] if number.isdecimal() and int(number) < len(self.strings) else ""


def address(reference: str) -> Address | None:
    """ "B5" → (4, 1); None for what is no address."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def reference(row: int, column: int) -> str:
    """(4, 1) → "B5"."""
    return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """What a column is called: 0 → "A", 27 → "AB"."""
    told, number = "", column + 1
    while number:
        number, place = divmod(number - 1, 26)
        told = chr(65 + place) + told
    return told


def spans(text: str) -> Iterator[Span]:
    """The ranges "A1:B2 C3" names; what is none is left out."""
    for piece in text.replace("$", "").split():
        first, _colon, last = piece.partition(":")
        corners = address(first), address(last or first)
        if corners[0] and corners[1]:
            (top, left), (bottom, right) = corners
            yield Span(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _whole(text: str) -> int:
    if text == "0":
        return 0
    if not _NUMBER.fullmatch(text):
        raise Unreadable(DAMAGED)
    return int(text)

"""Finds the tables in a sheet: where the headings are, which rows below them are data, and which are not rows to be read."""

from collections import deque
from collections.abc import Sequence

from liemchinh.imports.reading.headings import depth_of, is_second_line, joined, looks_like_heading, texts_of
from liemchinh.imports.reading.rowkinds import is_plain_data
from liemchinh.imports.reading.sheets import Cell, Sheet
from liemchinh.imports.reading.tables import NotRow, Table
from liemchinh.imports.reading.unfinished import Unfinished, keys_of
from liemchinh.imports.reading.unreadable import MOST_COLUMNS, MOST_ROWS, MOST_TABLES, Unreadable
from liemchinh.imports.reading.vocabulary import Vocabulary

_TITLE_LINES = 12
# So many wide rows above the first headings are a table of their own, not titles.
_TOO_MANY_TITLES = 15
_MOST_LINES = 4
# Blank ones included.
_MOST_LINES_OF_FILE = 2 * MOST_ROWS


def find_tables(sheet: Sheet, file: str, vocabulary: Vocabulary) -> list[Table]:
    """The tables of a sheet in order. Every filled row is a row of a table or one of its `not_rows`, unless the sheet has no table.

    Raises Unreadable when there is more than can be read.
    """
    return _Scan(sheet, file, vocabulary).run()


class _Scan:
    def __init__(self, sheet: Sheet, file: str, vocabulary: Vocabulary) -> None:
        self.sheet, self.file, self.vocabulary = sheet, file, vocabulary
        self.tables: list[Table] = []
        self.table: Unfinished | None = None
        # The lines of headings that are being read: where they begin, and where merged cells say that they end.
        self.lines: list[list[str]] = []
        self.top = self.bottom = 0
        self.titles: deque[tuple[int, list[str]]] = deque(maxlen=_TITLE_LINES)
        # Rows above any headings: their numbers and how many cells each has filled.
        self.loose: list[tuple[int, int]] = []
        self.filled = 0

    def run(self) -> list[Table]:
        for number, cells in enumerate(self.sheet.filled(), start=1):
            if number > _MOST_LINES_OF_FILE:
                raise Unreadable(
                    f"Trang có hơn {_MOST_LINES_OF_FILE} dòng, kể cả dòng trống. Hãy chia thành nhiều tệp."
                )
            table = self.table
            if table is None or self.lines or table.ended or table.fresh or not is_plain_data(cells, table.anchor):
                self._step(number, cells)
                continue
            table.add(number, cells)
            self._count()
            if table.thin:
                table.thin.clear()
        if self.lines:
            self._begin()
        self._finish()
        self._keep_loose()
        return self.tables

    def _step(self, number: int, cells: list[Cell]) -> None:
        if self.lines:
            if self._is_next_line(number, cells):
                self.lines.append(texts_of(cells))
                return
            self._begin()
        if self._is_new_heading(cells):
            self._start_heading(number, cells)
        elif self.table is not None:
            if self.table.sort(number, cells):
                self._count()
        else:
            texts = texts_of(cells)
            if any(texts):
                self.titles.append((number, texts))
                self.loose.append((number, sum(map(bool, texts))))
                self._count()

    def _is_next_line(self, number: int, cells: list[Cell]) -> bool:
        if self.bottom > self.top:
            # Merged cells say where the headings end: no guess is needed.
            return number <= self.bottom
        return len(self.lines) < _MOST_LINES and is_second_line(cells, self.lines[-1])

    def _is_new_heading(self, cells: list[Cell]) -> bool:
        words = sum(type(cell) is str and cell != "" and not cell[-1].isdigit() for cell in cells)
        if words < 2 or words * 3 < 2 * (len(cells) - cells.count("")):
            return False
        if self.table is not None and self.table.repeats.issuperset(keys_of(cells)):
            return False
        return looks_like_heading(cells, self.vocabulary)

    def _start_heading(self, number: int, cells: list[Cell]) -> None:
        if self.table is not None:
            self.loose = [(row, 1) for row in self.table.give_back()]
            self.titles += self.table.thin[-_TITLE_LINES:]
        self._finish()
        spans = self.sheet.spans
        self.lines, self.top = [texts_of(cells)], number
        self.bottom = number + depth_of(number - 1, spans)
        above = self.titles[-1] if self.titles else None
        known = bool(self.loose) and above is not None and self.loose[-1][0] == above[0] == number - 1
        if above and known and _heads(above[1], self.lines[0]):
            # The recognised row is the second line; the first stands right above it.
            self.titles.pop()
            self.loose.pop()
            self.lines.insert(0, above[1])
            self.top = number - 1
            self.bottom = max(self.bottom, number - 1 + depth_of(number - 2, spans))

    def _begin(self) -> None:
        """The headings are complete: what follows is a table."""
        above = self._keep_loose()
        headings = joined(self.lines, self.top - 1, self.sheet.spans)
        self._check_width(self.top, headings)
        titles = [text for _, line in self.titles for text in line if text]
        self.table = Unfinished.begin(self.top, self.lines, headings, titles, self.vocabulary)
        self.table.not_rows[:0] = [NotRow(number, "title") for number in above]
        self.lines = []
        self.titles.clear()

    def _check_width(self, row: int, headings: list[str]) -> None:
        """Cuts off empty headings at the end; raises Unreadable when there are too many all the same."""
        while headings and not headings[-1]:
            headings.pop()
        if len(headings) > MOST_COLUMNS:
            raise Unreadable(f"Bảng ở dòng {row} có hơn {MOST_COLUMNS} cột.")

    def _count(self) -> None:
        self.filled += 1
        if self.filled > MOST_ROWS:
            raise Unreadable(f"Trang có hơn {MOST_ROWS} dòng. Hãy chia thành nhiều tệp.")

    def _finish(self) -> None:
        if self.table is not None:
            self._keep(self.table.finish(self.file, self.sheet))
            self.table = None

    def _keep(self, table: Table) -> None:
        self.tables.append(table)
        if len(self.tables) > MOST_TABLES:
            raise Unreadable(f"Một trang có hơn {MOST_TABLES} bảng.")

    def _keep_loose(self) -> list[int]:
        """Rows that no heading explains: a table of an unknown kind when there are columns in them, else titles (returned)."""
        loose, self.loose = self.loose, []
        widest = max((count for _, count in loose), default=0)
        wide = sum(count >= 2 for _, count in loose)
        if widest < 2 or (self.lines and wide <= _TOO_MANY_TITLES):
            return [number for number, _ in loose]
        first = next(number for number, count in loose if count >= max(2, widest / 2))
        table: Unfinished | None = None
        for number, cells in enumerate(self.sheet.filled(), start=1):
            if number == first:
                headings = texts_of(cells)
                self._check_width(first, headings)
                table = Unfinished.begin(first, [headings], headings, [], self.vocabulary)
                table.not_rows[:0] = [NotRow(number, "title") for number, _ in loose if number < first]
            elif table is not None and number <= loose[-1][0]:
                table.sort(number, cells)
        if table is not None:
            self._keep(table.finish(self.file, self.sheet))
        self.titles.clear()
        return []


def _heads(above: Sequence[str], below: Sequence[str]) -> bool:
    """True when a row of words stands above gaps of the recognised heading: its missing first line."""
    filled = [place for place, text in enumerate(above) if text]
    if len(filled) < 2 or any(char.isdigit() for place in filled for char in above[place]):
        return False
    return any(place >= len(below) or not below[place] for place in filled)

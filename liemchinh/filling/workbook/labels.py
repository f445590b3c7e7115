"""What the rows and columns of a sheet are called, and where a cell is after rows and columns moved. Pure.

A cell is known by the words of its row and by the headings above it. Numbers before lines ("1", "II", "a)") and years do not count: they
change from period to period. What cannot be told apart is never guessed.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from liemchinh.filling.workbook.sheet import Address, Cell, Sheet, Span
from liemchinh.web.text import clean, fold

LONGEST = 300
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBERING = re.compile(r"[(\[]?(?:[\d.,/=+x*%\- ]+|[ivxlcdm]{1,5}|[a-zđ])[)\].:]*")
_TO_FILL = re.compile(r"[\d.,…_\-–—*/ ]*")
_TEXTS = frozenset({"s", "str", "inlineStr"})
# Words of a row or of a column's headings, folded and without years; empty where nothing is written.
Key = tuple[str, ...]


def is_label(cell: Cell) -> bool:
    """Does the cell hold words, rather than a number, a place to write, or the number of a line?"""
    if cell.formula or cell.kind not in _TEXTS:
        return False
    return not _TO_FILL.fullmatch(clean(cell.text)) and not _NUMBERING.fullmatch(clean(cell.text).lower())


def is_fillable(sheet: Sheet, row: int, column: int) -> bool:
    """May a number be put there? Not over words or a formula; of merged cells in the first alone."""
    span, cell = sheet.span_of(row, column), sheet.cells.get((row, column))
    if span is not None and (row, column) != (span.top, span.left):
        return False
    if any(computed.holds(row, column) for computed in sheet.computed):
        return False
    if cell is None:
        return True
    return not cell.formula and cell.kind in {*_TEXTS, "n"} and bool(_TO_FILL.fullmatch(clean(cell.text)))


class Labels:
    """The words of a sheet by row and column; merged cells give theirs to every row and column they cover."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.extent = sheet, sheet.extent
        self._words: dict[Address, str] = {}
        # Words that also cover the place where their row begins stand for rows: a title, the heading of a group.
        self._wide: dict[Address, Span] = {}
        tops = {(span.top, span.left): span for span in sheet.merged}
        for place, cell in sheet.cells.items():
            if is_label(cell):
                self._put(place, clean(cell.text)[:LONGEST], tops.get(place))
        self._in_row: dict[int, dict[int, str]] = {}
        self._rows_with: dict[int, list[int]] = {}
        for (row, column), words in sorted(self._words.items()):
            self._in_row.setdefault(row, {})[column] = words
            self._rows_with.setdefault(column, []).append(row)

    def _put(self, place: Address, words: str, span: Span | None) -> None:
        rows, columns = self.extent
        if span is None:
            self._words[place] = words
            return
        for row in range(span.top, min(span.bottom + 1, rows)):
            for column in range(span.left, min(span.right + 1, columns)):
                self._words[row, column] = words
                self._wide[row, column] = span

    def row(self, row: int) -> list[str]:
        """The words of a row, each once, from the left."""
        return list(dict.fromkeys(self._in_row.get(row, {}).values()))

    def column(self, row: int, column: int) -> list[str]:
        """The headings over a cell, from the top: the nearest words above it and those directly over them."""
        begins = min(self._in_row.get(row, {}), default=-1)
        rows, found, below = self._rows_with.get(column, []), [], row
        for place in range(bisect_left(rows, row) - 1, -1, -1):
            above, span = rows[place], self._wide.get((rows[place], column))
            is_wide = span is not None and span.left <= begins < column
            if found and (is_wide or above != below - 1):
                break
            if not is_wide:
                words, below = self._words[above, column], above
                found += [] if words in found else [words]
        return found[::-1]

    @cached_property
    def row_keys(self) -> list[Key]:
        """The rows as they are compared."""
        return [_key(self.row(row)) for row in range(self.extent[0])]

    def column_keys(self, row: int) -> list[Key]:
        """The columns as they are compared, seen from a row."""
        return [_key(self.column(row, column)) for column in range(self.extent[1])]


def told(words: Sequence[str]) -> str:
    """Words as people read them, not longer than they are kept."""
    return " · ".join(words)[:LONGEST]


def _key(words: Sequence[str]) -> Key:
    return tuple(_YEAR.sub("*", fold(one)) for one in words)


def moved(old: Labels, new: Labels, place: Address) -> Address | None:
    """Where a cell of one sheet is in another one. None: not found, more than one, or no place for a number any more."""
    row = matched(old.row_keys, new.row_keys, place[0])
    if row is None:
        return None
    column = matched(old.column_keys(place[0]), new.column_keys(row), place[1])
    return (row, column) if column is not None and is_fillable(new.sheet, row, column) else None


def matched(old: Sequence[Key], new: Sequence[Key], at: int) -> int | None:
    """Which line of `new` is line `at` of `old`.

    Words that stand once in both are sure. Others are looked for between the sure ones around them: as the only such line there, or by
    place where everything between is as it was.
    """
    if at >= len(old):
        return None
    was_there, is_there = Counter(old), Counter(new)
    sure = {key for key, times in was_there.items() if key and times == 1 and is_there[key] == 1}
    if old[at] in sure:
        return new.index(old[at])
    before = next((place for place in range(at - 1, -1, -1) if old[place] in sure), -1)
    after = next((place for place in range(at + 1, len(old)) if old[place] in sure), len(old))
    begins = new.index(old[before]) if before >= 0 else -1
    ends = next((place for place in range(begins + 1, len(new)) if new[place] in sure), len(new))
    was, now = old[before + 1 : after], new[begins + 1 : ends]
    if was == now or (after == len(old) and ends == len(new) and _trimmed(was) == _trimmed(now)):
        place = begins + at - before
        return place if place < len(new) else None
    if old[at] and was.count(old[at]) == 1 and now.count(old[at]) == 1:
        return begins + 1 + now.index(old[at])
    return None


def _trimmed(keys: Sequence[Key]) -> list[Key]:
    """Without the empty lines at the end."""
    last = max((place for place, key in enumerate(keys) if key), default=-1)
    return list(keys[: last + 1])

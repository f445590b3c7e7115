"""Finds the tables in a sheet: where the headings are, which rows below them are data, and which are not rows to be read."""

from array import array
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from liemchinh.imports.reading.guessing import Guess, guess, guess_ethnic_list
from liemchinh.imports.reading.headings import depth_of, is_second_line, joined, looks_like_heading, texts_of
from liemchinh.imports.reading.mapping import Mapping
from liemchinh.imports.reading.rowkinds import NotData, group_name, is_numbering, is_plain_data, not_data
from liemchinh.imports.reading.sheets import Cell, Sheet
from liemchinh.imports.reading.tables import NotRow, Table
from liemchinh.imports.reading.unreadable import MOST_COLUMNS, MOST_ROWS, MOST_TABLES, Unreadable
from liemchinh.imports.reading.values.outcome import tidy
from liemchinh.imports.reading.vocabulary import Vocabulary, heading_key

_TITLE_LINES = 12
_MOST_PAIRS = 2_000
# So many wide rows above the first headings are a table of their own, not titles.
_TOO_MANY_TITLES = 15


@dataclass(slots=True)
class _Open:
    """A table whose rows are still being read."""

    heading_row: int
    lines: list[list[str]]
    headings: list[str]
    guess: Guess
    anchor: int
    core: int | None
    repeats: set[tuple[str, ...]]
    pairs_at: tuple[int, int] | None
    rows: "array[int]" = field(default_factory=lambda: array("I"))
    not_rows: list[NotRow] = field(default_factory=list)
    groups: list[tuple[int, str]] = field(default_factory=list)
    pairs: set[tuple[Cell, Cell]] = field(default_factory=set)
    ended: bool = False
    fresh: bool = True


def find_tables(sheet: Sheet, file: str, vocabulary: Vocabulary) -> list[Table]:
    """The tables of a sheet in order. Rows that are neither in a table nor blank are titles of the next one. Raises Unreadable."""
    return _Scan(sheet, file, vocabulary).run()


class _Scan:
    def __init__(self, sheet: Sheet, file: str, vocabulary: Vocabulary) -> None:
        self.sheet, self.file, self.vocabulary = sheet, file, vocabulary
        self.tables: list[Table] = []
        self.open: _Open | None = None
        self.lines: list[list[str]] = []
        self.top = self.bottom = 0
        self.titles: deque[tuple[int, list[str]]] = deque(maxlen=_TITLE_LINES)
        # Rows above any headings: their numbers and how many cells each has filled.
        self.loose: list[tuple[int, int]] = []
        self.filled_rows = 0

    def run(self) -> list[Table]:
        for number, cells in enumerate(self.sheet.filled(), start=1):
            table = self.open
            in_body = table is not None and not self.lines and not table.ended and not table.fresh
            if table is not None and in_body and is_plain_data(cells, table.anchor):
                self._add(table, number, cells)
            else:
                self._step(number, cells)
        if self.lines:
            self._begin()
        self._finish()
        self._loose_table()
        return self.tables

    def _step(self, number: int, cells: list[Cell]) -> None:
        blank = not any(cell != "" for cell in cells)
        if self.lines:
            if number <= self.bottom or (
                len(self.lines) < 4 and is_second_line(cells, self.lines[-1]) and not self.sheet_tells(number)
            ):
                self.lines.append(texts_of(cells))
                return
            self._begin()
        if not blank and self._is_new_heading(cells):
            self._finish()
            self._start_heading(number, cells)
        elif self.open is not None:
            self._body(self.open, number, cells)
        elif not blank:
            texts = texts_of(cells)
            if any(texts):
                self.titles.append((number, texts))
                self.loose.append((number, sum(map(bool, texts))))
                self._count()

    def sheet_tells(self, number: int) -> bool:
        """True when merged cells say where the headings end, so that no guess is needed."""
        return self.bottom > self.top

    def _is_new_heading(self, cells: list[Cell]) -> bool:
        words = sum(type(cell) is str and cell != "" and not cell[-1].isdigit() for cell in cells)
        if words < 2 or words * 3 < 2 * (len(cells) - cells.count("")):
            return False
        if self.open is not None and self._key(cells) in self.open.repeats:
            return False
        return looks_like_heading(cells, self.vocabulary)

    def _key(self, cells: Sequence[Cell]) -> tuple[str, ...]:
        return tuple(heading_key(text) for text in texts_of(cells) if text)

    def _start_heading(self, number: int, cells: list[Cell]) -> None:
        spans = self.sheet.spans
        self.lines, self.top = [texts_of(cells)], number
        self.bottom = number + depth_of(number - 1, spans)
        above = self.titles[-1] if self.titles else None
        if above and above[0] == number - 1 and _heads(above[1], self.lines[0]):
            # The recognised row is the second line; the first stands right above it.
            self.titles.pop()
            self.loose.pop()
            self.lines.insert(0, above[1])
            self.top = number - 1
            self.bottom = max(self.bottom, number - 1 + depth_of(number - 2, spans))

    def _begin(self) -> None:
        """The heading is complete: what follows is a table."""
        above = self._loose_table()
        headings = joined(self.lines, self.top - 1, self.sheet.spans)
        while headings and not headings[-1]:
            headings.pop()
        if len(headings) > MOST_COLUMNS:
            raise Unreadable(f"Bảng ở dòng {self.top} có hơn {MOST_COLUMNS} cột.")
        found = guess(headings, [text for _, line in self.titles for text in line if text], self.vocabulary)
        anchor = next((place for place, heading in enumerate(headings) if heading), 0)
        fields = found.mapping.fields
        core = next(
            (fields[name] for name in ("full_name", "given_name", "name", "member_id", "from_id") if name in fields),
            None,
        )
        pairs_at = None
        if "ethnicity" in fields or "ethnicity_code" in fields:
            pairs_at = (fields.get("ethnicity", -1), fields.get("ethnicity_code", -1))
        self.open = _Open(
            self.top, self.lines, headings, found, anchor, core, {self._key(line) for line in self.lines}, pairs_at
        )
        self.open.not_rows += [NotRow(number, "title") for number in above]
        self.open.not_rows += [NotRow(self.top + place, "heading") for place in range(len(self.lines))]
        self.lines = []
        self.titles.clear()

    def _body(self, table: _Open, number: int, cells: list[Cell]) -> None:
        what = self._not_data(table, cells)
        if what is None:
            table.fresh = False
            self._add(table, number, cells)
            return
        if what == "blank":
            return
        self._count()
        table.not_rows.append(NotRow(number, what))
        table.fresh = what in ("heading", "numbering")
        if what == "signature":
            table.ended = True
        elif what == "heading":
            table.ended = False
        elif what == "group":
            names = (group_name(text, self.vocabulary.rows) for text in texts_of(cells))
            table.groups.append((number, next(filter(None, names), "")))

    def _not_data(self, table: _Open, cells: list[Cell]) -> NotData | None:
        bracketed = all(tidy(cell).startswith("(") for cell in cells if cell != "")
        if (table.fresh or bracketed) and is_numbering(cells):
            return "numbering"
        if self._key_is_repeat(table, cells):
            return "heading"
        return not_data(
            cells, self.vocabulary.rows, table.core, table.ended, grouped=table.guess.kind != "organisations"
        )

    def _key_is_repeat(self, table: _Open, cells: list[Cell]) -> bool:
        filled = [cell for cell in cells if cell != ""]
        if not filled or any(type(cell) is not str for cell in filled) or str(filled[0])[-1].isdigit():
            return False
        return self._key(cells) in table.repeats

    def _add(self, table: _Open, number: int, cells: list[Cell]) -> None:
        table.rows.append(number)
        self.filled_rows += 1
        if self.filled_rows > MOST_ROWS:
            raise Unreadable(f"Trang có hơn {MOST_ROWS} dòng. Hãy chia thành nhiều tệp.")
        if table.pairs_at is not None and len(table.pairs) < _MOST_PAIRS:
            name, code = table.pairs_at
            width = len(cells)
            table.pairs.add((cells[name] if 0 <= name < width else "", cells[code] if 0 <= code < width else ""))

    def _count(self) -> None:
        self.filled_rows += 1
        if self.filled_rows > MOST_ROWS:
            raise Unreadable(f"Trang có hơn {MOST_ROWS} dòng. Hãy chia thành nhiều tệp.")

    def _finish(self) -> None:
        table, self.open = self.open, None
        if table is None:
            return
        mapping = table.guess.mapping
        if table.pairs_at is not None:
            name, origin = guess_ethnic_list(table.pairs, self.vocabulary.lists["ethnic_groups"])
            mapping = Mapping(
                mapping.kind, mapping.columns, mapping.fingerprint, name, origin, mapping.chosen, mapping.exact
            )
        self._keep(
            Table(
                table.guess.kind,
                table.guess.name,
                table.guess.refusal,
                self.file,
                self.sheet.name,
                table.heading_row,
                tuple(table.headings),
                mapping,
                table.rows,
                tuple(table.not_rows),
                tuple(table.groups),
                self.sheet,
            )
        )

    def _keep(self, table: Table) -> None:
        self.tables.append(table)
        if len(self.tables) > MOST_TABLES:
            raise Unreadable(f"Một trang có hơn {MOST_TABLES} bảng.")

    def _loose_table(self) -> list[int]:
        """Rows that no heading explains: a table of an unknown kind when there are columns in them, else titles (returned)."""
        loose, self.loose = self.loose, []
        widest = max((count for _, count in loose), default=0)
        wide = [number for number, count in loose if count >= 2]
        if widest < 2 or (self.lines and len(wide) <= _TOO_MANY_TITLES):
            return [number for number, _ in loose]
        first = next(number for number, count in loose if count >= max(2, widest / 2))
        texts = next(
            (texts_of(cells) for number, cells in enumerate(self.sheet.filled(), start=1) if number == first), []
        )
        found = guess(texts[:MOST_COLUMNS], (), self.vocabulary)
        rows = array("I", (number for number, _ in loose if number > first))
        above = tuple(NotRow(number, "title") for number, _ in loose if number < first)
        self._keep(
            Table(
                found.kind,
                found.name,
                found.refusal,
                self.file,
                self.sheet.name,
                first,
                tuple(texts[:MOST_COLUMNS]),
                found.mapping,
                rows,
                (*above, NotRow(first, "heading")),
                (),
                self.sheet,
            )
        )
        self.titles.clear()
        return []


def _heads(above: Sequence[str], below: Sequence[str]) -> bool:
    """True when a row of words stands above gaps of the recognised heading: its missing first line."""
    filled = [place for place, text in enumerate(above) if text]
    if len(filled) < 2 or any(char.isdigit() for place in filled for char in above[place]):
        return False
    return any(place >= len(below) or not below[place] for place in filled)

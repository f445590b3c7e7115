"""A table whose rows are still being read: it sorts each row below its headings and becomes a Table at the end."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from liemchinh.imports.reading.guessing import Guess, guess, guess_ethnic_list
from liemchinh.imports.reading.headings import texts_of
from liemchinh.imports.reading.rowkinds import NotData, group_name, is_numbering, not_data
from liemchinh.imports.reading.sheets import Cell, Sheet
from liemchinh.imports.reading.tables import NotRow, Table
from liemchinh.imports.reading.values.outcome import tidy
from liemchinh.imports.reading.vocabulary import Vocabulary, heading_key

_MOST_PAIRS = 2_000
_CORES = ("full_name", "given_name", "name", "member_id", "from_id")


def keys_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The filled cells as headings are compared."""
    return tuple(heading_key(text) for text in texts_of(cells) if text)


@dataclass(slots=True)
class Unfinished:
    """The headings of a table and what was found below them so far.

    `thin` are rows of a word or two since the last real row: titles of the next table, if one follows. `ended`: signatures have begun.
    `fresh`: only headings so far, so that "1 2 3" numbers the columns. `pairs` are the cells that tell which list of numbers is used.
    """

    heading_row: int
    headings: list[str]
    guess: Guess
    repeats: frozenset[str]
    vocabulary: Vocabulary
    anchor: int = 0
    core: int | None = None
    pairs_at: tuple[int, int] | None = None
    rows: "array[int]" = field(default_factory=lambda: array("I"))
    not_rows: list[NotRow] = field(default_factory=list)
    groups: list[tuple[int, str]] = field(default_factory=list)
    pairs: set[tuple[Cell, Cell]] = field(default_factory=set)
    thin: list[tuple[int, list[str]]] = field(default_factory=list)
    ended: bool = False
    fresh: bool = True

    @classmethod
    def begin(
        cls, row: int, lines: Sequence[list[str]], headings: list[str], titles: list[str], words: Vocabulary
    ) -> "Unfinished":
        """A table under these headings, which stand in `lines` from `row` on."""
        found = guess(headings, titles, words)
        fields = found.mapping.fields
        table = cls(row, headings, found, frozenset(key for line in lines for key in keys_of(line)), words)
        table.anchor = next((place for place, heading in enumerate(headings) if heading), 0)
        table.core = next((fields[name] for name in _CORES if name in fields), None)
        if "ethnicity" in fields or "ethnicity_code" in fields:
            table.pairs_at = (fields.get("ethnicity", -1), fields.get("ethnicity_code", -1))
        table.not_rows = [NotRow(row + place, "heading") for place in range(len(lines))]
        return table

    def add(self, number: int, cells: Sequence[Cell]) -> None:
        """One row of data."""
        self.rows.append(number)
        if self.pairs_at is not None and len(self.pairs) < _MOST_PAIRS:
            name, code = self.pairs_at
            width = len(cells)
            self.pairs.add((cells[name] if 0 <= name < width else "", cells[code] if 0 <= code < width else ""))

    def sort(self, number: int, cells: Sequence[Cell]) -> bool:
        """Puts a row where it belongs; False for a blank one."""
        what = self._what(cells)
        if what == "blank":
            return False
        if self._could_be_title(cells):
            self.thin.append((number, texts_of(cells)))
        else:
            self.thin.clear()
        if what is None:
            self.fresh = False
            self.add(number, cells)
            return True
        self.not_rows.append(NotRow(number, what))
        self.fresh = what in ("heading", "numbering")
        self.ended = what == "signature" or (self.ended and what != "heading")
        if what == "group":
            names = (group_name(text, self.vocabulary.rows) for text in texts_of(cells))
            self.groups.append((number, next(filter(None, names), "")))
        return True

    def give_back(self) -> list[int]:
        """Takes the rows of a word or two at the end out again: right above new headings they are titles."""
        thin = {number for number, _ in self.thin}
        given = []
        while self.rows and self.rows[-1] in thin:
            given.append(self.rows.pop())
        return given[::-1]

    def repeats_itself(self, cells: Sequence[Cell]) -> bool:
        """True for the headings once more, on the next printed page."""
        filled = [cell for cell in cells if cell != ""]
        if len(filled) < 2 or any(type(cell) is not str for cell in filled) or str(filled[0])[-1].isdigit():
            return False
        return self.repeats.issuperset(keys_of(cells))

    def _what(self, cells: Sequence[Cell]) -> NotData | None:
        bracketed = all(tidy(cell).startswith("(") for cell in cells if cell != "")
        if (self.fresh or bracketed) and is_numbering(cells):
            return "numbering"
        if self.repeats_itself(cells):
            return "heading"
        return not_data(cells, self.vocabulary.rows, self.core, self.ended, grouped=self.guess.kind != "organisations")

    def _could_be_title(self, cells: Sequence[Cell]) -> bool:
        """One cell of words in a table of several columns, or two beside an empty name."""
        if len(self.headings) < 3 or sum(cell != "" for cell in cells) > 2:
            return False
        filled = {place: text for place, text in enumerate(texts_of(cells)) if text}
        return (len(filled) == 1 or self.core not in filled) and not any(text.isdigit() for text in filled.values())

    def finish(self, file: str, sheet: Sheet) -> Table:
        """The table as it is kept."""
        found, mapping = self.guess, self.guess.mapping
        if self.pairs_at is not None:
            name, origin = guess_ethnic_list(self.pairs, self.vocabulary.lists["ethnic_groups"])
            mapping = replace(mapping, ethnic_list=name, ethnic_list_from=origin)
        headings, not_rows, groups = tuple(self.headings), tuple(self.not_rows), tuple(self.groups)
        return Table(
            found.kind, found.name, found.refusal, file, sheet.name, self.heading_row, headings, mapping, self.rows, not_rows, groups, sheet
        )  # fmt: skip

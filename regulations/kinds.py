"""Which organisations are what: the level and kind as written in files, and the category they belong to. The table is a charter's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regulations.reading import Malformed, Problem, Reader, open_file, squash

CATEGORIES = (
    "province",
    "district",
    "upper",
    "grassroots_committee",
    "grassroots_branch",
    "section",
    "branch",
    "territory",
    "unassigned",
    "other",
)
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: any of these kinds, at any of these levels (none named: at every level), from a day on."""

    kinds: frozenset[str]
    levels: frozenset[str]
    category: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Kinds:
    """The table of one charter; the first line that fits decides."""

    levels: Mapping[str, str]
    rows: tuple[Row, ...]

    def level_of(self, level: str) -> str:
        """The charter's code for a level as written ("2", "Cấp huyện"); "" if it is not in the table."""
        return self.levels.get(squash(level), "")

    def category_of(self, kind: str, level: str = "", *, on: date | None = None) -> str:
        """The category of a kind as written, spelling aside; "other" if the table does not know it.

        `on` is the day the version starts: a kind may mean something else from a day on (communes since 1 July 2025).
        Without it, the lines without a date alone decide.
        """
        wanted, at = squash(kind), self.level_of(level)
        for row in self.rows:
            if wanted in row.kinds and (not row.levels or at in row.levels) and (on or date.min) >= row.valid_from:
                return row.category
        return OTHER


def load_kinds(path: Path) -> Kinds:
    """Read kinds.toml alone. Raises Malformed (a ValueError) with every mistake."""
    problems: list[Problem] = []
    kinds = read_kinds(path, problems)
    if problems:
        raise Malformed(problems)
    return kinds


def read_kinds(path: Path, problems: list[Problem]) -> Kinds:
    """Read kinds.toml. Mistakes are noted: a level or category that is not there, a spelling for two levels."""
    reader = open_file(path, problems)
    if reader is None:
        return Kinds({}, ())
    levels: dict[str, str] = {}
    for row in reader.tables("level", named="code"):
        _level(row, levels)
    rows = [_row(row, frozenset(levels.values())) for row in reader.tables("kind", named="category")]
    reader.close()
    return Kinds(levels, tuple(rows))


def _level(row: Reader, levels: dict[str, str]) -> None:
    code = row.text("code")
    for spelling in map(squash, (code, *row.texts("texts"))):
        if levels.setdefault(spelling, code) != code:
            row.report(f"cách viết “{spelling}” đã chỉ cấp “{levels[spelling]}”", "texts")
    row.close()


def _row(row: Reader, levels: frozenset[str]) -> Row:
    kinds = frozenset(map(squash, row.texts("texts")))
    named = frozenset(row.texts("levels", required=False))
    category, start = row.text("category", choices=CATEGORIES), row.day("valid_from", required=False)
    row.text("citation", required=start is not None)
    row.close()
    for unknown in sorted(named - levels):
        row.report(f"cấp “{unknown}” không có trong bảng [[level]]", "levels")
    return Row(kinds, named, category, start or date.min)

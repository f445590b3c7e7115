"""What became of a cell, besides its plain value."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite

from liemchinh.imports.reading.repair import LOOKALIKES
from liemchinh.imports.reading.sheets import Cell, Fault
from liemchinh.web.text import clean
from regulations.words import own


@dataclass(frozen=True, slots=True)
class Unusable:
    """The cell cannot be read; the row is rejected. `reason` is a Vietnamese sentence part: what is wrong, what to write."""

    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", own(self.reason))


@dataclass(frozen=True, slots=True)
class Noted:
    """The cell was read, and a person should know how."""

    value: object
    remark: str


_NOTHING = frozenset(
    (
        "-",
        "–",
        "—",
        "_",
        ".",
        "..",
        "...",
        "…",
        "/",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "không rõ",
        "chưa rõ",
        "không có",
        "chưa có",
    )
)


def shown(cell: Cell, longest: int = 40) -> str:
    """The cell as quoted in a reason: short, and as a spreadsheet would show it."""
    text = tidy(cell)
    return f"“{text[:longest]}…”" if len(text) > longest else f"“{text}”"


def tidy(cell: Cell) -> str:
    """The cell as stored text: composed, single spaces, whole numbers without a point, no leading apostrophe, no ="…" around it."""
    if type(cell) is str:
        return tidy_text(cell) if len(cell) < 200 else _tidied(cell)
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if isfinite(cell) and cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
    if isinstance(cell, time | timedelta):
        return str(cell)
    return clean(str(cell))


def _tidied(cell: str) -> str:
    text = clean(cell if cell.isascii() else cell.translate(LOOKALIKES))
    if text[:2] == '="' and text[-1:] == '"' and len(text) > 2:
        text = text[2:-1].strip()
    return text[1:].strip() if text[:1] in ("'", "’") else text


# A row is looked at several times over while its kind is being found out.
tidy_text = lru_cache(maxsize=2_048)(_tidied)


def is_nothing(text: str) -> bool:
    """True for an empty cell and for the signs people write into a cell to say it is empty."""
    return not text or (len(text) < 9 and text.lower() in _NOTHING)


def fault_of(cell: Cell) -> Unusable | None:
    """The reason when the cell holds a formula without a result."""
    return Unusable(str.__str__(cell)) if type(cell) is Fault else None

"""The data that components of a page take. Templates show it; views and queries make it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from liemchinh.web.numbers import Number


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to this page; the last one has no address."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One page among siblings. `count` is shown beside the title."""

    title: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One big number. `tone` "late" is the only red one."""

    label: str
    value: Number | str
    detail: str = ""
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart. `parts` (one number per legend entry) makes it a stacked bar; `shown` replaces the number written."""

    label: str
    value: Number
    url: str = ""
    parts: tuple[Number, ...] = ()
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one set of columns: a number, or None where nothing is known, for each label of the chart."""

    title: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One point of a timeline. `when` is text as it is known; `tone` is "", "now", "good", "late" or "unknown"."""

    when: str
    title: str
    detail: str = ""
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be picked from a list."""

    value: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the heading, and whether it holds numbers."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. A number is written the Vietnamese way."""

    value: Number | str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; on phones each row becomes a card that names its columns. The first cell of a row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]] = field(default_factory=tuple)
    total: Sequence[Cell] = ()

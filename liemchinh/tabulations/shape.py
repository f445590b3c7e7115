"""What a table of one's own asks: read from an address, written into one, kept as one. Whatever is not offered is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.figures.crossings import Crossing, crossings_of
from liemchinh.figures.forms import FIRST_DAY, LAST_DAY, QUARTERS
from liemchinh.figures.periods import Period, preset
from liemchinh.figures.queries import shown_indicators
from liemchinh.web.dates import show

MOST_KEYS, MOST_CHOSEN = 8, 40
PLACES, PERIODS, BOTH, FREE = "places", "periods", "both", "free"
ROWS: Mapping[str, str | Promise] = {
    PLACES: gettext_lazy("Các đơn vị trực thuộc, trong một kỳ"),
    PERIODS: gettext_lazy("Nhiều kỳ, của cả tổ chức"),
    BOTH: gettext_lazy("Các đơn vị trực thuộc, qua nhiều kỳ"),
}
# One period, or many up to the last whole one; all but the free one move on with time, so that a kept table stays of today.
ONE: Mapping[str, str | Promise] = {
    "to_date": gettext_lazy("Từ đầu năm đến hôm nay"),
    "month": gettext_lazy("Tháng vừa qua"),
    "quarter": gettext_lazy("Quý vừa qua"),
    "year": gettext_lazy("Năm vừa qua"),
    FREE: gettext_lazy("Từ ngày … đến ngày …"),
}
MANY: Mapping[str, str | Promise] = {
    "months": gettext_lazy("12 tháng gần nhất"),
    "quarters": gettext_lazy("8 quý gần nhất"),
    "years": gettext_lazy("5 năm gần nhất"),
}
_STEPS = {"months": ("month", 12), "quarters": ("quarter", 8), "years": ("year", 5)}


@dataclass(frozen=True, slots=True)
class Shape:
    """A table of an organisation: indicators, or one of them by one of its crossings; what stands in the rows; when."""

    at: int
    keys: tuple[str, ...] = ()
    cross: str = ""
    rows: str = PLACES
    chosen: tuple[int, ...] = ()
    when: str = ""
    period: Period | None = None

    @property
    def crossings(self) -> Mapping[str, Crossing]:
        """What its only indicator may be crossed by."""
        return crossings_of(self.keys[0]) if len(self.keys) == 1 else {}

    @property
    def columns(self) -> tuple[str, ...]:
        """The indicators that are asked: the chosen ones, or the only one and its parts."""
        crossing = self.crossings.get(self.cross)
        return (*self.keys, *crossing.parts) if crossing else self.keys

    @property
    def offered_rows(self) -> Mapping[str, str | Promise]:
        """Many places over many periods can be shown of one number alone."""
        return ROWS if len(self.columns) == 1 else {code: ROWS[code] for code in (PLACES, PERIODS)}

    @property
    def offered_when(self) -> Mapping[str, str | Promise]:
        """One period, or many."""
        return ONE if self.rows == PLACES else MANY

    def parameters(self, *without: str) -> list[tuple[str, str]]:
        """What an address must hold to ask the same."""
        told = [("at", str(self.at)), *(("show", key) for key in self.keys), ("cross", self.cross), ("rows", self.rows)]
        told += [("only", str(number)) for number in self.chosen] + [("when", self.when)]
        if self.when == FREE and self.period:
            told += [("from", self.period.first.isoformat()), ("to", self.period.last.isoformat())]
        return [(name, value) for name, value in told if value and name not in without]

    def address(self, *without: str, **more: str) -> str:
        """The part of an address behind the "?"."""
        return urlencode([*self.parameters(*without, *more), *more.items()])

    def periods(self, today: date) -> list[tuple[str, Period]]:
        """What it is asked of, on a day: each period with its name, the oldest first."""
        if self.when == FREE and self.period:
            told = {"first": show(self.period.first), "last": show(self.period.last)}
            return [(_("Từ %(first)s đến %(last)s") % told, self.period)]
        if self.when in _STEPS:
            kind, count = _STEPS[self.when]
            return [(_name(kind, one), one) for one in _whole_ones(kind, count, today)]
        if self.when in {"month", "quarter", "year"}:
            return [(_name(self.when, one), one) for one in _whole_ones(self.when, 1, today)]
        period = Period(date(today.year, 1, 1), today)
        return [(_("Từ đầu năm %(year)s đến %(day)s") % {"year": today.year, "day": show(today)}, period)]


def read(data: QueryDict, at: int) -> Shape:
    """The shape in an address about an organisation. What is not on offer is left out; a first day left out is the year's."""
    wanted = set(data.getlist("show"))
    keys = tuple(one.key for one in shown_indicators() if one.key in wanted)[:MOST_KEYS]
    shape = Shape(at, keys, chosen=_numbers(data.getlist("only")))
    shape = replace(shape, cross=_among(data.get("cross"), shape.crossings, ""))
    shape = replace(shape, rows=_among(data.get("rows"), shape.offered_rows, PLACES))
    shape = replace(shape, when=_among(data.get("when"), shape.offered_when, next(iter(shape.offered_when))))
    if shape.when != FREE:
        return shape
    period = _period(data.get("from", ""), data.get("to", ""))
    return replace(shape, period=period) if period else replace(shape, when="to_date")


def _among(told: str | None, offered: Mapping[str, Any], otherwise: str) -> str:
    return told if told is not None and told in offered else otherwise


def _numbers(told: Sequence[str]) -> tuple[int, ...]:
    found = {int(one) for one in told if one.isascii() and one.isdigit() and len(one) < 19}
    return tuple(sorted(found))[:MOST_CHOSEN]


def _period(first: str, last: str) -> Period | None:
    try:
        ends = date.fromisoformat(last)
        begins = date.fromisoformat(first) if first else date(ends.year, 1, 1)
    except ValueError:
        return None
    return Period(begins, ends) if FIRST_DAY <= begins <= ends <= LAST_DAY else None


def _whole_ones(kind: str, count: int, today: date) -> list[Period]:
    """The last whole months, quarters or years before a day."""
    found, day = [], today
    while len(found) < count:
        period = preset(kind, day)
        if period.last < today:
            found.append(period)
        day = period.eve
    return found[::-1]


def _name(kind: str, period: Period) -> str:
    if kind == "month":
        return f"{period.last:%m/%Y}"
    if kind == "quarter":
        return _("Quý %(number)s/%(year)s") % {
            "number": QUARTERS[(period.last.month - 1) // 3],
            "year": period.last.year,
        }
    return _("Năm %(year)s") % {"year": period.last.year}


def first_of_next_month(day: date) -> date:
    """The first day of the month after a day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)

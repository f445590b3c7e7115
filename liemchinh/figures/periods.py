"""Periods as people ask for them: both ends included. Pure: no clock here."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

PRESETS = ("month", "quarter", "half", "nine_months", "year")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From a first to a last day, both in it. ValueError when it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period cannot end before it begins")

    @property
    def year_before(self) -> "Period":
        """The same period before: both ends less one year; 29 February becomes 28 February."""
        return Period(year_before(self.first), year_before(self.last))

    @property
    def eve(self) -> date:
        """The day before it begins: what stood at its end stood at the beginning of the period."""
        return self.first - timedelta(days=1)

    @property
    def is_whole_months(self) -> bool:
        """Does it begin on the first day of a month and end on the last of one?"""
        return self.first.day == 1 and is_month_end(self.last)


def year_before(day: date) -> date:
    """The same day of the year before; 29 February becomes 28 February."""
    last = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, last))


def is_month_end(day: date) -> bool:
    """Is it the last day of its month?"""
    return (day + timedelta(days=1)).day == 1


def month_of(day: date) -> int:
    """The month of a day as a number: 202204."""
    return day.year * 100 + day.month


def month_end(month: int) -> date:
    """The last day of the month 202204."""
    return date(month // 100, month % 100, monthrange(month // 100, month % 100)[1])


def preset(name: str, on: date) -> Period:
    """The period people mean by a name around `on`: its month, quarter, half-year, the first nine months, its year.

    ValueError for a name that is not in PRESETS.
    """
    if name not in PRESETS:
        raise ValueError(f"no such period: {name}")
    first, months = {
        "month": (on.month, 1),
        "quarter": ((on.month - 1) // 3 * 3 + 1, 3),
        "half": (1 if on.month <= 6 else 7, 6),
        "nine_months": (1, 9),
        "year": (1, 12),
    }[name]
    return Period(date(on.year, first, 1), month_end(on.year * 100 + first + months - 1))

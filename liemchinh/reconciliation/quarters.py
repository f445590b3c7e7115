"""Quarters as counts are confirmed for them: of the day on which one ends. Pure: no clock here."""

import re
from dataclasses import dataclass
from datetime import date

from liemchinh.members.months import last_day_of

_SPELLED = re.compile(r"(\d{4})-([1-4])")
_NUMBERS = ("I", "II", "III", "IV")
FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year: from a first to a last day, both in it."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """The day it begins."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        """The day of which counts are confirmed."""
        return last_day_of(date(self.year, self.number * 3, 1))

    @property
    def spelled(self) -> str:
        """2026-3: as addresses name it."""
        return f"{self.year:04}-{self.number}"

    @property
    def shown(self) -> str:
        """III/2026."""
        return f"{_NUMBERS[self.number - 1]}/{self.year}"

    @property
    def before(self) -> "Quarter":
        """The one before it."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    def is_over(self, today: date) -> bool:
        """Has its last day passed?"""
        return self.last < today


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_ending(day: date) -> Quarter | None:
    """The quarter that ends on a day; None for any other day."""
    found = quarter_of(day)
    return found if found.last == day else None


def ended(today: date, count: int) -> list[Quarter]:
    """The quarters that are over, newest first."""
    found = [quarter_of(today).before]
    while len(found) < count:
        found.append(found[-1].before)
    return found


def read_quarter(text: str | None) -> Quarter | None:
    """2026-3 as a quarter; None for anything else."""
    match = _SPELLED.fullmatch(text or "")
    if match is None or not (text or "").isascii() or not FIRST_YEAR <= int(match[1]) <= 2200:
        return None
    return Quarter(int(match[1]), int(match[2]))

"""Half-years: the slip is asked for twice a year."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, order=True)
class Half:
    """Half of a year, by its number: year times two, plus one for the second."""

    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.number // 2, 7 if self.number % 2 else 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return Half(self.number + 1).first - timedelta(days=1)

    def __str__(self) -> str:
        words = _("nửa cuối năm %(year)s") if self.number % 2 else _("nửa đầu năm %(year)s")
        return words % {"year": self.number // 2}


def half_of(day: date) -> Half:
    """The half-year in which a day lies."""
    return Half(day.year * 2 + (day.month > 6))


def asked_on(day: date) -> Half:
    """The half-year whose slips are collected on a day: the present one in its last month, otherwise the one before."""
    present = half_of(day)
    return present if day > present.last - timedelta(days=30) else Half(present.number - 1)

"""Dates that may be incomplete, and how dates are written in Vietnamese."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as it is known: "1956", "1956-05" or "1956-05-03", with the earliest and latest day it can mean. No day is invented."""

    text: str
    earliest: date
    latest: date

    @classmethod
    @lru_cache(maxsize=65536)  # every day of 180 years; a birth being recorded is asked for several times over
    def parse(cls, text: str) -> "PartialDate":
        """Reads the three ISO forms. Raises ValueError for anything else, for impossible days, and before the year 1800."""
        match = _ISO.fullmatch(text)
        if not match:
            raise ValueError(f"“{text}” không phải ngày dạng năm, năm-tháng hoặc năm-tháng-ngày")
        year, month, day = (int(part) if part else None for part in match.groups())
        if not year or not 1800 <= year <= 2200:
            raise ValueError(f"năm {year} ngoài khoảng 1800–2200")
        first, last = month or 1, month or 12
        if month == 0 or day == 0:
            raise ValueError(f"“{text}”: không có tháng 0 hay ngày 0")
        if day:
            exact = date(year, first, day)
            return cls(text, exact, exact)
        return cls(text, date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The complete date."""
        return cls(day.isoformat(), day, day)

    def __reduce__(self) -> tuple[object, ...]:
        # Between two processes it goes as its text: most days have been read before.
        return PartialDate.parse, (self.text,)

    @property
    def is_complete(self) -> bool:
        """True when the day is known."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        return "/".join(reversed(self.text.split("-")))


def show(day: date | None) -> str:
    """20/11/2026."""
    return f"{day:%d/%m/%Y}" if day else ""


def show_long(day: date) -> str:
    """ngày 03 tháng 4 năm 2018: days under ten and months one and two carry a leading zero."""
    return f"ngày {day.day:02d} tháng {f'{day.month:02d}' if day.month < 3 else day.month} năm {day.year}"

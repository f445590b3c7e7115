"""Of what there is a review: a year, a quarter, a term, or a day on which one was needed. Each has a code; a commitment is of a year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.web.dates import show

YEAR, QUARTER, TERM, NEEDED = "year", "quarter", "term", "needed"
_YEAR, _QUARTER = re.compile(r"(\d{4})"), re.compile(r"(\d{4})-Q([1-4])")
_TERM, _DAY = re.compile(r"(\d{4})-(\d{4})"), re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_TYPED, _QUARTER_TYPED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), re.compile(r"(I|II|III|IV|Q?[1-4])/(\d{4})")
_ROMAN = ("I", "II", "III", "IV")
LONGEST_TERM = 10


@dataclass(frozen=True, slots=True)
class Period:
    """A period by its code: 2026, 2026-Q1, 2020-2025 (a term), 2026-05-14 (when needed). Both days count."""

    code: str
    kind: str
    first: date
    last: date

    def __str__(self) -> str:
        return spoken(self.code)


def of_year(year: int) -> Period:
    """A calendar year."""
    return Period(str(year), YEAR, date(year, 1, 1), date(year, 12, 31))


def read(code: str | None) -> Period | None:
    """The period of a code; None for anything that is none."""
    text = code or ""
    if not text.isascii():
        return None
    if found := _YEAR.fullmatch(text):
        return of_year(int(found[1])) if _is_year(found[1]) else None
    if found := _QUARTER.fullmatch(text):
        return _quarter(int(found[1]), int(found[2])) if _is_year(found[1]) else None
    if found := _TERM.fullmatch(text):
        first, last = int(found[1]), int(found[2])
        fits = _is_year(found[1]) and _is_year(found[2]) and first < last <= first + LONGEST_TERM
        return Period(text, TERM, date(first, 1, 1), date(last, 12, 31)) if fits else None
    if found := _DAY.fullmatch(text):
        return _on_a_day(text) if _is_year(found[1]) else None
    return None


def typed(text: str) -> Period | None:
    """A period as people write it: 2026, Q1/2026, I/2026, 2020-2025, 14/05/2026; None for anything else."""
    told = text.strip().upper().replace("–", "-").replace(" ", "")
    if found := _DAY_TYPED.fullmatch(told):
        return read(f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}")
    if found := _QUARTER_TYPED.fullmatch(told):
        number = _ROMAN.index(found[1]) + 1 if found[1] in _ROMAN else int(found[1].removeprefix("Q"))
        return read(f"{found[2]}-Q{number}")
    return read(told)


def _is_year(text: str) -> bool:
    return 2000 <= int(text) <= 2200


def _quarter(year: int, number: int) -> Period:
    month = number * 3
    last = date(year, month, calendar.monthrange(year, month)[1])
    return Period(f"{year}-Q{number}", QUARTER, date(year, month - 2, 1), last)


def _on_a_day(text: str) -> Period | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return Period(text, NEEDED, day, day)


def spoken(code: str) -> str:
    """What pages call a period; the code itself where it is none."""
    period = read(code)
    if period is None:
        return code
    if period.kind == QUARTER:
        return _("quý %(number)s/%(year)s") % {"number": _ROMAN[int(code[-1]) - 1], "year": code[:4]}
    if period.kind == TERM:
        return _("nhiệm kỳ %(first)s–%(last)s") % {"first": code[:4], "last": code[5:]}
    if period.kind == NEEDED:
        return _("khi cần, ngày %(day)s") % {"day": show(period.first)}
    return _("năm %(year)s") % {"year": code}


def offered(today: date) -> list[Period]:
    """What pages offer: this year and the last, the running quarter and the one before it."""
    number = (today.month + 2) // 3
    before = (today.year, number - 1) if number > 1 else (today.year - 1, 4)
    return [of_year(today.year), of_year(today.year - 1), _quarter(today.year, number), _quarter(*before)]


def counted_on(period: Period, today: date) -> date:
    """The day whose register says who belongs to a period: its last, in a running one today."""
    return min(period.last, today)


def is_named(period: Period, today: date) -> bool:
    """Are decided grades of a period still shown by name? This year's and those of the two before, which is what two years running need.

    A rule of this product: of older ones pages tell counts alone.
    """
    return period.last.year >= today.year - 2

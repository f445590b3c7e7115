"""The periods of surveys: half-years, by a code such as 2018-H1. Pure but for the words."""

import re
from datetime import date

from liemchinh.residence.halves import Half
from liemchinh.residence.halves import half_of as half

_CODE = re.compile(r"(20\d{2})-H([12])")


def read(code: str) -> Half | None:
    """The half-year of a code; None for what is none."""
    found = _CODE.fullmatch(code) if code.isascii() else None
    return Half(int(found[1]) * 2 + (found[2] == "2")) if found else None


def code_of(one: Half) -> str:
    """The code of a half-year."""
    return f"{one.number // 2}-H{one.number % 2 + 1}"


def half_of(day: date) -> str:
    """The half-year of a day."""
    return code_of(half(day))


def days_of(code: str) -> tuple[date, date] | None:
    """Its first and last day; None for what is no period."""
    found = read(code)
    return (found.first, found.last) if found else None


def offered(today: date) -> list[str]:
    """The running half-year and the one before."""
    return [code_of(Half(half(today).number - before)) for before in (0, 1)]


def spoken(code: str) -> str:
    """What pages call it; the code itself where it is none."""
    found = read(code)
    return str(found) if found else code

"""Which days a period of each kind may have. Pure."""

from datetime import date, timedelta

from liemchinh.returns.words import HALF, MONTH, QUARTER, WINDOW, YEAR

_MONTHS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}


def fits(kind: str, first: date, last: date) -> bool:
    """Is it one whole period of the kind? A window may begin and end on any day."""
    if last < first:
        return False
    if kind == WINDOW:
        return True
    months = _MONTHS[kind]
    return first.day == 1 and (first.month - 1) % months == 0 and last == last_of(kind, first)


def last_of(kind: str, first: date) -> date:
    """The last day of the whole period that begins on a first of a month."""
    months = first.year * 12 + first.month - 1 + _MONTHS[kind]
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def next_of(kind: str, first: date, last: date) -> tuple[date, date]:
    """The period that follows one; of a window as many days."""
    begins = last + timedelta(days=1)
    return begins, last + (begins - first) if kind == WINDOW else last_of(kind, begins)


def latest_of(kind: str, on: date) -> tuple[date, date]:
    """The newest whole period that is over on a day; of a window the year until then."""
    if kind == WINDOW:
        return date(on.year, 1, 1), on
    months = on.year * 12 + on.month - 1
    start = months - months % _MONTHS[kind] - _MONTHS[kind]
    first = date(start // 12, start % 12 + 1, 1)
    return first, last_of(kind, first)

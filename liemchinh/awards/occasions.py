"""The days of the year on which badges are handed over, and the years they are given for: the charter's, as of a day."""

from dataclasses import dataclass
from datetime import date

from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.rulebook import Rulebook

YEARS, DATES = "award.years", "award.dates"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day on which badges are handed over, and the one before it: who reached their years in between is due now."""

    day: date
    before: date


def rulebook() -> Rulebook:
    """The rules of this installation."""
    return charter().rulebook


def years_awarded(on: date) -> tuple[int, ...]:
    """For how many years a badge is given by the text in force on a day, fewest first; none where no text is verified."""
    found = rulebook().parameter(YEARS, on=on).value
    return tuple(int(code) for code in found) if isinstance(found, tuple) else ()


def dates_rule(on: date) -> Answer:
    """The days of the year, with where that stands."""
    return rulebook().parameter(DATES, on=on)


def occasions(on: date, *, back: int = 3, ahead: int = 4) -> list[Occasion]:
    """The last `back` occasions before a day and the next `ahead` from it on, in order; none where no text is verified."""
    codes = dates_rule(on).value
    if not isinstance(codes, tuple):
        return []
    days = sorted(
        date(year, int(code[:2]), int(code[3:])) for year in range(on.year - 2, on.year + 3) for code in codes
    )
    following = next(place for place, day in enumerate(days) if day >= on)
    chosen = range(following - back, following + ahead)
    return [Occasion(days[place], days[place - 1]) for place in chosen]


def next_occasion(on: date) -> Occasion | None:
    """The first occasion from a day on."""
    return next(iter(occasions(on, back=0, ahead=1)), None)


def occasion_of(day: date, on: date) -> Occasion | None:
    """The occasion on exactly that day, among those offered on `on`."""
    return next((one for one in occasions(on, back=8, ahead=4) if one.day == day), None)

"""Months as a branch keeps them, who stood in a branch on a day, and until when names stay beside what a month recorded."""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from liemchinh.members.queries import active
from liemchinh.organisations.queries import subtree
from liemchinh.web.discovery import providers

_ISO = re.compile(r"(\d{4})-(\d{2})")
FIRST_YEAR = 2000
_IN_ORDER = """
    SELECT person_id, full_name FROM members_details WHERE cancelled_by IS NULL AND person_id IN ({marks})
    ORDER BY sort_key, person_id"""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Somebody of a branch on a day, and whether exempt or suspended then.

    `away`: elsewhere for a time. `guest`: here for a time, and counted where they come from.
    """

    person: int
    name: str
    exempt: bool
    suspended: bool
    away: bool
    guest: bool

    @property
    def active(self) -> bool:
        """Neither exempt nor suspended."""
        return not self.exempt and not self.suspended

    @property
    def attends(self) -> bool:
        """Is a meeting of that day here theirs to attend?"""
        return self.active and not self.away


def month_of(day: date) -> date:
    """The first day of its month, which is how a month is kept."""
    return day.replace(day=1)


def months_before(month: date, count: int) -> list[date]:
    """The month itself and those before it, newest first."""
    numbers = [month.year * 12 + month.month - 1 - back for back in range(count)]
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def last_day_of(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def read_month(text: str | None) -> date | None:
    """2026-11 as its first day; None for anything else."""
    match = _ISO.fullmatch(text or "")
    if match is None or not text.isascii():  # type: ignore[union-attr]
        return None
    year, number = int(match[1]), int(match[2])
    return date(year, number, 1) if FIRST_YEAR <= year <= 2200 and 1 <= number <= 12 else None


def spelled(month: date) -> str:
    """2026-11: as addresses name a month."""
    return f"{month:%Y-%m}"


def show_month(month: date) -> str:
    """11/2026."""
    return f"{month:%m/%Y}"


def names_from(today: date) -> date:
    """Names beside dues and attendance are kept for this year and the last: what three months in a year, counted either way, needs.

    A rule of this product; counts stay.
    """
    return date(today.year - 1, 1, 1)


def belonging(organisation: int, on: date) -> list[Belonging]:
    """Those who stood in a branch on a day and those with it for a time, by given name.

    Call after the branch was found to be the actor's to keep.
    """
    away, guests = away_from(organisation, on), staying_with(organisation, on)
    spells = active(on).filter(Q(organisation_id=organisation) | Q(person_id__in=guests))
    held = {
        person: (exempt, suspended, person in away, place != organisation)
        for person, place, exempt, suspended in spells.values_list(
            "person_id", "organisation_id", "exempt", "suspended"
        )
    }
    return [Belonging(person, name, *held[person]) for person, name in in_order(held)]


def away_from(organisation: int, on: date) -> Set[int]:
    """Members of an organisation who are elsewhere for a time on that day. Rooms that know say so in `away.py`."""
    return {person for away in providers("away", "away") for person in away(organisation, on)}


def staying_with(organisation: int, on: date) -> Set[int]:
    """Members of other organisations who are with this one for a time on that day, as `away.py` of the rooms says."""
    return {person for staying in providers("away", "staying") for person in staying(organisation, on)}


def in_order(people: Iterable[int]) -> list[tuple[int, str]]:
    """People with their names, by given name; those whose data were erased are missing."""
    wanted = list(people)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        # Asked for every page of a branch: made by the ORM, the question takes longer than its answer.
        cursor.execute(_IN_ORDER.format(marks=", ".join(["%s"] * len(wanted))), wanted)
        return [(person, name) for person, name in cursor.fetchall()]


def branches_under(organisation: int, on: date) -> frozenset[int]:
    """The organisations under one, itself among them, in which members stand on a day (on the tree of that day)."""
    found = active(on).filter(organisation_id__in=subtree([organisation], on))
    return frozenset(found.values_list("organisation_id", flat=True).distinct())


def branches_among(organisations: Iterable[int], on: date) -> list[int]:
    """Those of `organisations` in which members themselves stand on a day, in order."""
    found = active(on).filter(organisation_id__in=list(organisations))
    return sorted(set(found.values_list("organisation_id", flat=True)))


def counted(states: Mapping[int, str], codes: Sequence[str]) -> dict[str, int]:
    """How many carry each mark."""
    given = list(states.values())
    return {code: given.count(code) for code in codes}


def told(states: Mapping[int, str], code: str) -> str:
    """The numbers of those who carry a mark, as the book keeps them beside the chain."""
    return " ".join(str(person) for person in sorted(states) if states[person] == code)


def untold(personal: Mapping[str, str], codes: Mapping[str, str]) -> dict[int, str]:
    """The marks as the book keeps them; `codes`: key beside the chain → mark."""
    return {int(person): code for key, code in codes.items() for person in personal.get(key, "").split()}

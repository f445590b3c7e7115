"""What the register says of an organisation on a day: as it stands now, and who changed since it was confirmed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from liemchinh.figures.asking import Question, ask, values_of
from liemchinh.figures.periods import Period
from liemchinh.journal.undone import as_known_at
from liemchinh.members.models import Details, Spell
from liemchinh.members.queries import active
from liemchinh.organisations.models import CANCELLED, LIVE
from liemchinh.organisations.queries import standing, subtree

KEYS = {"official": "members_official", "probationary": "members_probationary", "women": "members_women"}
WOMAN = "nữ"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many members: official, probationary, and how many of them all are women."""

    official: int
    probationary: int
    women: int

    @property
    def members(self) -> int:
        """All of them."""
        return self.official + self.probationary


@dataclass(frozen=True, slots=True)
class Standing:
    """How the register has somebody on a day."""

    official: bool
    woman: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody of whom the register says of the day now something else than when it was confirmed. None: was, or is, not in it."""

    person: int
    then: Standing | None
    now: Standing | None


@dataclass(frozen=True, slots=True)
class Register:
    """The figures of an organisation on a day, and of what stands directly under it; `before` is what it had when the quarter began."""

    whole: Counts
    before: Counts
    below: Mapping[int, Counts] = field(default_factory=dict)


def register_on(organisation: int, on: date, first: date, *, below: bool = False) -> Register:
    """What figures count at the end of `on`, on the tree of that day, and at the end of the day before `first`."""
    period = Period(first, on)
    asked = Question(organisation, period, on)
    now, before = ask(asked, KEYS.values(), [period, Period(period.eve, period.eve)], by_child=below)
    return Register(_counts(now.whole), _counts(before.whole), {node: _counts(row) for node, row in now.nodes.items()})


def registers_of(organisations: Iterable[int], on: date) -> dict[int, Counts]:
    """The figures of organisations at the end of `on`, of those under the same one at once; what does not stand then is missing."""
    above = dict(standing(on).filter(organisation_id__in=organisations).values_list("organisation_id", "parent_id"))
    found, below = dict[int, Counts](), defaultdict[int, list[int]](list)
    for place, parent in above.items():
        if parent is None:
            found[place] = register_on(place, on, on).whole
        else:
            below[parent].append(place)
    for parent, places in below.items():
        told = values_of(Question(parent, Period(on, on), on), places, KEYS.values())
        found |= {place: _counts(told[place]) for place in places}
    return found


def _counts(row: Mapping[str, Any]) -> Counts:
    return Counts(**{name: int(row[key] or 0) for name, key in KEYS.items()})


def changed_since(organisation: int, on: date, sequence: int) -> list[Changed]:
    """Who is counted on the day otherwise than was known at an entry of the book; in no order.

    Both are looked up whole: ask of what holds at most a few thousand members.
    """
    within = set(subtree([organisation], on))
    with as_known_at(sequence):
        then = _standings(_known(Spell.objects.all(), sequence), _known(Details.objects.all(), sequence), within, on)
    now = _standings(active(on), Details.objects.filter(LIVE), within, on)
    return [
        Changed(person, then.get(person), now.get(person))
        for person in then.keys() | now.keys()
        if then.get(person) != now.get(person)
    ]


def _known(found: QuerySet[Any], sequence: int) -> QuerySet[Any]:
    return found.filter(LIVE | (CANCELLED & Q(cancelled_by__gt=sequence)), recorded_by__lte=sequence)


def _standings(
    spells: QuerySet[Spell], details: QuerySet[Details], within: Iterable[int], on: date
) -> dict[int, Standing]:
    of_day = spells.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on, organisation_id__in=within)
    held = dict(of_day.values_list("person_id", "official"))
    women = set(
        details.filter(person_id__in=of_day.values("person_id"), gender=WOMAN).values_list("person_id", flat=True)
    )
    return {person: Standing(official, person in women) for person, official in held.items()}

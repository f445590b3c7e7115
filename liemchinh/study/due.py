"""Who is asked to come to a sitting: read from the register of its day; of a make-up sitting those who had missed it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from liemchinh.journal import clock
from liemchinh.members.models import Post, Spell
from liemchinh.members.months import belonging, in_order
from liemchinh.members.queries import active
from liemchinh.organisations.bearing import carried_by
from liemchinh.organisations.lifetimes import standing_among
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import subtree
from liemchinh.study.models import Attendance, Roll, Sitting
from liemchinh.study.words import NAMES, PRESENT


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked to come; `kind` of member; `state` is what is recorded, "" for nothing yet. `guest`: here for a time."""

    person: int
    name: str
    kind: str
    state: str = ""
    guest: bool = False


def asked_to(sitting: Sitting, branch: int) -> list[Asked]:
    """Those of a branch who are due at a sitting, by given name, with what is recorded of them.

    Exempt and suspended members are not due, and who is elsewhere for a time is due there. At a make-up sitting those are due who were
    not present at the sitting it belongs to, nor at another make-up of it.
    """
    recorded = states_of(sitting, branch)
    if sitting.makes_up_id is not None:
        return _missed(sitting, branch, recorded)
    there = [one for one in belonging(branch, sitting.held_on) if one.attends]
    kinds = kinds_of((one.person for one in there), sitting.held_on)
    return [
        Asked(one.person, one.name, kinds[one.person], recorded.get(one.person, ""), one.guest)
        for one in there
        if one.person in kinds
    ]


def _missed(make_up: Sitting, branch: int, recorded: Mapping[int, str]) -> list[Asked]:
    told = Attendance.objects.filter(roll__cancelled_by=None, roll__sort=NAMES)
    first = told.filter(roll__sitting_id=make_up.makes_up_id).exclude(state=PRESENT)
    missed = set(first.filter(roll__organisation_id=branch).values_list("person_id", flat=True))
    # Of a branch that ended since, whoever is here now.
    rolled = set(first.order_by().values_list("roll__organisation_id", flat=True).distinct())
    ended = first.filter(roll__organisation_id__in=rolled - standing_among(rolled, make_up.held_on))
    here = active(make_up.held_on).filter(organisation_id=branch).values("person_id")
    missed |= set(ended.filter(person_id__in=here).values_list("person_id", flat=True))
    others = told.filter(roll__sitting__makes_up_id=make_up.makes_up_id, state=PRESENT).exclude(roll__sitting=make_up)
    missed -= set(others.filter(person_id__in=missed).values_list("person_id", flat=True))
    kinds = kinds_of(missed, make_up.makes_up.held_on if make_up.makes_up else make_up.held_on)
    return [
        Asked(person, name, kinds[person], recorded.get(person, ""))
        for person, name in in_order(missed)
        if person in kinds
    ]


def states_of(sitting: Sitting, branch: int) -> dict[int, str]:
    """How each of a branch stood, by person; empty without a roll by name, and once the names are gone."""
    found = Attendance.objects.filter(roll__sitting=sitting, roll__organisation_id=branch, roll__cancelled_by=None)
    return dict(found.values_list("person_id", "state"))


def kinds_of(people: Iterable[int], on: date) -> dict[int, str]:
    """What kind of member each is on a day: one with a post, official, on probation. Who stood nowhere that day is missing."""
    wanted = set(people)
    held = Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), cancelled_by=None, starts_on__lte=on)
    posts = set(held.filter(person_id__in=wanted).values_list("person_id", flat=True))
    spells = active(on).filter(person_id__in=wanted).values_list("person_id", "official")
    return {
        person: "post" if person in posts else "official" if official else "probationary" for person, official in spells
    }


def registered(organisation: int, on: date) -> int:
    """How many of an organisation and everything under it the register of a day says were due: neither exempt nor suspended."""
    return _active(on).filter(organisation_id__in=subtree([organisation], on)).count()


def registered_on(organisations: Iterable[int], days: Iterable[date]) -> dict[date, dict[int, int]]:
    """The same for many organisations and days at once, each with everything under it."""
    tops, wanted = set(organisations), sorted(set(days))
    if not wanted:
        return {}
    under = Closure.objects.filter(ancestor_id__in=tops, valid_from__lte=wanted[-1], valid_to__gt=wanted[0])
    above: dict[int, list[tuple[int, date, date]]] = {}
    for branch, top, first, end in under.values_list("descendant_id", "ancestor_id", "valid_from", "valid_to"):
        above.setdefault(branch, []).append((top, first, end))
    came: dict[int, list[date]] = {top: [] for top in tops}
    went: dict[int, list[date]] = {top: [] for top in tops}
    spells = Spell.objects.filter(cancelled_by=None, exempt=False, suspended=False, organisation_id__in=above)
    for branch, starts, ends in spells.values_list("organisation_id", "starts_on", "ends_on"):
        for top, first, end in above[branch]:
            # Who counts there at all does from the later beginning until the earlier end.
            begun, over = max(starts, first), min(ends or end, end)
            if begun < over:
                came[top].append(begun)
                went[top].append(over)
    for told in (*came.values(), *went.values()):
        told.sort()
    return {day: {top: bisect_right(came[top], day) - bisect_right(went[top], day) for top in tops} for day in wanted}


def _active(on: date) -> QuerySet[Spell]:
    return active(on).filter(exempt=False, suspended=False)


def left_of(sitting: Sitting, organisation: int) -> int:
    """How many of an organisation, and of ended ones it carries, may still come to a make-up: due, and present at none so far."""
    rolls = Roll.objects.filter(organisation_id__in=carried_by([organisation], clock.today()), cancelled_by=None)
    first = rolls.filter(sitting_id=sitting.makes_up_id)
    others = rolls.filter(sitting__makes_up_id=sitting.makes_up_id).exclude(sitting=sitting)
    return sum(one.due - one.present for one in first) - sum(others.values_list("present", flat=True))

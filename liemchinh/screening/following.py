"""A case goes where its member goes: to the branch they transfer to and to its committee, or with their branch in a reorganisation."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.casework.following import open_again
from liemchinh.casework.models import Case, Party
from liemchinh.casework.places import committees_above
from liemchinh.casework.steps import Who, change_party, parties_of
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.models import Spell
from liemchinh.organisations.following import Assigned, Follower, Waiting
from liemchinh.organisations.queries import standing
from liemchinh.screening.cases import KIND


def follow_members(people: Mapping[int, int]) -> None:
    """Told by `casework.following` of people whose stay changed, with the entry after which it is as it stands.

    `casework.following` ends the case of whoever is a member no longer; one that ended with a departure goes on where they arrive.
    """
    rows = Party.objects.filter(role="member", person_id__in=list(people), cancelled_by=None, case__kind=KIND)
    for party in rows.select_related("case").order_by("case_id"):
        person = party.person_id or 0
        stay = Spell.objects.filter(person_id=person, cancelled_by=None, ends_on=None).first()
        if stay is not None:
            _follow(party.case, stay.organisation_id, people[person])


def _follow(case: Case, place: int, sequence: int) -> None:
    case.refresh_from_db()
    if case.closed_by is not None:
        if not Entry.objects.filter(pk=case.closed_by, kind="members.transferred_out").exists():
            return
        open_again(case, sequence)
    parties = parties_of(case.pk)
    if parties["branch"].organisation == place:
        return
    change_party(case, Who("branch", place), sequence)
    committee = _competent(place, parties["committee"].organisation or 0)
    if committee != parties["committee"].organisation:
        change_party(case, Who("committee", committee), sequence)


def _competent(place: int, before: int) -> int:
    """Which committee decides from now on: the one of before where it stands above, else the one of its kind above, else the nearest."""
    above = [number for number, _name in committees_above(place)]
    if not above or before in above:
        return before
    rows = standing(clock.today()).filter(organisation_id__in=[before, *above])
    kinds = dict(rows.values_list("organisation_id", "category"))
    return next((number for number in above if kinds[number] == kinds.get(before)), above[0])


def _follow_places(moves: Mapping[int, int], ended: Collection[int], on: date, sequence: int) -> None:
    """Whoever takes over from an ended branch or committee takes its part in every open case. Recorded by `sequence`."""
    rows = Party.objects.select_for_update(of=("self",)).filter(
        case__kind=KIND, case__closed_by=None, organisation_id__in=list(moves), cancelled_by=None
    )
    for party in rows.select_related("case").order_by("pk"):
        target, steps = moves[party.organisation_id or 0], 0
        while target in moves and steps < len(moves):
            target, steps = moves[target], steps + 1
        change_party(party.case, Who(party.role, target), sequence)


def _carried(ended: Sequence[int], on: date) -> Mapping[int, int]:
    return {}


def _people(place: int) -> Mapping[int, int]:
    return {}


def _waiting(people: Mapping[int, int], actor: Actor) -> list[Waiting]:
    return []


def _assign(chosen: Sequence[int], assigned: Assigned, actor: Actor) -> None:
    """Nothing more to do: whoever leaves a waiting place moves in the register, and `follow_members` is told."""


def _later(assigned: Assigned) -> Collection[int]:
    return ()


def _unassign(assigned: Assigned, actor: Actor) -> None:
    """Nothing more to do: the rows the assignment recorded are taken back with it."""


FOLLOWER = Follower(_carried, _follow_places, _people, _waiting, _assign, _later, _unassign)

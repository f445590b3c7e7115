"""Transfers under way go along with a reorganisation: whoever follows a branch sends or receives in its place."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case, Party
from liemchinh.casework.steps import Who, change_party
from liemchinh.organisations.following import Assigned, Follower, Waiting
from liemchinh.transfers.cases import KIND, MEMBER, RECEIVER, SENDER


def _carried(ended: Sequence[int], on: date) -> Mapping[int, int]:
    return {}


def follow(moves: Mapping[int, int], ended: Collection[int], on: date, sequence: int) -> None:
    """Whoever an ended branch's members go to takes its part in every transfer that has not ended. Recorded by `sequence`."""
    for party in _open_parties(moves):
        target, steps = moves[party.organisation_id or 0], 0
        while target in moves and steps < len(moves):
            target, steps = moves[target], steps + 1
        change_party(party.case, Who(party.role, organisation=target), sequence)


def _open_parties(organisations: Iterable[int], people: Sequence[int] | None = None) -> list[Party]:
    found = Party.objects.select_for_update(of=("self",)).filter(
        case__kind=KIND, case__closed_by=None, role__in=(SENDER, RECEIVER), organisation_id__in=list(organisations),
        cancelled_by=None,
    )  # fmt: skip
    if people is not None:
        theirs = Party.objects.filter(role=MEMBER, person_id__in=people, cancelled_by=None)
        found = found.filter(role=SENDER, case__in=theirs.values("case"))
    return list(found.select_related("case").order_by("pk"))


def _people(place: int) -> Mapping[int, int]:
    return {}


def _waiting(people: Mapping[int, int], actor: Actor) -> list[Waiting]:
    return []


def assign(chosen: Sequence[int], assigned: Assigned, actor: Actor) -> None:
    """Whoever leaves a waiting place while being sent is sent from where they now stand."""
    for party in _open_parties([assigned.place], chosen):
        change_party(party.case, Who(party.role, organisation=assigned.target), assigned.sequence)


def later(assigned: Assigned) -> Collection[int]:
    """Steps taken since in transfers whose sender the assignment changed."""
    changed = Party.objects.filter(recorded_by=assigned.sequence).values("case_id")
    ended = Case.objects.filter(pk__in=changed, closed_by__gt=assigned.sequence)
    return {closed for closed in ended.values_list("closed_by", flat=True) if closed is not None}


def _unassign(assigned: Assigned, actor: Actor) -> None:
    """Nothing more to do: the rows the assignment recorded are taken back with it."""


FOLLOWER = Follower(_carried, follow, _people, _waiting, assign, later, _unassign)

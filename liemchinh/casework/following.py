"""An open case about a member ends when they are a member no longer, and waits again when what ended their membership is cancelled.

A case of a granted kind ends with nothing but its own steps; whoever takes over from an organisation that acts in it takes its part.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.db.models import Q

from liemchinh.casework.kinds import case_kind, granted_kinds
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.casework.steps import Who, change_party
from liemchinh.journal.models import Entry
from liemchinh.members.models import Spell
from liemchinh.organisations.following import Follower

MEMBER = "member"
Follow = Callable[[Mapping[int, int]], None]
_following: dict[str, Follow] = {}


def follow_with(kind: str, follow: Follow) -> None:
    """Called once, at start, by the room of a kind whose cases go where their members go: told as `follow_members` is, of these."""
    _following[kind] = follow


def follow_members(people: Mapping[int, int]) -> None:
    """Told by the register of people whose stay changed, with the entry after which it is as it stands.

    Kinds say of each case whether it goes on without a membership (`CaseKind.outlives`), and whether anything of it is left that could
    wait again (`CaseKind.forgotten`).
    """
    rows = Party.objects.filter(role=MEMBER, person_id__in=list(people), cancelled_by=None)
    parties = list(rows.select_related("case").order_by("case_id"))
    if not parties:
        return
    concerned = {party.person_id for party in parties}
    standing = Spell.objects.filter(person_id__in=concerned, cancelled_by=None, ends_on=None)
    there = set(standing.values_list("person_id", flat=True))
    for party in parties:
        case, person, kind = party.case, party.person_id or 0, case_kind(party.case.kind)
        if person not in there:
            if case.closed_by is None and not kind.outlives(case):
                end_with(case, people[person])
        elif (was_ended_by_cancelled(case) or _ended_with_an_arrival(case, person)) and not kind.forgotten(case):
            open_again(case, people[person])
    members: dict[str, set[int]] = defaultdict(set)
    for party in parties:
        members[party.case.kind].add(party.person_id or 0)
    for code, follow in _following.items():
        if code in members:
            follow({person: people[person] for person in members[code]})


def end_with(case: Case, sequence: int) -> None:
    """The case ends with an entry that is no step of its own; nothing of it waits any more."""
    Deadline.objects.filter(case=case, cancelled_by=None).update(cancelled_by=sequence)
    Case.objects.filter(pk=case.pk).update(closed_by=sequence)


def was_ended_by_cancelled(case: Case) -> bool:
    """Has the case ended with an entry of the register that was cancelled since?"""
    if case.closed_by is None or Step.objects.filter(case=case, recorded_by=case.closed_by).exists():
        return False
    return Entry.objects.filter(cancels_id=case.closed_by).exists()


def _ended_with_an_arrival(case: Case, person: int) -> bool:
    """Has the case ended because an arrival was cancelled, which left its member nowhere?"""
    ended = case.closed_by
    if ended is None or not Entry.objects.filter(pk=ended).exclude(cancels_id=None).exists():
        return False
    stood = Spell.objects.filter(Q(cancelled_by=None) | Q(cancelled_by__gt=ended), person_id=person, ends_on=None)
    return not stood.filter(recorded_by__lte=ended).exists()


def open_again(case: Case, sequence: int) -> None:
    """What waited when the case ended waits again, from the entry `sequence` on."""
    for row in Deadline.objects.filter(case=case, cancelled_by=case.closed_by):
        row.pk, row.recorded_by, row.cancelled_by = None, sequence, None
        row.save(force_insert=True)
    Case.objects.filter(pk=case.pk).update(closed_by=None)


def _follow_places(moves: Mapping[int, int], ended: Collection[int], on: date, sequence: int) -> None:
    """The heir of an ended organisation acts in its open cases. Recorded by `sequence`; what a case is about stays what it was."""
    for kind in granted_kinds():
        rows = Party.objects.select_for_update(of=("self",)).filter(
            case__kind=kind.code, case__closed_by=None, role__in=list(kind.rights), organisation_id__in=list(moves),
            cancelled_by=None,
        )  # fmt: skip
        for party in rows.select_related("case").order_by("pk"):
            target, steps = moves[party.organisation_id or 0], 0
            while target in moves and steps < len(moves):
                target, steps = moves[target], steps + 1
            change_party(party.case, Who(party.role, target), sequence)


FOLLOWER = Follower(
    carried=lambda _ended, _on: {},
    follow=_follow_places,
    people=lambda _place: {},
    waiting=lambda _people, _actor: [],
    assign=lambda _chosen, _assigned, _actor: None,
    later=lambda _assigned: (),
    unassign=lambda _assigned, _actor: None,
)

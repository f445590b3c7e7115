"""An open case about a member ends when they are a member no longer, and waits again when what ended their membership is cancelled."""

from collections.abc import Mapping

from django.db.models import Q

from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.journal.models import Entry
from liemchinh.members.models import Spell

MEMBER = "member"


def follow_members(people: Mapping[int, int]) -> None:
    """Told by the register of people whose stay changed, with the entry after which it is as it stands.

    Kinds that go on without a membership say so of each case (`CaseKind.outlives`).
    """
    rows = Party.objects.filter(role=MEMBER, person_id__in=list(people), cancelled_by=None)
    parties = list(rows.select_related("case").order_by("case_id"))
    concerned = {party.person_id for party in parties}
    standing = Spell.objects.filter(person_id__in=concerned, cancelled_by=None, ends_on=None)
    there = set(standing.values_list("person_id", flat=True))
    for party in parties:
        case, person = party.case, party.person_id or 0
        if person not in there:
            if case.closed_by is None and not case_kind(case.kind).outlives(case):
                end_with(case, people[person])
        elif was_ended_by_cancelled(case) or _ended_with_an_arrival(case, person):
            open_again(case, people[person])


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

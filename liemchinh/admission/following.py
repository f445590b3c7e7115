"""A case goes where its member goes: to the branch they transfer to, and to its end when they are a member no longer."""

from collections.abc import Mapping

from liemchinh.admission.facts import KIND
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.casework.steps import Who, change_party, parties_of
from liemchinh.members.models import Spell


def follow_members(people: Mapping[int, int]) -> None:
    """Told by the register of people whose stay changed, with the entry after which it is as it stands."""
    rows = Party.objects.filter(role="member", person_id__in=list(people), cancelled_by=None, case__kind=KIND)
    for party in rows.select_related("case"):
        person = party.person_id or 0
        place = Spell.objects.filter(person_id=person, cancelled_by=None, ends_on=None).values_list("organisation_id")
        _follow(party.case, place.first(), people[person])


def _follow(case: Case, place: tuple[int] | None, sequence: int) -> None:
    if place is None:
        if case.closed_by is None:
            Deadline.objects.filter(case=case, cancelled_by=None).update(cancelled_by=sequence)
            Case.objects.filter(pk=case.pk).update(closed_by=sequence)
        return
    if case.closed_by is not None:
        if Step.objects.filter(case=case, recorded_by=case.closed_by).exists():
            return
        _open_again(case, sequence)
    if parties_of(case.pk)["branch"].organisation != place[0]:
        change_party(case, Who("branch", place[0]), sequence)


def _open_again(case: Case, sequence: int) -> None:
    for row in Deadline.objects.filter(case=case, cancelled_by=case.closed_by):
        row.pk, row.recorded_by, row.cancelled_by = None, sequence, None
        row.save(force_insert=True)
    Case.objects.filter(pk=case.pk).update(closed_by=None)

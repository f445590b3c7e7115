"""A case goes where its member goes: to the branch they transfer to. It ends when they are a member no longer (`casework.following`).

One whose candidate's data was deleted stays as and where it ended: the member is followed by the register's own list of probations.
"""

from collections.abc import Mapping

from liemchinh.admission.facts import KIND, is_forgotten
from liemchinh.casework.following import open_again
from liemchinh.casework.models import Case, Party, Step
from liemchinh.casework.steps import Who, change_party, parties_of
from liemchinh.members.models import Spell


def follow_members(people: Mapping[int, int]) -> None:
    """Told by `casework.following` of people whose stay changed, with the entry after which it is as it stands."""
    rows = Party.objects.filter(role="member", person_id__in=list(people), cancelled_by=None, case__kind=KIND)
    for party in rows.select_related("case"):
        person = party.person_id or 0
        place = Spell.objects.filter(person_id=person, cancelled_by=None, ends_on=None).values_list("organisation_id")
        _follow(party.case, place.first(), people[person])


def _follow(case: Case, place: tuple[int] | None, sequence: int) -> None:
    case.refresh_from_db()
    if place is None or is_forgotten(case):
        return
    if case.closed_by is not None:
        if Step.objects.filter(case=case, recorded_by=case.closed_by).exists():
            return
        open_again(case, sequence)
    if parties_of(case.pk)["branch"].organisation != place[0]:
        change_party(case, Who("branch", place[0]), sequence)

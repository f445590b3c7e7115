"""A case goes where its member goes; one whose decision the register no longer bears out ends (`casework.following` ends the others)."""

from collections.abc import Mapping

from liemchinh.casework.following import end_with, open_again, was_ended_by_cancelled
from liemchinh.casework.models import Case, Party
from liemchinh.casework.steps import Who, change_party, parties_of
from liemchinh.members.models import Spell
from liemchinh.standing.cases import BRANCH, KIND, MEMBER, outlives
from liemchinh.standing.models import Matter
from liemchinh.standing.words import SUSPENSION


def follow_members(people: Mapping[int, int]) -> None:
    """Told by `casework.following` of people whose stay changed, with the entry after which it is as it stands."""
    rows = Party.objects.filter(role=MEMBER, person_id__in=list(people), cancelled_by=None, case__kind=KIND)
    for party in rows.select_related("case").order_by("case_id"):
        person = party.person_id or 0
        spell = Spell.objects.filter(person_id=person, cancelled_by=None, ends_on=None).first()
        _follow(party.case, spell, people[person])


def _follow(case: Case, spell: Spell | None, sequence: int) -> None:
    place = spell.organisation_id if spell else None
    if outlives(case):
        # Somebody who left is in a branch: what ended their membership does not stand, or they came back by another way.
        if place is not None and case.closed_by is None:
            end_with(case, sequence)
        elif place is None and was_ended_by_cancelled(case):
            open_again(case, sequence)
    elif spell is not None and not spell.suspended and case.closed_by is None and _suspends(case):
        end_with(case, sequence)
    elif place is not None and case.closed_by is None and parties_of(case.pk)[BRANCH].organisation != place:
        change_party(case, Who(BRANCH, place), sequence)


def _suspends(case: Case) -> bool:
    """Is it a suspension that has begun? One that the register no longer bears out has nothing to wait for."""
    return Matter.objects.filter(case=case, what=SUSPENSION).exists()

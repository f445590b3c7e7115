"""What the pages and steps of an inspection share: its parties, its team, what was told at each step, and who may take part."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.casework.folder import Folder
from liemchinh.casework.models import Case, Step
from liemchinh.casework.opening import faults_of_grant
from liemchinh.casework.steps import Who, parties_of, subjects_of
from liemchinh.inspections.models import Inspection, TeamMember
from liemchinh.inspections.words import FOLLOW_UP
from liemchinh.journal.models import Entry
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from liemchinh.papers.issuers import Issuer
from regulations.answers import Refusal, Refused

SUBJECT = "subject"
NOT_OURS = Refusal("kind", "Việc này không phải việc kiểm tra, giám sát.", remedy="Hãy mở lại trang.")
# The step from which on the person concerned knows of it: conclusions they know already are followed up from the first day.
ANNOUNCED, FIRST = "announced", "opened"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a case is about: an organisation or a person, with the name of today."""

    who: Who
    name: str

    @property
    def value(self) -> str:
        """How a form names them."""
        return f"o{self.who.organisation}" if self.who.organisation else f"p{self.who.person}"


def subjects(case: Case) -> list[Subject]:
    """Whom a case is about now."""
    return named(subjects_of(case.pk, SUBJECT))


def named(found: Iterable[Who]) -> list[Subject]:
    """The same parties with their names; somebody erased has none."""
    listed = list(found)
    places = names({one.organisation for one in listed if one.organisation})
    people = people_names({one.person for one in listed if one.person})
    return [
        Subject(one, places.get(one.organisation, "") if one.organisation else people.get(one.person or 0, "(đã xóa dữ liệu)"))
        for one in listed
    ]  # fmt: skip


def body_of(case: Case) -> int:
    """The organisation that inspects."""
    return parties_of(case.pk)["body"].organisation or 0


def issuer_of(case: Case) -> Issuer:
    """The organ whose documents those of the case are."""
    return Issuer(body_of(case), Inspection.objects.values_list("organ", flat=True).get(case=case))


def team_of(case: Case) -> list[TeamMember]:
    """The team, its head first."""
    return list(TeamMember.objects.filter(case=case, cancelled_by=None).order_by("-leads", "pk"))


def is_inspection(case: Case | Folder) -> bool:
    """Is it a case of this room?"""
    return Inspection.objects.filter(pk=case.pk).exists()


def follows_up(case: Case) -> bool:
    """Is it about conclusions that were reached before?"""
    return Inspection.objects.filter(case=case, sort=FOLLOW_UP).exists()


def open_inspection_of(case: Folder, actor: Actor) -> Inspection:
    """What a case is about, for whoever it is open to; otherwise Refused."""
    found = Inspection.objects.filter(pk=case.pk).first()
    if found is None:
        raise Refused([NOT_OURS])
    if faults := faults_of_grant(case, actor):
        raise Refused(faults)
    return found


def require_grant(case: Case | Folder, actor: Actor) -> None:
    """Passes for whoever the case is open to; otherwise Refused."""
    if not is_inspection(case):
        raise Refused([NOT_OURS])
    if faults := faults_of_grant(case, actor):
        raise Refused(faults)


def is_subject(case: Case, person: int | None) -> bool:
    """Is this person one of those the case is about, and was it announced to them?"""
    if person is None or person not in {one.person for one in subjects_of(case.pk, SUBJECT)}:
        return False
    return announced_on(case) is not None


def announced_on(case: Case) -> date | None:
    """The day on which the decision was announced to whom it concerns; None before."""
    found = Step.objects.filter(case=case, code=FIRST if follows_up(case) else ANNOUNCED, cancelled_by=None)
    return found.order_by("recorded_by").values_list("on", flat=True).first()


def told_at(case: Case, before: int | None = None) -> dict[int, dict[str, Any]]:
    """What the entry of each step that stands tells besides its day, of those before an entry if one is given: entry → data."""
    steps = Step.objects.filter(case=case, cancelled_by=None).values("recorded_by")
    steps = steps.filter(recorded_by__lt=before) if before else steps
    rows = Entry.objects.filter(sequence__in=steps).values_list("sequence", "payload")
    return {sequence: json.loads(bytes(payload))["data"] for sequence, payload in rows}


def until(case: Case, before: int | None = None) -> date | None:
    """The last day for a conclusion by the organ's own plan or its last decision about the time; None where none names one."""
    told = told_at(case, before)
    found = [told[sequence]["until"] for sequence in sorted(told) if told[sequence].get("until")]
    return date.fromisoformat(found[-1]) if found else None

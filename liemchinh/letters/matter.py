"""What the steps and pages of a denunciation share: who is denounced, what is alleged, what was told at each step, who may take part."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.casework.folder import Folder
from liemchinh.casework.models import Case, Step
from liemchinh.casework.opening import faults_of_grant
from liemchinh.casework.steps import parties_of
from liemchinh.journal.models import Entry
from liemchinh.letters.cases import BODY
from liemchinh.letters.models import Allegation, Conclusion, Denunciation
from liemchinh.letters.words import CONCLUSIONS
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from liemchinh.papers.issuers import Issuer
from regulations.answers import Refusal, Refused
from regulations.catalogue import catalogue

# From this step on those denounced know of it; from that one they read what was concluded about them.
ANNOUNCED, NOTIFIED = "announced", "notified"


@dataclass(frozen=True, slots=True)
class Alleged:
    """One allegation in words, and what was concluded about it."""

    row: Allegation
    name: str
    text: str
    conclusion: Conclusion | None

    @property
    def result(self) -> str:
        """What was concluded; "" before."""
        return str(CONCLUSIONS.get(self.conclusion.result, "")) if self.conclusion else ""


def is_denunciation(case: Case | Folder) -> bool:
    """Is it a case of this room?"""
    return Denunciation.objects.filter(pk=case.pk).exists()


def require_grant(case: Case | Folder, actor: Actor) -> None:
    """Passes for whoever the case is open to; otherwise Refused."""
    if not is_denunciation(case):
        raise Refused([Refusal("kind", "Việc này không phải việc giải quyết tố cáo.", remedy="Hãy mở lại trang.")])
    if faults := faults_of_grant(case, actor):
        raise Refused(faults)


def body_of(case: Case) -> int:
    """The organisation that handles it."""
    return parties_of(case.pk)[BODY].organisation or 0


def issuer_of(case: Case) -> Issuer:
    """The organ whose papers these are."""
    return Issuer(body_of(case), Denunciation.objects.values_list("organ", flat=True).get(case=case))


def allegations_of(case: Case, person: int | None = None) -> list[Allegation]:
    """What is alleged, of everybody or of one person, in the order in which it was stated."""
    found = Allegation.objects.filter(case=case, cancelled_by=None).order_by("pk")
    return list(found.filter(person_id=person) if person is not None else found)


def alleged(case: Case, person: int | None = None) -> list[Alleged]:
    """The same in words; somebody erased stands as "(đã xóa dữ liệu)"."""
    rows = allegations_of(case, person)
    places = names({row.organisation_id for row in rows if row.organisation_id})
    people = people_names({row.person_id for row in rows if row.person_id})
    concluded = {row.allegation_id: row for row in Conclusion.objects.filter(allegation__in=rows, cancelled_by=None)}
    items = catalogue()
    return [
        Alleged(
            row,
            places.get(row.organisation_id, "") if row.organisation_id else people.get(row.person_id or 0, "(đã xóa dữ liệu)"),
            items[row.item].text if row.item in items else row.item,
            concluded.get(row.pk),
        )
        for row in rows
    ]  # fmt: skip


def step_on(case: Case, code: str) -> date | None:
    """The day of a step that stands; None before."""
    found = Step.objects.filter(case=case, code=code, cancelled_by=None).order_by("recorded_by")
    return found.values_list("on", flat=True).first()


def told_at(case: Case, before: int | None = None) -> dict[int, dict[str, Any]]:
    """What the entry of each step that stands (of those before an entry, if given) tells besides its day: entry → data, the first first."""
    steps = Step.objects.filter(case=case, cancelled_by=None).values("recorded_by")
    steps = steps.filter(recorded_by__lt=before) if before is not None else steps
    rows = Entry.objects.filter(sequence__in=steps).order_by("sequence").values_list("sequence", "payload")
    return {sequence: json.loads(bytes(payload))["data"] for sequence, payload in rows}


def until(case: Case, before: int | None = None) -> date | None:
    """The last day for the conclusion by the organ's own plan or its last decision about the time; None where none names one."""
    found = [data["until"] for data in told_at(case, before).values() if data.get("until")]
    return date.fromisoformat(found[-1]) if found else None

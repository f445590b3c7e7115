"""The decisions on an organisation as its own officer reads them: by when it can appeal, to whom, what became of its appeals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.appeals.admissibility import filed_until
from liemchinh.appeals.cases import BODY
from liemchinh.appeals.ladder import next_instance
from liemchinh.appeals.models import Appeal, Outcome
from liemchinh.appeals.queries import announced_outcome
from liemchinh.casework.models import Case, Party
from liemchinh.casework.settling import OUTCOMES, Decision, decisions_about
from liemchinh.organisations.queries import names


@dataclass(frozen=True, slots=True)
class Filed:
    """An appeal that was filed: when, where it is now, and what was ruled once that was announced ("": not yet)."""

    sent_on: date
    place: str
    ended: bool
    outcome: str
    ruled: Outcome | None


@dataclass(frozen=True, slots=True)
class DecisionOn:
    """A decision on the organisation. `until`: in words by when it can be appealed. `can_file`: somebody may still rule, and no appeal
    against it is open."""

    decided: Decision
    body: str
    until: str
    level: str
    filed: Sequence[Filed]
    can_file: bool


def decisions_on(organisation: int, on: date) -> list[DecisionOn]:
    """Those that were announced, the newest first; for an officer of that very organisation. Lateness takes no appeal away."""
    found = decisions_about(organisation=organisation)
    filed = list(Appeal.objects.filter(source__in=[one.case for one in found]).select_related("case").order_by("-pk"))
    acting = Party.objects.filter(case__in=[one.case_id for one in filed], role=BODY, cancelled_by=None)
    places = {case: place for case, place in acting.values_list("case_id", "organisation_id") if place}
    called = names([*places.values(), *(one.body for one in found)])
    return [_shown(one, [row for row in filed if row.source_id == one.case], places, called, on) for one in found]


def _shown(
    decided: Decision, filed: Sequence[Appeal], places: Mapping[int, int], called: Mapping[int, str], on: date
) -> DecisionOn:
    after = next_instance(Case.objects.get(pk=decided.case), decided, on)
    shown = [_filed(row, called.get(places.get(row.case_id, 0), "")) for row in filed]
    can_file = after.answer.verdict != "no" and bool(after.places) and all(one.ended for one in shown)
    return DecisionOn(
        decided, called.get(decided.body, ""), filed_until(decided, on)[1], after.level_words, shown, can_file
    )


def _filed(row: Appeal, place: str) -> Filed:
    ruled = announced_outcome(row.case)
    return Filed(
        row.sent_on, place, row.case.closed_by is not None, str(OUTCOMES[ruled.outcome]) if ruled else "", ruled
    )

"""What can be seen of candidates: the cases of one's own branch or committee, and of each how far it is on its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from liemchinh.access.actor import Actor
from liemchinh.admission.facts import KIND
from liemchinh.admission.models import Candidate
from liemchinh.admission.undoing import VOTES
from liemchinh.admission.words import ENDS, STAGE_AFTER, STAGES
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.steps import parties_of
from liemchinh.journal import clock
from liemchinh.journal.services import record_reading
from liemchinh.members import dossier
from liemchinh.members.reasons import Words
from liemchinh.organisations.queries import names
from liemchinh.web.paging import Page, page
from regulations.words import own

OPEN, ENDED = "open", "ended"
READING = "admission.candidate"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the way: its words, and whether it is behind, here or ahead."""

    title: Words
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate in a list."""

    case: int
    name: str
    branch: str
    way: Sequence[Point]
    end: Words
    awaited: str
    due_on: date | None
    deadline: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that the actor may take now."""

    code: str
    title: str
    optional: bool


def candidates_visible_to(actor: Actor) -> QuerySet[Candidate]:
    """The candidates of the actor's branches and committees."""
    return Candidate.objects.filter(case__in=cases_visible_to(actor, KIND).values("pk"))


def case_visible_to(actor: Actor, number: int) -> Case | None:
    """One case of admission, if the actor may see it and its candidate's data is still there."""
    return cases_visible_to(actor, KIND).filter(pk=number, candidate__isnull=False).first()


def note_reading(actor: Actor, case: Case) -> None:
    """Keeps that a page of a candidate was read, by which office in which role; of a member it stands with the readings of their page."""
    parties, verbs = parties_of(case.pk), case_kind(KIND).rights
    rights = [(verb, parties[role].organisation) for role, verb in verbs.items() if role in parties]
    if "member" in parties:
        dossier.note_reading_in_case(actor, parties["member"].person or 0, rights)
        return
    role, office = dossier.office_by(actor, rights)
    record_reading(actor, READING, case.pk, role=role, organisation=office)


def own_case(actor: Actor) -> int | None:
    """The case by which the actor became a member, the newest; None for whoever came another way."""
    if actor.person_id is None or not actor.may("me.see"):
        return None
    mine = Party.objects.filter(case__kind=KIND, role="member", person_id=actor.person_id, cancelled_by=None)
    return mine.order_by("-case_id").values_list("case_id", flat=True).first()


def list_candidates(actor: Actor, stage: str = "", *, after: str = "", before: str = "") -> tuple[list[Row], Page[Any]]:
    """A page of candidates by given name; of one stage, of those still on the way (the default), or of those whose case has ended."""
    found = candidates_visible_to(actor).annotate(last=_last())
    found = found.exclude(case__closed_by=None) if stage == ENDED else found.filter(case__closed_by=None)
    if stage in STAGES:
        found = found.filter(last__in=[code for code, at in STAGE_AFTER.items() if at == stage])
    listed = page(found.select_related("case"), order=("sort_key", "pk"), after=after, before=before)
    return _rows(listed.items), listed


def count_by_stage(actor: Actor) -> dict[str, int]:
    """How many candidates on their way are at each stage."""
    lasts = (
        candidates_visible_to(actor).filter(case__closed_by=None).annotate(last=_last()).values_list("last", flat=True)
    )
    counts = dict.fromkeys(STAGES, 0)
    for code in lasts:
        counts[STAGE_AFTER[code]] += 1
    return counts


def way_of(case: Case) -> tuple[list[Point], Words]:
    """The way of a case as points, and how it ended, "" while it has not."""
    last = (
        Step.objects.filter(case=case, cancelled_by=None)
        .order_by("-recorded_by")
        .values_list("code", flat=True)
        .first()
    )
    return _way(last or "entered", case.closed_by is not None)


def offers(actor: Actor, case: Case) -> list[Offer]:
    """The steps that can come next and that this actor may take."""
    procedure, parties = case_kind(KIND).procedure, parties_of(case.pk)
    found = []
    opened = Q(opens_on=None) | Q(opens_on__lte=clock.today())
    for row in Deadline.objects.filter(opened, case=case, cancelled_by=None).order_by("pk"):
        step = procedure.step(row.step, row.counted_from)
        verb = "branch.vote" if row.step in VOTES else case_kind(KIND).rights[row.role]
        if actor.covers(verb, parties[row.role].organisation):
            found.append(Offer(row.step, step.title, step.optional))
    return found


def _last() -> Subquery:
    newest = Step.objects.filter(case=OuterRef("case"), cancelled_by=None).order_by("-recorded_by")
    return Subquery(newest.values("code")[:1])


def _rows(candidates: Sequence[Candidate]) -> list[Row]:
    cases = [candidate.case_id for candidate in candidates]
    parties = Party.objects.filter(case__in=cases, role="branch", cancelled_by=None)
    branches = dict(parties.values_list("case_id", "organisation_id"))
    called = names(place for place in branches.values() if place)
    awaited: dict[int, Deadline] = {}
    procedure = case_kind(KIND).procedure
    optional = {step.code for step in procedure.steps if step.optional}
    rows = Deadline.objects.filter(~Q(step__in=optional), case__in=cases, cancelled_by=None)
    for row in rows.order_by("-pk"):
        awaited[row.case_id] = row
    told = []
    for candidate in candidates:
        way, end = _way(candidate.last, candidate.case.closed_by is not None)  # type: ignore[attr-defined]  # the query adds it
        waits = awaited.get(candidate.case_id)
        title = procedure.step(waits.step, waits.counted_from).title if waits else ""
        branch = called.get(branches.get(candidate.case_id) or 0, "")
        told.append(
            Row(
                candidate.case_id,
                candidate.full_name,
                branch,
                way,
                end,
                title,
                waits.due_on if waits else None,
                waits.pk if waits else 0,
            )
        )
    return told


def _way(last: str, closed: bool) -> tuple[list[Point], Words]:
    here = list(STAGES).index(STAGE_AFTER[last])
    tones = ["done" if at < here else "now" if at == here else "" for at in range(len(STAGES))]
    if last == "recognised":
        tones[here] = "done"
    points = [Point(title, tone) for title, tone in zip(STAGES.values(), tones, strict=True)]
    return points, ENDS.get(last, own("không còn trong danh sách hội viên")) if closed else ""

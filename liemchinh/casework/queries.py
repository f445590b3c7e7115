"""What can be seen of cases: what waits in the actor's scope, and the course of one case its room has already let them open."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.awaiting import place_of
from liemchinh.casework.history import Objection, objections_of
from liemchinh.casework.kinds import case_kind, case_kinds, granted_kinds
from liemchinh.casework.models import Case, Deadline, Ground, Paper, Party, Step, Vote
from liemchinh.casework.opening import granted_to, open_to
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.reasons import words_of
from liemchinh.organisations.queries import subtree
from liemchinh.rulebook.current import charter
from regulations.procedures import Timing, timing

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A step that waits: its title, whose it is, from when, by when, and the calculation in words; `number`: of the deadline."""

    number: int
    step: str
    title: str
    role: str
    opens_on: date | None
    due_on: date | None
    is_unknown: bool
    why: str
    citation: str


@dataclass(frozen=True, slots=True)
class Course:
    """A step that was taken; `objections`: what spoke against a step of history, which `withheld` has no effect."""

    code: str
    title: str
    on: date
    papers: Sequence[str]
    vote: Vote | None
    ground: Ground | None
    is_history: bool = False
    withheld: bool = False
    objections: Sequence[Objection] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A step that was recorded on a day and cancelled on another, for a reason of the list."""

    title: str
    on: date
    papers: Sequence[str]
    vote: Vote | None
    recorded: date
    cancelled: date
    reason: str


def cases_visible_to(actor: Actor, *kinds: str) -> QuerySet[Case]:
    """The cases (of these kinds, if given) in which an organisation of the actor's scope is a party whose right they hold.

    Of a granted kind those whose grant they hold besides (`casework.opening`).
    """
    return Case.objects.filter(open_to(actor, *(kinds or case_kinds())))


def of_granted_cases(actor: Actor, *kinds: str) -> Q:
    """A condition on rows of cases (`case`): the case is of one of these granted kinds and open to the actor.

    For few rows out of many cases: each row looks for its own party and grant, where `cases_visible_to` would list them all first.
    """
    mine = Q(pk__in=[])
    for code in kinds:
        for role, verb in case_kind(code).rights.items():
            if actor.may(verb):
                acting = Party.objects.filter(
                    role=role, cancelled_by=None, organisation_id__in=subtree(actor.roots(verb))
                )
                mine |= Q(Exists(acting.filter(case=OuterRef("case"))), case__kind=code)
    return mine & Q(Exists(granted_to(actor).filter(case=OuterRef("case"))))


def sealed_from(actor: Actor) -> QuerySet[Case, int] | None:
    """The cases of granted kinds that are closed to the actor; None while there are no such kinds."""
    kinds = [kind.code for kind in granted_kinds()]
    if not kinds:
        return None
    return Case.objects.filter(kind__in=kinds).exclude(open_to(actor, *kinds)).values_list("pk", flat=True)


def waiting_visible_to(actor: Actor, on: date, *, granted: bool = False) -> QuerySet[Deadline]:
    """Steps that the actor's organisations must take, open by a month from `on`; those with a day first, by that day.

    Of the kinds that open by grant, or of the others: the two are asked apart, because each is quick from another side.
    """
    mine = Q(pk__in=[])
    for kind in case_kinds().values():
        for role, verb in kind.rights.items() if kind.granted is granted else ():
            if actor.may(verb):
                places = subtree(actor.roots(verb))
                acting = Party.objects.filter(role=role, cancelled_by=None, organisation_id__in=places)
                theirs = Exists(acting.filter(case=OuterRef("case"))) if granted else Q(case__in=acting.values("case"))
                mine |= Q(case__kind=kind.code, role=role) & theirs & ~Q(step__in=optional_steps(kind.code))
    found = Deadline.objects.filter(mine, Q(opens_on=None) | Q(opens_on__lte=on + SOON), cancelled_by=None)
    if granted:
        found = found.filter(case__in=granted_to(actor))
    return found.select_related("case").order_by(F("due_on").asc(nulls_last=True), "opens_on", "pk")


def awaited_of(case: Case) -> list[Awaited]:
    """What a case waits for, with each calculation opened."""
    rows = (
        Deadline.objects.filter(case=case, cancelled_by=None)
        .exclude(step__in=optional_steps(case.kind, timed=False))
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    return [told(row, case.kind) for row in rows]


def waiting_deadline(actor: Actor, number: int) -> Deadline | None:
    """A deadline of a case that is open to the actor; of one that was moved or met since, what waits for the same step. None otherwise."""
    asked = Deadline.objects.filter(pk=number, case__in=cases_visible_to(actor)).first()
    if asked is None:
        return None
    waits = Deadline.objects.filter(case=asked.case_id, step=asked.step, cancelled_by=None)
    return waits.select_related("case").order_by("-pk").first()


def optional_steps(kind: str, *, timed: bool = True) -> list[str]:
    """Steps that nobody waits for; `timed`: also those that have a day of their own."""
    steps = case_kind(kind).procedure.steps
    return [step.code for step in steps if step.optional and step.covers(clock.today()) and (timed or not step.within)]


def told(row: Deadline, kind: str) -> Awaited:
    """A deadline in words."""
    step = case_kind(kind).procedure.step(row.step, clock.today())
    return Awaited(
        row.pk,
        row.step,
        step.title,
        row.role,
        row.opens_on,
        row.due_on,
        row.is_unknown,
        calculation(row, kind).why,
        str(step.citation),
    )


def calculation(row: Deadline, kind: str) -> Timing:
    """How a deadline was found: rule, first day, days skipped; by the texts of the step before, as they were known when it was counted."""
    step = case_kind(kind).procedure.step(row.step, row.ruled_on)
    if row.due_on and not step.within:
        return Timing(row.opens_on, None, _("Ngày ghi trên văn bản của bước trước."))
    counted = charter(lambda: place_of(row.case), known=row.counted_with)
    return timing(counted.rulebook, counted.calendar, step, row.counted_from, on=row.ruled_on)


def course_of(case: Case) -> list[Course]:
    """The steps a case has taken, oldest first."""
    procedure = case_kind(case.kind).procedure
    papers = list(case.papers.filter(cancelled_by=None).order_by("pk"))
    votes = {row.recorded_by: row for row in case.votes.filter(cancelled_by=None)}
    grounds = {row.step: row for row in case.grounds.filter(cancelled_by=None).exclude(vouched_by=None)}
    steps = list(Step.objects.filter(case=case, cancelled_by=None).order_by("on", "recorded_by"))
    against = objections_of(steps)
    return [
        Course(
            step.code,
            procedure.step(step.code, step.on).title,
            step.on,
            [_written(paper) for paper in papers if paper.recorded_by == step.recorded_by],
            votes.get(step.recorded_by),
            grounds.get(step.code),
            step.is_history,
            step.withheld,
            against.get(step.recorded_by, ()),
        )
        for step in steps
    ]


def withdrawn_of(case: Case) -> list[Withdrawn]:
    """The steps of a case that were cancelled, as they stood until then, oldest first."""
    rows = list(Step.objects.filter(case=case).exclude(cancelled_by=None).order_by("recorded_by"))
    if not rows:
        return []
    entries = Entry.objects.in_bulk([number for row in rows for number in (row.recorded_by, row.cancelled_by or 0)])
    papers = list(case.papers.exclude(cancelled_by=None).order_by("pk"))
    votes = {row.recorded_by: row for row in case.votes.exclude(cancelled_by=None)}
    procedure = case_kind(case.kind).procedure
    return [
        Withdrawn(
            procedure.step(row.code, row.on).title,
            row.on,
            [_written(paper) for paper in papers if paper.recorded_by == row.recorded_by],
            votes.get(row.recorded_by),
            _day(entries[row.recorded_by]),
            _day(entries[row.cancelled_by or 0]),
            words_of(json.loads(bytes(entries[row.cancelled_by or 0].payload))["data"].get("reason", "")),
        )
        for row in rows
    ]


def _day(entry: Entry) -> date:
    return entry.recorded_at.astimezone(clock.LOCAL).date()


def _written(paper: Paper) -> str:
    dated = f"{paper.dated:%d/%m/%Y}" if paper.dated else ""
    return f"{paper.number} ({dated})" if paper.number and dated else paper.number or dated

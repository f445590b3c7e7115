"""What can be seen of appeals: by grant alone; by the person who filed on their own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from liemchinh.access.actor import Actor
from liemchinh.appeals.cases import BODY, KIND, VERB
from liemchinh.appeals.models import Outcome
from liemchinh.appeals.taking import PASS_ON, WITHDRAW
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Grant, Party, Statement, Step
from liemchinh.casework.opening import HELD
from liemchinh.casework.queries import cases_visible_to
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from regulations.rules.competence import LEVELS, RANKS


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be recorded now."""

    code: str
    title: str
    optional: bool


def open_to_me(actor: Actor, *, ended: bool) -> QuerySet[Case]:
    """The appeals the actor holds the grant of, the newest first."""
    if actor.account_id is None:
        return Case.objects.none()
    return cases_visible_to(actor, KIND).filter(closed_by__isnull=not ended).order_by("-pk")


def offers_of(case: Case, on: date) -> list[Offer]:
    """What may come next, in the order of the procedure, without what is the appellant's alone."""
    awaited = set(Deadline.objects.filter(case=case, cancelled_by=None).values_list("step", flat=True)) - {WITHDRAW}
    procedure = case_kind(KIND).procedure
    codes = dict.fromkeys(step.code for step in procedure.steps if step.code in awaited)
    return [Offer(step.code, step.title, step.optional) for step in (procedure.step(code, on) for code in codes)]


def filed_here(actor: Actor) -> list[int]:
    """The appeals filed at the actor's own organisations that nobody has open yet, the longest first; for a line on their home page."""
    if actor.account_id is None:
        return []
    acting = Party.objects.filter(
        case=OuterRef("pk"), role=BODY, cancelled_by=None, organisation_id__in=actor.roots(VERB)
    )
    # Whoever had it open before it was passed on has it open there no more.
    passed = Step.objects.filter(case=OuterRef("case"), code=PASS_ON, cancelled_by=None).order_by("-recorded_by")
    since = Subquery(passed.values("recorded_by")[:1])
    held = Grant.objects.annotate(since=since).filter(
        HELD, Q(since=None) | Q(recorded_by__gt=F("since")), case=OuterRef("pk")
    )
    found = Case.objects.filter(Exists(acting), ~Exists(held), kind=KIND, closed_by=None)
    return list(found.order_by("pk").values_list("pk", flat=True)[:100])


def bodies_of(actor: Actor, on: date) -> Sequence[Version]:
    """The organisations of a level that rules on appeals where the actor may record one received on paper, by name."""
    found = standing(on).filter(organisation_id__in=actor.roots(VERB)).order_by("name")
    return [row for row in found if row.category in LEVELS and RANKS[LEVELS[row.category]] >= RANKS["grassroots"]]


def announced_outcome(case: Case) -> Outcome | None:
    """What was ruled, once it was announced; nothing before, for whoever appeals."""
    told = Step.objects.filter(case=case, code="announced", cancelled_by=None).exists()
    return outcome_of(case) if told else None


def outcome_of(case: Case) -> Outcome | None:
    """What the body decided; None before. For a page that has found the case open to its reader."""
    return Outcome.objects.filter(case=case, cancelled_by=None).first()


def receipt_of(case: Case) -> int:
    """The statement with which an appeal was filed, for its appellant."""
    return (
        Statement.objects.filter(case=case, cancelled_by=None).order_by("recorded_by").values_list("pk", flat=True)[0]
    )

"""What can be seen of verifications: by grant alone. What the person concerned sees stands in `to_subject.py`."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Ground
from liemchinh.casework.queries import cases_visible_to
from liemchinh.declarations.cases import KIND
from liemchinh.declarations.drawing import ACTING
from liemchinh.declarations.matter import CONCLUDE, body_of, of_outcomes
from liemchinh.declarations.models import Duty, Outcome, Ticket, Verification
from liemchinh.declarations.queries import duties_below
from liemchinh.journal import clock


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be recorded now."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class GroundShown:
    """Where the list of outcomes is unknown: why, what is stated, and whether the reader stated it."""

    why: str
    ground: Ground | None
    mine: bool


def open_to_me(actor: Actor, *, ended: bool) -> QuerySet[Case]:
    """The verifications the actor holds the grant of, the newest first."""
    if actor.account_id is None:
        return Case.objects.none()
    return cases_visible_to(actor, KIND).filter(closed_by__isnull=not ended).order_by("-pk")


def duty_to_verify(actor: Actor, body: int, duty: int) -> Duty | None:
    """A declaration below a body for which the actor acts."""
    if body not in ACTING.own(actor):
        return None
    return duties_below(body).filter(pk=duty).first()


def is_drawn(duty: Duty) -> bool:
    """Did a draw that stands draw it?"""
    return Ticket.objects.filter(duty=duty, drawn=True, draw__cancelled_by=None).exists()


def outcome_of(facts: Verification) -> Outcome | None:
    """What it concluded, as it stands."""
    return Outcome.objects.filter(verification=facts, cancelled_by=None).first()


def offers_of(case: Case) -> list[Offer]:
    """What may come next, in the order of the procedure."""
    today, procedure = clock.today(), case_kind(KIND).procedure
    awaited = set(Deadline.objects.filter(case=case, cancelled_by=None).values_list("step", flat=True))
    steps = dict.fromkeys(step.code for step in procedure.steps if step.code in awaited)
    return [Offer(code, procedure.step(code, today).title) for code in steps]


def ground_shown(case: Case, on: date, actor: Actor) -> GroundShown | None:
    """What a conclusion would stand on today, where the list of outcomes is unknown and one is awaited."""
    waits = Deadline.objects.filter(case=case, step=CONCLUDE, cancelled_by=None).exists()
    answer = of_outcomes(body_of(case), on)
    if not waits or answer.verdict != "unknown":
        return None
    ground = ground_of(case, CONCLUDE)
    why = _("Chưa rõ các loại kết luận xác minh.")
    return GroundShown(f"{why} {answer.reason}", ground, ground is not None and ground.stated_by == actor.account_id)

"""What can be seen of denunciations: by grant alone. What those denounced see stands in `to_subject.py`."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Ground
from liemchinh.casework.queries import cases_visible_to
from liemchinh.journal import clock
from liemchinh.letters.asking import of_conclusions
from liemchinh.letters.cases import KIND
from liemchinh.letters.matter import body_of
from liemchinh.letters.models import Denunciation, Letter
from liemchinh.letters.taking import CONCLUDE, GROUNDED


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be recorded now."""

    code: str
    title: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GroundShown:
    """Where the list of conclusions is unknown: why, what is stated, and whether the reader stated it."""

    why: str
    ground: Ground | None
    mine: bool


def open_to_me(actor: Actor, *, ended: bool) -> QuerySet[Case]:
    """The denunciations the actor holds the grant of, the newest first."""
    if actor.account_id is None:
        return Case.objects.none()
    return cases_visible_to(actor, KIND).filter(closed_by__isnull=not ended).order_by("-pk")


def from_letter(actor: Actor, letter: Letter) -> list[Case]:
    """The denunciations out of a letter that are open to the actor; of others nothing is told, not even that there are any."""
    if actor.account_id is None:
        return []
    return list(cases_visible_to(actor, KIND).filter(denunciation__letter=letter).order_by("pk"))


def denunciation_of(case: Case) -> Denunciation:
    """What the case is about."""
    return Denunciation.objects.select_related("letter").get(case=case)


def offers_of(case: Case) -> list[Offer]:
    """What may come next, in the order of the procedure."""
    today, procedure = clock.today(), case_kind(KIND).procedure
    awaited = set(Deadline.objects.filter(case=case, cancelled_by=None).values_list("step", flat=True))
    steps = dict.fromkeys(step.code for step in procedure.steps if step.code in awaited)
    texts = (procedure.step(code, today) for code in steps)
    return [Offer(step.code, step.title, step.optional) for step in texts]


def ground_shown(case: Case, on: date, actor: Actor) -> GroundShown | None:
    """What a conclusion would stand on today, where the list of conclusions is unknown and one is awaited."""
    waits = Deadline.objects.filter(case=case, step=CONCLUDE, cancelled_by=None).exists()
    answer = of_conclusions(body_of(case), on)
    if not waits or answer.verdict != "unknown":
        return None
    ground = ground_of(case, GROUNDED)
    why = _("Chưa rõ các loại kết luận nội dung tố cáo.")
    return GroundShown(f"{why} {answer.reason}", ground, ground is not None and ground.stated_by == actor.account_id)

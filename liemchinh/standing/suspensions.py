"""Suspensions for the room of a case that asks for one: the same steps and rules as on the pages here (`casework.suspending`)."""

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.casework.suspending import Running, Told
from liemchinh.standing.cases import MEMBER
from liemchinh.standing.matter import Given
from liemchinh.standing.models import Matter
from liemchinh.standing.recording import begin_matter, take_next
from liemchinh.standing.words import FIRST, SUSPENSION

BEGUN = tuple(code for code, what in FIRST.items() if what == SUSPENSION)
LAPSES = ("suspension_lapsed", "extension_lapsed")
ENDS = (*LAPSES, "law_limit_over")


class KeptHere:
    """What `casework.suspending` asks of this room."""

    def running(self, person: int) -> Running | None:
        mine = Party.objects.filter(person_id=person, role=MEMBER, cancelled_by=None).values("case_id")
        found = Matter.objects.filter(case_id__in=mine, what=SUSPENSION, case__closed_by=None).first()
        if found is None:
            return None
        since = Step.objects.filter(case_id=found.pk, code__in=BEGUN, cancelled_by=None).values_list("on", flat=True)
        waits = Deadline.objects.filter(case_id=found.pk, step__in=ENDS, cancelled_by=None).select_related("case")
        return Running(found.pk, since.get(), waits.first())

    def begin(self, person: int, told: Told, *, actor: Actor) -> int:
        return begin_matter("suspended", person, _given(told), actor=actor).pk

    def extend(self, matter: int, told: Told, *, actor: Actor) -> int:
        return take_next(hold_case(matter), "suspension_extended", _given(told), actor=actor)

    def end(self, matter: int, told: Told, *, actor: Actor) -> int:
        case = hold_case(matter)
        return take_next(case, _ending(case, told), _given(told), actor=actor)


def _given(told: Told) -> Given:
    return Given(told.on, told.number, told.dated, told.body, until=told.until)


def _ending(case: Case, told: Told) -> str:
    """By which step it ends: what waits on its last day where no decision is named, otherwise the decision."""
    waits = Deadline.objects.filter(case=case, step__in=ENDS, cancelled_by=None).values_list("step", flat=True).first()
    if waits == "law_limit_over" or (waits in LAPSES and not told.number.strip()):
        return waits
    return "suspension_lifted"

"""A step was recorded wrongly: it is cancelled with a reason from the list, and what it did to the register with it."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case
from liemchinh.casework.undoing import cancel_case, cancel_last_step, faults_of_shown
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change
from liemchinh.members.reasons import faults_of_reason
from liemchinh.standing.cases import last_step
from liemchinh.standing.kept import keep_matter
from liemchinh.standing.matter import matter_of, subject_of
from liemchinh.standing.rules import RULES
from liemchinh.standing.words import ANNULLED
from regulations.answers import Refusal, Refused


@transaction.atomic
def cancel_step(case: Case, reason: str, *, shown: int = 0, actor: Actor) -> int:
    """Cancels the last step of a case; gives the entry. Of a first step the whole case goes. Whoever could record the step may cancel it.

    Refuses a reason that is not on the list, a step whose act in the register others stand on, and when another step was recorded since
    the one with the entry `shown` (0: whichever is last).
    """
    case = hold_case(case.pk)
    last = last_step(case)
    if last is None or case.closed_by not in (None, last.recorded_by):
        raise Refused(
            [Refusal("no-step", "Việc này đã kết thúc không phải bằng một bước.", remedy="Hãy mở lại danh sách.")]
        )
    subject = subject_of(case, clock.today())
    rule = RULES[last.code]
    faults = actor.refusals(rule.verb, subject.place(rule.at))
    faults += faults_of_reason(reason) + faults_of_shown(last, shown)
    if faults:
        raise Refused(faults)
    kind = _act_of(case, last.code)
    act = _entry_of(kind, subject.person, last.recorded_by) if kind else None
    undo = cancel_case if last.recorded_by == case.recorded_by else cancel_last_step
    sequence = undo(case, reason=reason, actor=actor)
    keep_matter(case)
    if act is not None:
        change = Change(subject.person, cancels=[act], reason=reason)
        refusals = apply_changes([change], rights=lambda _place: [], actor=actor)[0].refusals
        if refusals:
            raise Refused(refusals)
    return sequence


def may_cancel(case: Case, actor: Actor) -> bool:
    """Is the last step one that this actor may cancel?"""
    last = last_step(case)
    if last is None or case.closed_by not in (None, last.recorded_by):
        return False
    rule = RULES[last.code]
    return actor.covers(rule.verb, subject_of(case, clock.today()).place(rule.at))


def _act_of(case: Case, code: str) -> str:
    if code == "appeal_answered":
        return "restored" if matter_of(case).outcome == ANNULLED else ""
    return RULES[code].act


def _entry_of(kind: str, person: int, step: int) -> int | None:
    """The act of the register that a step recorded and that still stands: the one that follows the step's own entry."""
    cancelled = Entry.objects.filter(member_id=person, cancels_id__isnull=False).values("cancels_id")
    # Both were recorded while the book was locked: nothing stands between them.
    found = Entry.objects.filter(kind=f"members.{kind}", member_id=person, sequence=step + 1)
    return found.exclude(sequence__in=cancelled).values_list("sequence", flat=True).first()

"""A step was recorded wrongly: it is cancelled with a reason from the list, and what it did to the register with it."""

from collections.abc import Mapping

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.admission.facts import FORGOTTEN, KIND, is_forgotten
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Step
from liemchinh.casework.steps import parties_of
from liemchinh.casework.undoing import cancel_last_step, ended_otherwise, faults_of_shown
from liemchinh.journal.models import Entry
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change
from liemchinh.members.reasons import faults_of_reason
from regulations.answers import Refused

# What a step did to the register.
ACTS: Mapping[str, str] = {"ceremony": "admitted", "recognised": "official", "struck_off": "struck_off"}
VOTES = frozenset({"branch_vote", "recognition_vote", "strike_off_vote"})


@transaction.atomic
def cancel_step(case: Case, reason: str, *, shown: int = 0, actor: Actor) -> int:
    """Cancels the last step of a case; gives the entry. Whoever could record the step may cancel it.

    Refuses a reason that is not on the list, the first step, a step whose act in the register others stand on, a case whose candidate's
    data was deleted, and when another step was recorded since the one with the entry `shown` (0: whichever is last).
    """
    case = hold_case(case.pk)
    last = last_step(case)
    verb, place = _right(case, last)
    faults = actor.refusals(verb, place)
    faults += faults_of_reason(reason) + faults_of_shown(last, shown) + ([FORGOTTEN] if is_forgotten(case) else [])
    if faults:
        raise Refused(faults)
    person = parties_of(case.pk)["member"].person if "member" in parties_of(case.pk) else None
    act = _act_of(case, last, person)
    sequence = cancel_last_step(case, reason=reason, actor=actor)
    if act is not None:
        change = Change(person, cancels=[act], reason=reason)
        outcome = apply_changes([change], rights=lambda _place: [], actor=actor)[0]
        if outcome.refusals:
            raise Refused(outcome.refusals)
    return sequence


def last_step(case: Case) -> Step:
    """The newest step that stands."""
    return Step.objects.filter(case=case, cancelled_by=None).latest("recorded_by")


def may_cancel(case: Case, actor: Actor) -> bool:
    """Is the last step one that this actor may cancel?"""
    last = last_step(case)
    if ended_otherwise(case):
        return False
    return last.recorded_by != case.recorded_by and actor.covers(*_right(case, last))


def _right(case: Case, last: Step) -> tuple[str, int | None]:
    role = case_kind(KIND).procedure.step(last.code, last.on).role
    verb = "branch.vote" if last.code in VOTES else case_kind(KIND).rights[role]
    return verb, parties_of(case.pk)[role].organisation


def _act_of(case: Case, last: Step, person: int | None) -> int | None:
    """The act of the register that a step recorded and that still stands: the one nearest to the step's own entry."""
    if last.code not in ACTS or person is None:
        return None
    cancelled = Entry.objects.filter(member_id=person, cancels_id__isnull=False).values("cancels_id")
    found = Entry.objects.filter(kind=f"members.{ACTS[last.code]}", member_id=person).exclude(sequence__in=cancelled)
    near = sorted(found.values_list("sequence", flat=True), key=lambda sequence: abs(sequence - last.recorded_by))
    return near[0] if near else None

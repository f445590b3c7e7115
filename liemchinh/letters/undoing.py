"""The last step of a denunciation was recorded wrongly: it is cancelled with a reason from the list, and so is what it concluded."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case, Step
from liemchinh.casework.undoing import cancel_case, cancel_last_step, faults_of_shown
from liemchinh.letters.matter import require_grant
from liemchinh.letters.models import Conclusion
from liemchinh.members.reasons import faults_of_reason
from regulations.answers import Refusal, Refused


@transaction.atomic
def cancel_step(case: Case, reason: str, *, shown: int = 0, actor: Actor) -> int:
    """Cancels the last step; of the first the whole case goes. Gives the entry.

    Refuses a reason that is not on the list, and another step than the one with the entry `shown`.
    """
    require_grant(case, actor)
    last = last_step(case)
    faults = faults_of_shown(last, shown) + faults_of_reason(reason)
    if last is None or faults:
        raise Refused(faults or [Refusal("gone", "Không còn bước nào.", remedy="Hãy mở lại trang.")])
    undo = cancel_case if last.recorded_by == case.recorded_by else cancel_last_step
    sequence = undo(case, reason=reason, actor=actor)
    Conclusion.objects.filter(recorded_by=last.recorded_by, cancelled_by=None).update(cancelled_by=sequence)
    return sequence


def last_step(case: Case) -> Step | None:
    """The newest step that stands."""
    return Step.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by").first()

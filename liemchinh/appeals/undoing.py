"""The last step of an appeal was recorded wrongly. What the appellant did, and a ruling that has gone back, is cancelled by nobody here."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.appeals.admissibility import appeal_of
from liemchinh.appeals.models import Outcome
from liemchinh.appeals.taking import ANNOUNCE, WITHDRAW
from liemchinh.casework.models import Case, Step
from liemchinh.casework.opening import faults_of_grant
from liemchinh.casework.undoing import cancel_case, cancel_last_step, faults_of_shown
from liemchinh.members.reasons import faults_of_reason
from regulations.answers import Refusal, Refused


@transaction.atomic
def cancel_step(case: Case, reason: str, *, shown: int = 0, actor: Actor) -> int:
    """Cancels the last step; of a paper received wrongly the whole case goes. Gives the entry.

    Refuses whoever does not hold the case, a reason that is not on the list, another step than the one with the entry `shown`, what the
    appellant filed or withdrew themselves, and an announcement, after which the ruling counts.
    """
    if faults := faults_of_grant(case, actor):
        raise Refused(faults)
    last = last_step(case)
    faults = faults_of_shown(last, shown) + faults_of_reason(reason)
    first = last is not None and last.recorded_by == case.recorded_by
    if last is None or last.code == WITHDRAW or (first and not appeal_of(case).on_paper):
        told = "Đơn khiếu nại, việc rút khiếu nại là của người khiếu nại."
        faults.append(Refusal("theirs", told, remedy="Người ấy rút, hoặc gửi lại."))
    elif last.code == ANNOUNCE:
        told = "Quyết định giải quyết đã công bố và đã ghi vào quyết định kỷ luật."
        faults.append(Refusal("settled", told, remedy="Sửa bằng một quyết định khác của cấp có thẩm quyền."))
    if last is None or faults:
        raise Refused(faults)
    sequence = (cancel_case if first else cancel_last_step)(case, reason=reason, actor=actor)
    Outcome.objects.filter(case=case, recorded_by=last.recorded_by, cancelled_by=None).update(cancelled_by=sequence)
    return sequence


def last_step(case: Case) -> Step | None:
    """The newest step that stands."""
    return Step.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by").first()

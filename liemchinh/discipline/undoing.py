"""The last step was recorded wrongly: it is cancelled with a reason from the list, and what came with it goes too."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Step
from liemchinh.casework.undoing import cancel_case, cancel_last_step, faults_of_shown
from liemchinh.discipline.effects import act_of, took_effect_with
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.kept import keep_sanction, sanction_of
from liemchinh.discipline.models import Allegation, Ballot, Deferral, Hearing, Sanction
from liemchinh.discipline.suspended import faults_of_ending
from liemchinh.discipline.taking import require_grant
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change
from liemchinh.members.reasons import faults_of_reason
from regulations.answers import Refusal, Refused


@transaction.atomic
def cancel_step(case: Case, reason: str, *, shown: int = 0, actor: Actor) -> int:
    """Cancels the last step; of the first the whole case goes. Gives the entry. An expulsion it brought is cancelled in the register.

    Refuses a reason that is not on the list, another step than the one with the entry `shown`, a removal that ended posts, and a decision
    another body has set aside since.
    """
    require_grant(case, actor)
    case = hold_case(case.pk)
    last, held = last_step(case), sanction_of(case)
    faults = faults_of_shown(last, shown) + faults_of_reason(reason)
    if last is not None and held is not None:
        faults += _faults_of_effect(held, last)
    if last is not None and last.recorded_by == case.recorded_by:
        faults += faults_of_ending(Folder(case))
    if last is None or faults:
        raise Refused(faults or [Refusal("gone", "Không còn bước nào.", remedy="Hãy mở lại trang.")])
    undone = last.recorded_by
    expelled = act_of(held.person_id, undone) if held is not None and held.person_id is not None else None
    undo = cancel_case if undone == case.recorded_by else cancel_last_step
    sequence = undo(case, reason=reason, actor=actor)
    _cancel_rows(case, undone, sequence)
    keep_sanction(case)
    if expelled is not None and held is not None:
        change = Change(held.person_id, cancels=[expelled], reason=reason)
        refusals = apply_changes([change], rights=lambda _place: [], actor=actor)[0].refusals
        if refusals:
            raise Refused(refusals)
    return sequence


def last_step(case: Case) -> Step | None:
    """The newest step that stands."""
    return Step.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by").first()


def _faults_of_effect(held: Sanction, last: Step) -> list[Refusal]:
    if held.set_aside:
        told = "Cấp có thẩm quyền đã giải quyết khiếu nại về quyết định này."
        return [Refusal("set-aside", told, remedy="Ghi quyết định của cấp ấy, không hủy bước này.")]
    if held.removed_from and last.code in ("decided", "announced") and took_effect_with(held, last.recorded_by):
        told = "Đã ghi thôi chức vụ theo quyết định này."
        return [
            Refusal("posts-ended", told, remedy="Hãy sửa lại các chức vụ của người này trước bằng việc sửa chức vụ.")
        ]
    return []


def _cancel_rows(case: Case, undone: int, sequence: int) -> None:
    for model in (Ballot, Hearing, Deferral):
        model._default_manager.filter(case=case, recorded_by=undone, cancelled_by=None).update(cancelled_by=sequence)
    Deferral.objects.filter(case=case, ended_by=undone).update(ended_by=None)
    if (
        undone == case.recorded_by
        or not Allegation.objects.filter(case=case, recorded_by=undone, cancelled_by=None).exists()
    ):
        return
    Allegation.objects.filter(case=case, recorded_by=undone, cancelled_by=None).update(cancelled_by=sequence)
    before = Allegation.objects.get(case=case, cancelled_by=undone)
    before.pk, before.recorded_by, before.cancelled_by = None, sequence, None
    before.save(force_insert=True)

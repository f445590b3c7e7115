"""What has to be done after a conclusion: by whom, by when, done on a day, and confirmed by somebody else than who recorded that."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor, in_person
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case
from liemchinh.casework.steps import Who, subjects_of
from liemchinh.inspections.matter import SUBJECT, body_of, follows_up, require_grant
from liemchinh.inspections.models import FollowUp, Result
from liemchinh.inspections.words import DUTIES
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from regulations.answers import Refusal, Refused

NONE = Refusal("not-there", "Việc phải làm này không còn như khi mở trang.", remedy="Hãy mở lại trang.")


@dataclass(frozen=True, slots=True)
class Duty:
    """What a subject has to do (a code of DUTIES), by a day."""

    who: Who
    what: str
    due_on: date


@transaction.atomic
def set_follow_up(case: Case, duty: Duty, *, actor: Actor) -> int:
    """Something has to be done by a subject after the conclusion; gives the entry. Refuses before there is one, and strangers."""
    held = hold_case(case.pk)
    require_grant(held, actor)
    faults = []
    if not follows_up(held) and not Result.objects.filter(case=held, cancelled_by=None).exists():
        faults.append(Refusal("not-concluded", "Việc này chưa có kết luận.", remedy="Hãy ghi kết luận trước."))
    if duty.who not in subjects_of(held.pk, SUBJECT):
        faults.append(Refusal("stranger", "Chỉ giao cho đối tượng của việc.", remedy="Hãy chọn một đối tượng."))
    if duty.what not in DUTIES:
        faults.append(Refusal("what", "Việc này không có trong danh sách.", remedy="Hãy chọn trong danh sách."))
    if faults:
        raise Refused(faults)
    told: dict[str, Plain] = {
        "what": duty.what, "of_organisation": duty.who.organisation, "of_person": duty.who.person,
        "due_on": duty.due_on.isoformat(),
    }  # fmt: skip
    sequence = _record("inspections.follow_up_set", held, told, clock.today(), actor)
    FollowUp.objects.create(
        case=held, what=duty.what, organisation_id=duty.who.organisation, person_id=duty.who.person, due_on=duty.due_on,
        recorded_by=sequence,
    )  # fmt: skip
    return sequence


@transaction.atomic
def follow_up_done(case: Case, follow_up: int, on: date, *, actor: Actor) -> int:
    """It was done on a day, as one officer saw; gives the entry. It counts as done once another confirms."""
    held = hold_case(case.pk)
    require_grant(held, actor)
    row = FollowUp.objects.filter(case=held, pk=follow_up, cancelled_by=None, done_on=None).first()
    faults = faults_of_day(on, "Việc đã làm") + ([NONE] if row is None else [])
    if row is None or faults:
        raise Refused(faults)
    sequence = _record("inspections.follow_up_done", held, {"set_by": row.recorded_by}, on, actor)
    FollowUp.objects.filter(pk=row.pk).update(done_on=on, done_by=in_person(actor))
    return sequence


@transaction.atomic
def confirm_follow_up(case: Case, follow_up: int, *, actor: Actor) -> int:
    """A second officer of the case confirms that it was done; gives the entry. Refuses whoever recorded it."""
    held = hold_case(case.pk)
    require_grant(held, actor)
    row = FollowUp.objects.filter(case=held, pk=follow_up, cancelled_by=None, confirmed_by=None).first()
    if row is None or row.done_by is None:
        raise Refused([NONE])
    if row.done_by == in_person(actor):
        told = "Người ghi việc đã làm không tự xác nhận được."
        raise Refused([Refusal("by-two", told, remedy="Nhờ một người khác đang mở việc này xác nhận.")])
    sequence = _record("inspections.follow_up_confirmed", held, {"set_by": row.recorded_by}, clock.today(), actor)
    FollowUp.objects.filter(pk=row.pk).update(confirmed_by=in_person(actor))
    return sequence


@transaction.atomic
def cancel_follow_up(case: Case, follow_up: int, reason: str, *, actor: Actor) -> int:
    """It was set wrongly and nobody has to do it; gives the entry. Refuses a reason that is not of the list, and what was confirmed."""
    held = hold_case(case.pk)
    require_grant(held, actor)
    row = FollowUp.objects.filter(case=held, pk=follow_up, cancelled_by=None, confirmed_by=None).first()
    faults = faults_of_reason(reason) + ([NONE] if row is None else [])
    if row is None or faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"set_by": row.recorded_by, "reason": reason}
    sequence = _record("inspections.follow_up_cancelled", held, data, clock.today(), actor)
    FollowUp.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def _record(kind: str, case: Case, data: dict[str, Plain], on: date, actor: Actor) -> int:
    entry = NewEntry(kind, on, organisation=body_of(case), case=case.pk, data=data)
    return record([entry], actor=actor)[0]

"""The months of help: what was agreed with the member, done or not, and the days of talks."""

from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Step
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.screening.cases import VERB
from liemchinh.screening.matter import branch_of, member_of
from liemchinh.screening.models import Agreed, Talk
from liemchinh.screening.words import duties, help_steps
from regulations.answers import Refusal, Refused


@transaction.atomic
def agree(case: Case, duty: str, step: str, on: date, *, actor: Actor) -> int:
    """A duty and a step of help, agreed with the member; gives the entry. Both from closed lists, once each."""
    held, faults = _held(case, on, actor)
    if duty not in duties() or step not in help_steps():
        faults.append(Refusal("list", "Việc này không có trong danh sách.", remedy="Hãy chọn trong danh sách."))
    if Agreed.objects.filter(case=held, duty=duty, step=step, cancelled_by=None).exists():
        faults.append(Refusal("twice", "Việc này đã được thống nhất.", remedy="Hãy chọn việc khác."))
    if faults:
        raise Refused(faults)
    sequence = _record(held, "agreed", on, actor, duty, step)
    Agreed.objects.create(case=held, duty=duty, step=step, recorded_by=sequence)
    return sequence


@transaction.atomic
def mark_done(case: Case, agreed: int, on: date, *, actor: Actor) -> int:
    """What was agreed has been done; gives the entry. Refuses what is not agreed in this case or is done already."""
    held, faults = _held(case, on, actor)
    row = Agreed.objects.filter(case=held, pk=agreed, cancelled_by=None, done_on=None).first()
    if row is None:
        faults.append(Refusal("no-such", "Không có việc nào như vậy chờ làm.", remedy="Hãy mở lại trang."))
    if faults or row is None:
        raise Refused(faults)
    sequence = _record(held, "done", on, actor, row.duty, row.step)
    Agreed.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    Agreed.objects.create(case=held, duty=row.duty, step=row.step, done_on=on, recorded_by=sequence)
    return sequence


@transaction.atomic
def note_talk(case: Case, on: date, *, actor: Actor) -> int:
    """A talk took place on a day; gives the entry. What was said is not kept."""
    held, faults = _held(case, on, actor)
    if Talk.objects.filter(case=held, on=on, cancelled_by=None).exists():
        faults.append(Refusal("twice", "Ngày này đã ghi một lần gặp.", remedy="Mỗi ngày chỉ ghi một lần."))
    if faults:
        raise Refused(faults)
    sequence = _record(held, "talked", on, actor)
    Talk.objects.create(case=held, on=on, recorded_by=sequence)
    return sequence


def _held(case: Case, on: date, actor: Actor) -> tuple[Case, list[Refusal]]:
    actor.require(VERB, branch_of(case))
    held = hold_case(case.pk)
    begun = Step.objects.filter(case=held, code="help", cancelled_by=None).values_list("on", flat=True).first()
    faults = faults_of_day(on)
    if held.closed_by is not None or begun is None or on < begun:
        told = "Chỉ ghi được trong thời gian giúp đỡ."
        faults.append(Refusal("not-helping", told, remedy="Hãy kiểm tra ngày, và bước “Bắt đầu giáo dục, giúp đỡ”."))
    return held, faults


def _record(case: Case, kind: str, on: date, actor: Actor, duty: str = "", step: str = "") -> int:
    data = {"duty": duty, "step": step} if duty else {}
    entry = NewEntry(
        f"screening.{kind}", on, organisation=branch_of(case), member=member_of(case), case=case.pk, data=data
    )
    return record([entry], actor=actor)[0]

"""Help as in screening: what was agreed with the member, from two closed lists, and whether it was done."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal.services import record
from liemchinh.members.days import faults_of_day
from liemchinh.surveys.matter import entry_of, faults_open, held_part, refusal
from liemchinh.surveys.models import Help, Part, Sign, Talk
from liemchinh.surveys.words import KEEP, WITH_SIGNS, help_steps
from regulations.answers import Refusal, Refused


@transaction.atomic
def agree_help(part: int, person: int, item: str, step: str, on: date, *, actor: Actor) -> Help:
    """A step of help about an item is agreed with a member concluded to show signs; gives it.

    Refuses, all at once: nobody concluded so, an item that reached no threshold, a step not on the list, what was agreed already.
    """
    row = held_part(part, actor)
    faults = faults_open(row.round) + faults_of_day(on) + _faults(row, person, item, step)
    if faults:
        raise Refused(faults)
    sequence = record([entry_of("agreed", row, on, personal=_personal(person, item, step))], actor=actor)[0]
    return Help.objects.create(part=row, person_id=person, item=item, step=step, recorded_by=sequence)


@transaction.atomic
def mark_help_done(help: int, on: date, *, actor: Actor) -> Help:
    """What was agreed has been done. Refuses what is not agreed, or done already."""
    actor.require_somewhere(KEEP)
    agreed = Help.objects.filter(pk=help, cancelled_by=None, done_on=None).first()
    if agreed is None:
        raise Refused([refusal("no-help", _("Không có việc nào như vậy chờ làm."), _("Hãy mở lại trang."))])
    row = held_part(agreed.part_id, actor)
    faults = faults_open(row.round) + faults_of_day(on)
    if not Help.objects.filter(pk=help, cancelled_by=None).exists():
        faults.append(refusal("no-help", _("Việc này vừa được ghi là đã làm."), _("Hãy mở lại trang.")))
    if faults:
        raise Refused(faults)
    personal = _personal(agreed.person_id, agreed.item, agreed.step)
    sequence = record([entry_of("done", row, on, personal=personal, cancels=agreed.recorded_by)], actor=actor)[0]
    Help.objects.filter(pk=agreed.pk).update(cancelled_by=sequence)
    return Help.objects.create(
        part=row, person_id=agreed.person_id, item=agreed.item, step=agreed.step, done_on=on, recorded_by=sequence
    )


def _faults(part: Part, person: int, item: str, step: str) -> list[Refusal]:
    concluded = Talk.objects.filter(part=part, person_id=person, cancelled_by=None, conclusion__in=WITH_SIGNS)
    found = []
    if not concluded.exists():
        found.append(refusal("no-signs", _("Chưa có kết luận nào cần giúp đỡ."), _("Ghi lần gặp và kết luận trước.")))
    if not Sign.objects.filter(part=part, person_id=person, item=item, cancelled_by=None).exists() or (
        step not in help_steps()
    ):
        found.append(refusal("list", _("Có lựa chọn ngoài danh sách."), _("Hãy chọn trong danh sách.")))
    if Help.objects.filter(part=part, person_id=person, item=item, step=step, cancelled_by=None).exists():
        found.append(refusal("twice", _("Việc này đã được thống nhất."), _("Hãy chọn việc khác.")))
    return found


def _personal(person: int, item: str, step: str) -> dict[str, str]:
    return {"person": str(person), "item": item, "step": step}

"""The day of a given task moved by a decision of whoever gave it; which day was in force when is read from what the book knew then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.models import Document
from liemchinh.directives.queries import in_force
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.organisations.locking import lock_organisations
from liemchinh.tasks.models import LONGEST_NUMBER, Giving, Move, Task
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class NewDay:
    """Until when instead, and the decision that says so: its number as written, its day."""

    due_on: date
    number: str
    on: date


@transaction.atomic
def move_due(task: int, told: NewDay, *, actor: Actor) -> int:
    """Another day for a task, for all who were given it, by one entry; gives it.

    Refuses, all at once: a task of a document that holds no longer, the day it has already, one before the decision, a decision to come,
    before the task was given or before the one that moved it last, and a number left out or too long.
    """
    actor.require_somewhere(KEEP)
    row = Task.objects.select_related("giving__document").filter(pk=task, giving__cancelled_by=None).first()
    if row is None:
        raise Refused([_refusal("no-task", _("Không có nhiệm vụ này, hoặc đã rút."), _("Hãy mở lại trang."))])
    giving = row.giving
    actor.require(KEEP, giving.organisation_id)
    lock_organisations([giving.organisation_id])
    row.refresh_from_db(fields=["due_on"])
    number = clean(told.number)
    faults = _faults_of_day(row, told) + _faults_of_decision(giving, row, number, told.on)
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {
        "giving": giving.recorded_by, "written": giving.document.written, "number": row.number, "was": row.due_on.isoformat(),
        "due_on": told.due_on.isoformat(), "decision": number,
    }  # fmt: skip
    sequence = record([NewEntry("tasks.moved", told.on, giving.organisation_id, data=data)], actor=actor)[0]
    Move.objects.create(task=row, was=row.due_on, due_on=told.due_on, number=number, on=told.on, recorded_by=sequence)
    Task.objects.filter(pk=row.pk).update(due_on=told.due_on)
    return sequence


def dues_of(tasks: Sequence[Task], until: int | None) -> dict[int, date]:
    """For each task the day in force when the book ended with an entry; None: now."""
    found = {one.pk: one.due_on for one in tasks}
    if until is not None:
        later = Move.objects.filter(task__in=found, recorded_by__gt=until).order_by("-recorded_by")
        found |= dict(later.values_list("task_id", "was"))
    return found


def _faults_of_day(row: Task, told: NewDay) -> list[Refusal]:
    if told.due_on == row.due_on:
        said = _("Nhiệm vụ đã có hạn %(day)s.") % {"day": f"{row.due_on:%d/%m/%Y}"}
        return [_refusal("same", said, _("Hãy ghi hạn khác."))]
    if told.due_on < told.on:
        said = _("Hạn mới %(day)s trước ngày quyết định dời.") % {"day": f"{told.due_on:%d/%m/%Y}"}
        return [_refusal("due", said, _("Hãy ghi hạn từ ngày quyết định trở đi."))]
    return []


def _faults_of_decision(giving: Giving, row: Task, number: str, on: date) -> list[Refusal]:
    found = faults_of_day(on, "Quyết định dời hạn")
    if not in_force(Document.objects.filter(pk=giving.document_id), clock.today()).exists():
        said = _("Văn bản này không còn hiệu lực.")
        found.append(_refusal("over", said, _("Nhiệm vụ theo văn bản ấy không phải làm nữa.")))
    last = Move.objects.filter(task=row, cancelled_by=None).order_by("-pk").first()
    if on < max(giving.on, last.on if last else giving.on):
        said = _("Quyết định dời hạn trước ngày giao hoặc trước lần dời gần nhất.")
        found.append(_refusal("before", said, _("Hãy kiểm tra ngày của quyết định.")))
    if not 1 <= len(number) <= LONGEST_NUMBER:
        said = _("Chưa ghi số, ký hiệu quyết định, hoặc dài quá %(most)s ký tự.") % {"most": LONGEST_NUMBER}
        found.append(_refusal("number", said, _("Hãy ghi như trên văn bản, ví dụ 12-QĐ/TU.")))
    return found


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"tasks.{code}", said, remedy=remedy)

"""Tasks of a document given to many organisations by one entry, and taken back when they were given wrongly."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.models import Document, Ending
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.within import is_within
from liemchinh.tasks import ranges
from liemchinh.tasks.addressing import To, addressed, those_of
from liemchinh.tasks.models import LONGEST_CLAUSE, LONGEST_TITLE, Addressee, Answer, Giving, Move, Task
from liemchinh.tasks.words import CANCELLING, CATEGORIES, GROUPS, OWN_PLAN, PLAN, PROOFS, REPORTED
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

MOST, MOST_TASKS = 20_000, 60
# I.2, 3b, Điều 5.2: parts of a document's numbering, nothing in words.
_CLAUSE = re.compile(r"(?:Điều )?[0-9IVXLC]{1,6}[a-zđ]?(?:\.[0-9]{1,3}[a-zđ]?|\.[a-zđ])*")


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as it is given: the document's clause ("II.1"; "" for none), group, what is to be done, the way to prove it, the day."""

    clause: str
    group: str
    title: str
    proof: str
    due_on: date

    def told(self) -> dict[str, Plain]:
        """What the book keeps of it; what is to be done stands beside the chain."""
        return {
            "clause": clean(self.clause),
            "group": self.group,
            "proof": self.proof,
            "due_on": self.due_on.isoformat(),
        }


@transaction.atomic
def give_tasks(document: int, tasks: Sequence[NewTask], to: To, *, on: date | None = None, actor: Actor) -> Giving:
    """Gives tasks of a document to every organisation the rule means on a day (left out: today), by one entry; gives the row.

    Refuses, all at once: a day to come, a document that does not hold then, a place that is not at or under the organisation whose book it
    stands in, nobody addressed, somebody left out who was not meant, and of each task a group or proof that is not on the list, no words,
    a day before it was given.
    """
    actor.require_somewhere(KEEP)
    row = Document.objects.filter(pk=document).first()
    if row is None:
        raise Refused([_refusal("no-document", _("Không có văn bản này trong sổ."), _("Hãy mở lại sổ."))])
    actor.require(KEEP, row.organisation_id)
    lock_organisations([row.organisation_id])
    row.refresh_from_db()
    on = on or clock.today()
    whom = addressed(to, on)
    faults = faults_of_day(on, "Việc giao") + _faults_of_document(row, on) + _faults_of_rule(row, to, whom, on)
    faults += [fault for number, one in enumerate(tasks, 1) for fault in _faults_of_task(number, one, on)]
    if not 1 <= len(tasks) <= MOST_TASKS:
        said = _("Mỗi lần giao từ 1 đến %(most)s nhiệm vụ.") % {"most": MOST_TASKS}
        faults.append(_refusal("tasks", said, _("Hãy ghi ít nhất một nhiệm vụ; nhiều hơn thì giao làm hai lần.")))
    if faults:
        raise Refused(faults)
    return _give(row, tasks, to, whom, on, actor)


def _give(document: Document, tasks: Sequence[NewTask], to: To, whom: Sequence[int], on: date, actor: Actor) -> Giving:
    categories = [code for code in CATEGORIES if code in to.categories]
    told: list[Plain] = [one.told() for one in tasks]
    data: dict[str, Plain] = {
        "document": document.pk, "written": document.written, "place": to.place, "categories": list(categories),
        "left_out": ranges.told(to.left_out), "addressees": ranges.told(whom), "count": len(whom), "tasks_count": len(tasks), "tasks": told,
    }  # fmt: skip
    titles = [clean(one.title) for one in tasks]
    entry = NewEntry(
        "tasks.given",
        on,
        document.organisation_id,
        data=data,
        personal={"titles": json.dumps(titles, ensure_ascii=False)},
    )
    sequence = record([entry], actor=actor)[0]
    giving = Giving.objects.create(
        document=document, organisation_id=document.organisation_id, place_id=to.place, categories=" ".join(categories), on=on,
        count=len(whom), recorded_by=sequence,
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(giving=giving, number=number, clause=clean(one.clause), group=one.group, title=titles[number - 1], proof=one.proof,
             due_on=one.due_on)
        for number, one in enumerate(tasks, 1)
    )  # fmt: skip
    insert_rows(Addressee, ("giving_id", "organisation_id"), ((giving.pk, number) for number in whom))
    return giving


@transaction.atomic
def withdraw_giving(giving: int, *, reason: str, actor: Actor) -> int:
    """Tasks given wrongly are taken back, with whatever was received, planned and moved; gives the entry.

    Refuses a reason not on the list, and once somebody has reported: what was done is not made undone.
    """
    actor.require_somewhere(KEEP)
    row = Giving.objects.select_related("document").filter(pk=giving).first()
    if row is None:
        raise Refused([_refusal("no-giving", _("Không có lần giao này."), _("Hãy mở lại văn bản."))])
    actor.require(KEEP, row.organisation_id)
    lock_organisations([row.organisation_id])
    row.refresh_from_db()
    faults = faults_of_reason(reason, CANCELLING)
    if row.cancelled_by is not None:
        faults.append(_refusal("withdrawn", _("Lần giao này đã rút."), _("Không cần ghi lại.")))
    answers = Answer.objects.filter(addressee__giving=row, cancelled_by=None)
    if answers.filter(kind=REPORTED).exists():
        said = _("Đã có tổ chức báo cáo làm xong.")
        faults.append(
            _refusal("reported", said, _("Nhiệm vụ đã có kết quả thì không rút; hãy ghi văn bản hết hiệu lực."))
        )
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"written": row.document.written, "reason": reason}
    entry = NewEntry("tasks.withdrawn", row.on, row.organisation_id, cancels=row.recorded_by, data=data)
    sequence = record([entry], actor=actor)[0]
    Giving.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    answers.update(cancelled_by=sequence)
    Move.objects.filter(task__giving=row).update(cancelled_by=sequence)
    return sequence


def _faults_of_document(row: Document, on: date) -> list[Refusal]:
    over = Ending.objects.filter(document=row, cancelled_by=None, on__lte=on).exists()
    if row.cancelled_by is None and row.dated <= on and not over:
        return []
    said = _("Văn bản này không có hiệu lực ngày giao.")
    return [_refusal("over", said, _("Hãy giao theo văn bản đang có hiệu lực."))]


def _faults_of_rule(row: Document, to: To, whom: Sequence[int], on: date) -> list[Refusal]:
    found = []
    if not is_within(frozenset({row.organisation_id}), to.place):
        said = _("Nơi được giao không thuộc tổ chức có văn bản này.")
        found.append(_refusal("place", said, _("Hãy chọn trong tổ chức ấy và bên dưới.")))
    if not set(to.categories) <= CATEGORIES.keys() or not to.categories:
        found.append(_refusal("categories", _("Chưa chọn cấp được giao."), _("Hãy chọn trong danh sách.")))
    if set(to.left_out) - those_of(to, to.left_out, on):
        said = _("Có tổ chức được trừ mà không thuộc cấp và nơi được giao.")
        found.append(_refusal("left-out", said, _("Hãy bỏ tổ chức ấy khỏi phần trừ.")))
    if not 1 <= len(whom) <= MOST:
        said = _("Có %(count)s tổ chức được giao; mỗi lần giao cho 1 đến %(most)s tổ chức.") % {
            "count": len(whom), "most": MOST
        }  # fmt: skip
        found.append(_refusal("nobody", said, _("Hãy chọn lại nơi và cấp được giao.")))
    return found


def _faults_of_task(number: int, one: NewTask, on: date) -> list[Refusal]:
    at, found = {"number": number}, []
    if one.group not in GROUPS or one.proof not in PROOFS or (one.group == PLAN) != (one.proof == OWN_PLAN):
        said = _("Nhiệm vụ %(number)s: nhóm và cách chứng minh không đi với nhau hoặc không có trong danh sách.") % at
        remedy = _("Nhóm “Ban hành văn bản thực hiện” được chứng minh bằng chính văn bản ấy, nhóm khác thì không.")
        found.append(_refusal("group", said, remedy))
    title, clause = clean(one.title), clean(one.clause)
    if not title or len(title) > LONGEST_TITLE:
        said = _("Nhiệm vụ %(number)s: chưa ghi việc phải làm, hoặc dài quá %(most)s ký tự.") % (
            at | {"most": LONGEST_TITLE}
        )
        found.append(_refusal("title", said, _("Hãy ghi gọn như trong văn bản.")))
    if clause and (len(clause) > LONGEST_CLAUSE or not _CLAUSE.fullmatch(clause)):
        said = _("Nhiệm vụ %(number)s: mục, điểm chỉ ghi số và chữ đánh mục.") % at
        found.append(_refusal("clause", said, _("Ví dụ: II.1, 3b, Điều 5.2.")))
    if one.due_on < on:
        said = _("Nhiệm vụ %(number)s: hạn %(day)s trước ngày giao.") % (at | {"day": f"{one.due_on:%d/%m/%Y}"})
        found.append(_refusal("due", said, _("Hãy ghi hạn từ ngày giao trở đi.")))
    return found


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"tasks.{code}", said, remedy=remedy)

"""What an organisation answers to its tasks: received, planned, reported with a proof, not for it; what the giver sends back.

Each answer is one entry of the organisation that carries the duty, for itself and for those ended ones whose heir it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.models import Carrying
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.offices import offices
from liemchinh.members.reasons import Words, faults_of_reason
from liemchinh.organisations.bearing import bearers
from liemchinh.organisations.locking import lock_organisations
from liemchinh.tasks import ranges
from liemchinh.tasks.bearing import borne_by
from liemchinh.tasks.models import LONGEST_NUMBER, Addressee, Answer, Giving, Task
from liemchinh.tasks.words import (
    ACKNOWLEDGED,
    CANCELLING,
    COUNT,
    EXEMPTIONS,
    FINAL,
    NOT_APPLICABLE,
    NUMBER,
    OWN_PLAN,
    PLANNED,
    REPORTED,
    RETURNED,
    RETURNS,
)
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Proof:
    """That a task is done: the day, and by the task's way to prove it a document's number, a document of one's own book, or a count."""

    on: date
    number: str = ""
    document: int | None = None
    count: int | None = None


@transaction.atomic
def acknowledge_tasks(giving: int, organisation: int, *, actor: Actor) -> int:
    """The organisation has received the tasks of a giving; gives the entry, also of an earlier time."""
    row = _giving(giving, organisation, actor)
    mine = _carried(row, organisation)
    waiting = [one for one in mine if not _standing(one.pk, None, (ACKNOWLEDGED,))]
    if not waiting:
        return int(
            Answer.objects.filter(addressee__in=mine, kind=ACKNOWLEDGED, cancelled_by=None).latest("pk").recorded_by
        )
    return _write(row, None, organisation, waiting, Answer(kind=ACKNOWLEDGED, on=clock.today()), {}, actor)


@transaction.atomic
def plan_task(task: int, organisation: int, until: date, post: str, *, actor: Actor) -> int:
    """By when and by which post the organisation means to do a task; a later plan takes the place of an earlier one. Gives the entry.

    Refuses a day gone by or beyond the task's own, a post the charter does not have, and a task that is answered already.
    """
    row, giving, open_ones = _open(task, organisation, actor)
    faults = []
    if not clock.today() <= until:
        faults.append(_refusal("until", _("Ngày dự kiến xong đã qua."), _("Hãy ghi một ngày từ hôm nay.")))
    if until > row.due_on and clock.today() <= row.due_on:
        said = _("Ngày dự kiến muộn hơn hạn của nhiệm vụ, %(day)s.") % {"day": f"{row.due_on:%d/%m/%Y}"}
        faults.append(_refusal("beyond", said, _("Hãy chọn ngày sớm hơn.")))
    if post not in {one.code for one in offices()}:
        faults.append(_refusal("post", _("Chức vụ này không có trong danh sách."), _("Hãy chọn một chức vụ.")))
    _refuse(faults)
    made = Answer(kind=PLANNED, on=clock.today(), until=until, post=post)
    return _write(giving, row, organisation, open_ones, made, {"until": until.isoformat(), "post": post}, actor)


@transaction.atomic
def report_task(task: int, organisation: int, proof: Proof, *, actor: Actor) -> int:
    """A task is done, with its proof; gives the entry. What the giver had sent back is thereby answered.

    Refuses a day to come or before the tasks were given, a proof of another kind than the task asks, and a task answered already.
    """
    row, giving, open_ones = _open(task, organisation, actor)
    _refuse(_faults_of_proof(row, giving, organisation, proof))
    number = clean(proof.number)
    made = Answer(kind=REPORTED, on=proof.on, number=number, document_id=proof.document, count=proof.count)
    data: dict[str, Plain] = {"proof": number, "document": proof.document, "count": proof.count}
    return _write(giving, row, organisation, open_ones, made, data, actor)


@transaction.atomic
def say_not_applicable(task: int, organisation: int, reason: str, *, actor: Actor) -> int:
    """A task is not for this organisation, by a reason of the list; gives the entry. The giver may send that back."""
    row, giving, open_ones = _open(task, organisation, actor)
    _refuse(faults_of_reason(reason, EXEMPTIONS))
    made = Answer(kind=NOT_APPLICABLE, on=clock.today(), reason=reason)
    return _write(giving, row, organisation, open_ones, made, {"reason": reason}, actor)


@transaction.atomic
def return_answer(answer: int, reason: str, *, actor: Actor) -> int:
    """The giver sends a report, or a "not for us", back; the task waits again with whoever carries it. Gives the entry."""
    return _take_back(answer, RETURNED, reason, RETURNS, actor)


@transaction.atomic
def cancel_answer(answer: int, reason: str, *, actor: Actor) -> int:
    """What the organisation itself answered was written wrongly; the task waits again. Gives the entry."""
    return _take_back(answer, "", reason, CANCELLING, actor)


def _take_back(answer: int, kind: str, reason: str, offered: Mapping[str, Words], actor: Actor) -> int:
    actor.require_somewhere(KEEP)
    found = Answer.objects.select_related("task__giving__document", "addressee").filter(pk=answer).first()
    if found is None or found.task is None:
        raise Refused([_refusal("no-answer", _("Không có báo cáo này."), _("Hãy mở lại trang."))])
    giving = found.task.giving
    carried = borne_by_one(found.addressee.organisation_id)
    actor.require(KEEP, giving.organisation_id if kind else carried)
    lock_organisations([giving.organisation_id])
    found.refresh_from_db(fields=["cancelled_by"])
    faults = faults_of_reason(reason, offered)
    if found.cancelled_by is not None or found.kind not in (REPORTED, NOT_APPLICABLE):
        faults.append(_refusal("answer", _("Báo cáo này không còn đứng."), _("Hãy mở lại trang.")))
    _refuse(faults)
    # One report of an heir stands for several addressees, and falls for all of them.
    together = Answer.objects.filter(task=found.task, recorded_by=found.recorded_by, cancelled_by=None)
    whom = [one.addressee for one in together.select_related("addressee").order_by("addressee_id")]
    made = Answer(kind=kind, on=clock.today(), reason=reason) if kind else None
    at = giving.organisation_id if kind else carried
    return _write(
        giving, found.task, at, whom, made, {"reason": reason}, actor, name=None if kind else "answer_cancelled"
    )


def borne_by_one(organisation: int) -> int:
    """Who carries the duties of an organisation today; itself where nobody does."""
    return bearers([organisation], clock.today()).get(organisation, organisation)


def _giving(giving: int, organisation: int, actor: Actor) -> Giving:
    """The giving, the organisation held, for whoever keeps the organisation's work."""
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    row = Giving.objects.select_related("document").filter(pk=giving, cancelled_by=None).first()
    if row is None:
        raise Refused([_refusal("no-giving", _("Không có lần giao này, hoặc đã rút."), _("Hãy mở lại trang chính."))])
    return row


def _carried(giving: Giving, organisation: int) -> list[Addressee]:
    """The addressees whose duties the organisation carries: itself, and ended ones."""
    mine = Addressee.objects.filter(giving=giving, organisation_id__in=borne_by([organisation], clock.today()))
    found = list(mine.order_by("pk"))
    if not found:
        said = _("Tổ chức này không được giao nhiệm vụ ấy.")
        raise Refused([_refusal("not-addressed", said, _("Hãy chọn đúng tổ chức."))])
    return found


def _open(task: int, organisation: int, actor: Actor) -> tuple[Task, Giving, list[Addressee]]:
    """The task, its giving, and the addressees carried by the organisation that have not answered it."""
    row = Task.objects.filter(pk=task).first()
    giving = _giving(row.giving_id if row else 0, organisation, actor)
    mine = _carried(giving, organisation)
    waiting = [one for one in mine if not _standing(one.pk, task, (REPORTED, NOT_APPLICABLE))]
    if row is None or not waiting:
        said = _("Nhiệm vụ này đã được trả lời.")
        raise Refused([_refusal("answered", said, _("Ghi nhầm thì hủy báo cáo đã ghi trước."))])
    return row, giving, waiting


def _standing(addressee: int, task: int | None, kinds: Sequence[str]) -> bool:
    said = Answer.objects.filter(addressee_id=addressee, kind__in=kinds, cancelled_by=None)
    return (said.filter(task=None) if task is None else said.filter(task_id=task)).exists()


def _write(
    giving: Giving, task: Task | None, organisation: int, whom: Sequence[Addressee], made: Answer | None, more: Mapping[str, Plain],
    actor: Actor, *, name: str | None = None,
) -> int:  # fmt: skip
    """One entry, and a row like `made` for each addressee; what stood in its place does so no longer."""
    kind = name or (made.kind if made else "")
    data: dict[str, Plain] = {
        "giving": giving.recorded_by, "written": giving.document.written, "addressees": ranges.told(one.organisation_id for one in whom)
    }  # fmt: skip
    if task is not None:
        data["number"] = task.number
    entry = NewEntry(f"tasks.{kind}", made.on if made else clock.today(), organisation, data=data | dict(more))
    sequence = record([entry], actor=actor)[0]
    replaced = FINAL if kind in FINAL or made is None else (kind,)
    stood = Answer.objects.filter(addressee__in=whom, task=task, kind__in=replaced, cancelled_by=None)
    stood.update(cancelled_by=sequence)
    if made is not None:
        Answer.objects.bulk_create(_for(made, one, task, sequence) for one in whom)
    return sequence


def _for(made: Answer, addressee: Addressee, task: Task | None, sequence: int) -> Answer:
    return Answer(
        addressee=addressee, task=task, kind=made.kind, on=made.on, until=made.until, post=made.post, number=made.number,
        document_id=made.document_id, count=made.count, reason=made.reason, recorded_by=sequence,
    )  # fmt: skip


def _faults_of_proof(task: Task, giving: Giving, organisation: int, proof: Proof) -> list[Refusal]:
    found = faults_of_day(proof.on, "Kết quả")
    number = clean(proof.number)
    wanted = (task.proof == NUMBER, task.proof == OWN_PLAN, task.proof == COUNT)
    if (number != "", proof.document is not None, proof.count is not None) != wanted:
        said = _("Kết quả không theo cách chứng minh mà nhiệm vụ đòi hỏi.")
        found.append(_refusal("proof", said, _("Hãy ghi đúng số văn bản, văn bản trong sổ, ngày hoặc con số.")))
    if len(number) > LONGEST_NUMBER or not 0 <= (proof.count or 0) <= MOST:
        found.append(_refusal("long", _("Số ghi quá dài hoặc quá lớn."), _("Hãy xem lại.")))
    if proof.document is not None:
        found += _faults_of_plan(giving, organisation, proof)
    return found


def _faults_of_plan(giving: Giving, organisation: int, proof: Proof) -> list[Refusal]:
    own = set(borne_by([organisation], clock.today())) | {organisation}
    carrying = Carrying.objects.filter(source=giving.document, document__organisation_id__in=own, cancelled_by=None)
    plan = (
        carrying.filter(document_id=proof.document or 0).exclude(document__organ="").select_related("document").first()
    )
    if plan is not None and plan.document.dated == proof.on:
        return []
    said = _("Văn bản ấy không có trong sổ của tổ chức, hoặc không ghi là thực hiện văn bản này.")
    return [_refusal("plan", said, _("Hãy ghi văn bản vào sổ, đánh dấu văn bản mà nó thực hiện."))]


def _refuse(faults: Sequence[Refusal]) -> None:
    if faults:
        raise Refused(faults)


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"tasks.{code}", said, remedy=remedy)

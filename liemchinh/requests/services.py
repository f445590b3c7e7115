"""Asking, answering, turning to the level above. An answer that corrects writes the register in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.exclusion import same_person
from liemchinh.behalf.services import entitled, told_beside
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.dossier import act_of
from liemchinh.members.locking import lock_people
from liemchinh.members.queries import facts_of
from liemchinh.members.replacing import replace_act
from liemchinh.members.services import cancel_act, correct_person
from liemchinh.requests.deadlines import due_on
from liemchinh.requests.items import ACT_ITEMS, FIELDS, OUTCOMES, PAPERS, REASONS
from liemchinh.requests.models import Reply, Request
from liemchinh.requests.queries import ANSWERS, TASK, goes_to, levels_of
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wrong and what it should be. `act`: the entry, for items about an act; `value`: a name, a code, a day in ISO form."""

    item: str
    value: str
    paper: str
    act: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a request. `value`: what was written instead, where it is not what was asked; `organisation`: the right branch."""

    outcome: str
    value: str = ""
    organisation: int | None = None
    reason: str = ""
    document: str = ""


@transaction.atomic
def send(person: int, wish: Wish, *, actor: Actor) -> Request:
    """A member, or whom they chose, asks for a correction; the receipt is the request's number and day.

    Refuses: anybody else, an item or paper out of the lists, a value that item cannot have, an act that does not stand, asking twice.
    A deadline that is unknown refuses nothing.
    """
    held = entitled(actor, person, TASK)
    lock_people([person])
    level, today = levels_of(person), clock.today()
    faults = _faults(person, wish)
    if level.office is None:
        faults.append(Refusal("requests.nowhere", _("Chưa ghi người này ở chi hội nào."), remedy=_("Hỏi chi hội.")))
    if faults or level.office is None:
        raise Refused(faults)
    entry = NewEntry("requests.sent", today, member=person, data={"request_item": wish.item, "act": wish.act})
    sequence = record([entry, *told_beside(held, TASK)], actor=actor)[0]
    return Request.objects.create(
        person_id=person, item=wish.item, act=wish.act, value=wish.value, paper=wish.paper, sent_on=today,
        due_on=due_on(today, level.office), office_id=level.office, waits_at_id=level.office, recorded_by=sequence,
    )  # fmt: skip


def _faults(person: int, wish: Wish) -> list[Refusal]:
    found = []
    if wish.item not in FIELDS and wish.item not in ACT_ITEMS:
        found.append(Refusal("requests.item", _("Mục này không có."), remedy=_("Hãy chọn mục trong danh sách.")))
    if wish.paper not in PAPERS:
        found.append(Refusal("requests.paper", _("Chưa ghi giấy tờ gốc ở đâu."), remedy=_("Hãy chọn một dòng.")))
    if wish.item in ACT_ITEMS and (wish.act is None or act_of(person, wish.act) is None):
        found.append(
            Refusal("requests.act", _("Việc này không còn đứng trong sổ."), remedy=_("Xem lại các việc đã ghi."))
        )
    found += [] if found else _value_faults(person, wish.item, wish.value)
    same = Request.objects.filter(person_id=person, item=wish.item, act=wish.act, waits_at__isnull=False)
    if same.exists():
        said = _("Đề nghị sửa mục này đã gửi và đang chờ trả lời.")
        found.append(Refusal("requests.twice", said, remedy=_("Xem ở “Đề nghị sửa của tôi”.")))
    return found


def _value_faults(person: int, item: str, value: str) -> list[Refusal]:
    missing = Refusal("requests.value", _("Chưa ghi điều đúng là gì."), remedy=_("Hãy ghi điều đúng."))
    if item == "act_day":
        try:
            return [] if date.fromisoformat(value) <= clock.today() else [missing]
        except ValueError:
            return [missing]
    if item in ACT_ITEMS:
        return []
    facts = facts_of(person)
    if facts is None or not value:
        return [missing]
    return facts._replace(**{item: value}).cleaned().faults()


@transaction.atomic
def answer(request: int, verdict: Verdict, *, actor: Actor) -> Reply:
    """The office that is asked answers, in person; a correction is written in the register in the same transaction.

    Refuses: whoever may not decide there or not write there, the person concerned, who answered it before, an answer without its reason and
    document, and every reason the register has.
    """
    account = in_person(actor)
    actor.require_somewhere(ANSWERS)
    one = Request.objects.select_for_update().filter(pk=request, waits_at__isnull=False).first()
    if one is None or one.waits_at_id is None:
        raise Refused(
            [Refusal("requests.answered", _("Đề nghị này không còn chờ trả lời."), remedy=_("Xem lại danh sách."))]
        )
    office = one.waits_at_id
    faults = actor.refusals(ANSWERS, office) + _conflicts(one, actor) + _verdict_faults(one, verdict)
    if faults:
        raise Refused(faults)
    written = _correct(one, verdict, actor) if verdict.outcome != "kept" else []
    correction = written[-1] if written else None
    data: dict[str, Plain] = {
        "request": one.recorded_by, "request_outcome": verdict.outcome, "reason": verdict.reason, "document": verdict.document,
        "correction": correction,
    }  # fmt: skip
    sequence = record([NewEntry("requests.answered", clock.today(), member=one.person_id, data=data)], actor=actor)[0]
    Request.objects.filter(pk=one.pk).update(waits_at=None, closed_on=clock.today())
    return Reply.objects.create(
        request=one, office_id=office, account_id=account, outcome=verdict.outcome, reason=verdict.reason,
        document=verdict.document, correction=correction, answered_on=clock.today(), recorded_by=sequence,
    )  # fmt: skip


def _conflicts(one: Request, actor: Actor) -> list[Refusal]:
    found = []
    if actor.person_id == one.person_id:
        said = _("Đây là đề nghị của chính người trả lời.")
        found.append(Refusal("requests.oneself", said, remedy=_("Người khác trong cơ quan trả lời.")))
    sent_by = Entry.objects.filter(pk=one.recorded_by).values_list("account_id", flat=True).first()
    if sent_by == actor.account_id and actor.person_id != one.person_id:
        said = _("Người gửi thay không trả lời đề nghị ấy.")
        found.append(Refusal("requests.sender", said, remedy=_("Người khác trong cơ quan trả lời.")))
    if any(same_person(actor, reply.account) for reply in one.replies.select_related("account")):
        said = _("Người đã trả lời lần đầu không trả lời lần thứ hai.")
        found.append(Refusal("requests.answered_before", said, remedy=_("Người khác ở cấp trên trả lời.")))
    return found


def _verdict_faults(one: Request, verdict: Verdict) -> list[Refusal]:
    found = []
    if verdict.outcome not in OUTCOMES:
        found.append(Refusal("requests.outcome", _("Chưa chọn trả lời thế nào."), remedy=_("Hãy chọn một dòng.")))
    if verdict.outcome in {"partly", "kept"} and (verdict.reason not in REASONS or not verdict.document.strip()):
        said = _("Không sửa, hoặc sửa một phần, thì phải nêu lý do và số văn bản.")
        found.append(Refusal("requests.reason", said, remedy=_("Hãy chọn lý do, ghi số văn bản trả lời.")))
    if len(verdict.document) > 60:
        found.append(Refusal("too-long", _("Số văn bản dài quá 60 ký tự."), remedy=_("Chỉ ghi số và ký hiệu.")))
    if verdict.outcome == "partly" and one.item in {"act_place", "act_never"}:
        said = _("Mục này chỉ có sửa hoặc không sửa.")
        found.append(Refusal("requests.no_part", said, remedy=_("Chọn sửa đúng như đề nghị, hoặc không sửa.")))
    if verdict.outcome == "partly" and one.item not in {"act_place", "act_never"}:
        found += _value_faults(one.person_id, one.item, verdict.value)
    if verdict.outcome == "corrected" and one.item == "act_place" and verdict.organisation is None:
        found.append(Refusal("requests.branch", _("Chưa chọn chi hội đúng."), remedy=_("Hãy tìm rồi chọn chi hội.")))
    return found


def _correct(one: Request, verdict: Verdict, actor: Actor) -> Sequence[int]:
    value = verdict.value if verdict.outcome == "partly" else one.value
    if one.act is None:
        facts = facts_of(one.person_id)
        assert facts is not None
        return [
            correct_person(one.person_id, facts._replace(**{one.item: value}).cleaned(), reason="member", actor=actor)
        ]
    if one.item == "act_never":
        return [cancel_act(one.act, reason="wrong_person", actor=actor)]
    if one.item == "act_day":
        return replace_act(one.act, date.fromisoformat(value), None, reason="wrong_day", actor=actor)
    on = Entry.objects.values_list("effective_on", flat=True).get(pk=one.act)
    assert on is not None
    return replace_act(one.act, on, verdict.organisation, reason="wrong_place", actor=actor)


@transaction.atomic
def turn_above(request: int, *, actor: Actor) -> int:
    """The member, not content or not answered, takes it to the level above; gives the entry's sequence. It is no task for others.

    Refuses: whoever it does not concern, what went there already, what its first office still has time for, and where nothing is above.
    """
    in_person(actor)
    actor.require_somewhere("me.act")
    own = Request.objects.select_for_update().filter(pk=request, person_id=actor.person_id or 0).first()
    if own is None:
        raise Refused(
            [
                Refusal(
                    "requests.not_yours",
                    _("Đây không phải đề nghị của tài khoản này."),
                    remedy=_("Chính người đề nghị làm."),
                )
            ]
        )
    above = goes_to(own, clock.today())
    if above is None:
        said = _("Đề nghị này chưa hoặc không đưa lên cấp trên được nữa.")
        raise Refused([Refusal("requests.not_above", said, remedy=_("Nộp đơn giấy cho ban điều hành cấp trên."))])
    entry = NewEntry("requests.turned", clock.today(), member=own.person_id, data={"request": own.recorded_by})
    sequence = record([entry], actor=actor)[0]
    Request.objects.filter(pk=own.pk).update(
        waits_at=above, turned_on=clock.today(), due_on=due_on(clock.today(), above), closed_on=None
    )
    return sequence

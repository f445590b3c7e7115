"""Taking over from a body that ended: the list is frozen, signed on paper, and what papers and list do not agree on is noted.

None of these acts opens a case to anybody: that stays with two officers (`casework.grants`).
"""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.exclusion import same_person
from liemchinh.access.models import Account
from liemchinh.commission.digest import digest_of
from liemchinh.commission.models import LONGEST_NUMBER, Difference, HandoverLine, HandoverList, Signature
from liemchinh.commission.passing import Passed, passed
from liemchinh.commission.queries import differences_seen_by, givers, is_undone, lines_seen_by
from liemchinh.commission.words import CLEARED, DIFFERENCES, NOT_LISTED, WITHDRAWN
from liemchinh.discipline.cases import VERB
from liemchinh.journal import clock
from liemchinh.journal.bulk import reserve_ids
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.organisations.locking import lock_organisations
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

GONE = Refusal("handover.gone", "Danh sách này không còn như khi mở trang.", remedy="Hãy mở lại trang.")


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands on the signed paper: its number, its day, and whose account handed over (None: nobody's here)."""

    number: str
    on: date
    handed_by: Account | None = None


@dataclass(frozen=True, slots=True)
class NewDifference:
    """What (a code of DIFFERENCES): of the case of a line, or of a paper that no line names, by its number and day."""

    what: str
    case: int | None = None
    number: str = ""
    dated: date | None = None


@transaction.atomic
def freeze_list(ended: int, heir: int, *, actor: Actor) -> HandoverList:
    """What passed from a body that ended, as it stands now; the book keeps a digest of it, and no line.

    Refuses whoever does not discipline at the heir, a body from which nothing passed, and a second list while one stands.
    """
    actor.require(VERB, heir)
    lock_organisations([ended, heir])
    passage, rows = passed(ended, heir, actor)
    faults = []
    if passage is None:
        told = "Không có việc nào từ tổ chức này chuyển sang đây."
        faults.append(Refusal("handover.nothing", told, remedy="Không phải lập danh sách."))
    if HandoverList.objects.filter(ended=ended, heir=heir, cancelled_by=None).exists():
        told = "Danh sách tiếp nhận từ tổ chức này đã chốt."
        faults.append(Refusal("handover.frozen", told, remedy="Mở danh sách ấy; nếu chốt nhầm thì hủy rồi chốt lại."))
    if passage is None or faults:
        raise Refused(faults)
    salt = secrets.token_hex(16)
    lines = [_line(one) for one in rows]
    data: dict[str, Plain] = {
        "ended": ended, "reorganised": passage.reorganised, "salt": salt, "digest": digest_of(salt, lines),
    }  # fmt: skip
    sequence = record([NewEntry("commission.list_frozen", clock.today(), heir, data=data)], actor=actor)[0]
    made = HandoverList.objects.create(
        id=reserve_ids(HandoverList, 1)[0], ended_id=ended, heir_id=heir, reorganised=passage.reorganised,
        frozen_on=clock.today(), salt=salt, digest=str(data["digest"]), recorded_by=sequence,
    )  # fmt: skip
    for line in lines:
        line.handover = made
    HandoverLine.objects.bulk_create(lines)
    return made


@transaction.atomic
def sign_list(handover: int, signed: Signed, *, actor: Actor) -> int:
    """The list was signed on paper, received by the actor; gives the entry.

    Refuses: no number, a day to come or before the list was frozen, whoever never worked for the body that ended as who handed over, and
    oneself as that; a list that is signed already, and one whose reorganisation was undone.
    """
    held = _held(handover, actor)
    number = clean(signed.number)
    faults = [] if 0 < len(number) <= LONGEST_NUMBER else [_faulty("number", "Chưa ghi số văn bản, hoặc số quá dài.")]
    faults += faults_of_day(signed.on, "Việc ký danh sách")
    if signed.on < held.frozen_on:
        faults.append(_faulty("early", "Ngày ký sớm hơn ngày chốt danh sách."))
    if signed.handed_by is not None and same_person(actor, signed.handed_by):
        faults.append(_faulty("self", "Người giao và người nhận không thể là một người."))
    elif signed.handed_by is not None and signed.handed_by not in givers(held.ended_id):
        faults.append(_faulty("giver", "Người giao không phải người của tổ chức đã kết thúc."))
    if Signature.objects.filter(handover=held, cancelled_by=None).exists():
        faults.append(_faulty("signed", "Danh sách này đã ghi là đã ký."))
    if is_undone(held):
        faults.append(_faulty("undone", "Quyết định sắp xếp đã bị hủy; không còn gì để tiếp nhận."))
    if faults:
        raise Refused(faults)
    giver = signed.handed_by.pk if signed.handed_by else None
    data: dict[str, Plain] = {"list": held.recorded_by, "number": number, "handed_by": giver}
    sequence = record([NewEntry("commission.list_signed", signed.on, held.heir_id, data=data)], actor=actor)[0]
    Signature.objects.create(
        handover=held, number=number, on=signed.on, received_by=in_person(actor), handed_by=giver, recorded_by=sequence
    )
    return sequence


@transaction.atomic
def withdraw_list(handover: int, reason: str, *, actor: Actor) -> int:
    """The list does not stand, nor its signature and differences; another can be frozen. Gives the entry."""
    held = _held(handover, actor)
    if reason not in WITHDRAWN:
        raise Refused([_faulty("reason", "Lý do này không có trong danh sách.")])
    data: dict[str, Plain] = {"list": held.recorded_by, "reason": reason}
    entry = NewEntry("commission.list_withdrawn", clock.today(), held.heir_id, data=data, cancels=held.recorded_by)
    sequence = record([entry], actor=actor)[0]
    HandoverList.objects.filter(pk=held.pk).update(cancelled_by=sequence)
    for rows in (Signature, Difference):
        rows.objects.filter(handover=held, cancelled_by=None).update(cancelled_by=sequence)
    return sequence


@transaction.atomic
def note_difference(handover: int, new: NewDifference, *, actor: Actor) -> int:
    """Papers and list do not agree; gives the entry: that of a line stands in the book of its case, which opens by grant.

    Refuses what is not of the closed list, a case that no line names, a paper without number and day, and what is noted already.
    """
    held = _held(handover, actor)
    number, faults = clean(new.number), []
    if new.what not in DIFFERENCES:
        faults.append(_faulty("what", "Chênh lệch này không có trong danh sách."))
    elif new.what == NOT_LISTED:
        if new.case is not None or not number or len(number) > LONGEST_NUMBER or new.dated is None:
            faults.append(_faulty("paper", "Chưa ghi số và ngày của văn bản tìm thấy."))
        faults += faults_of_day(new.dated, "Văn bản tìm thấy") if new.dated else []
    elif number or new.dated or not lines_seen_by(held, actor).filter(case=new.case).exists():
        faults.append(_faulty("line", "Danh sách không có dòng này."))
    rows = Difference.objects.filter(handover=held, what=new.what, case=new.case, cancelled_by=None)
    # Of a line the reader sees nothing of, nothing is told, not even that somebody noted it.
    if not faults and rows.filter(number=number, dated=new.dated).exists():
        faults.append(_faulty("noted", "Chênh lệch này đã ghi rồi."))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {
        "list": held.recorded_by, "what": new.what, "number": number, "dated": new.dated.isoformat() if new.dated else None,
    }  # fmt: skip
    entry = NewEntry("commission.difference_noted", clock.today(), held.heir_id, case=new.case, data=data)
    sequence = record([entry], actor=actor)[0]
    Difference.objects.create(
        handover=held, what=new.what, case_id=new.case, number=number, dated=new.dated, recorded_by=sequence
    )
    return sequence


@transaction.atomic
def clear_difference(difference: int, reason: str, *, actor: Actor) -> int:
    """A difference was cleared up, for a reason of the closed list; gives the entry."""
    actor.require_somewhere(VERB)
    found = Difference.objects.filter(pk=difference, cancelled_by=None).first()
    if found is None:
        raise Refused([GONE])
    held = _held(found.handover_id, actor)
    row = next((one.row for one in differences_seen_by(held, actor) if one.row.pk == difference), None)
    if row is None or reason not in CLEARED:
        raise Refused([_faulty("reason", "Lý do này không có trong danh sách.") if row else GONE])
    data: dict[str, Plain] = {"list": held.recorded_by, "reason": reason}
    entry = NewEntry(
        "commission.difference_cleared",
        clock.today(),
        held.heir_id,
        case=row.case_id,
        data=data,
        cancels=row.recorded_by,
    )
    sequence = record([entry], actor=actor)[0]
    Difference.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def _held(handover: int, actor: Actor) -> HandoverList:
    """The list, held until the transaction ends, for whoever disciplines at the heir; otherwise Refused."""
    actor.require_somewhere(VERB)
    found = HandoverList.objects.filter(pk=handover, cancelled_by=None).first()
    if found is None:
        raise Refused([GONE])
    actor.require(VERB, found.heir_id)
    lock_organisations([found.ended_id, found.heir_id])
    held = HandoverList.objects.select_for_update(of=("self",)).filter(pk=handover, cancelled_by=None).first()
    if held is None:
        raise Refused([GONE])
    return held


def _line(one: Passed) -> HandoverLine:
    return HandoverLine(
        case_id=one.case, kind=one.kind, step=one.step, on=one.on, due_on=one.due_on, is_unknown=one.is_unknown,
        number=one.number, form=one.form, lapses_on=one.lapses_on,
    )  # fmt: skip


def _faulty(code: str, told: str) -> Refusal:
    return Refusal(f"handover.{code}", told, remedy="Hãy xem lại rồi ghi lại.")

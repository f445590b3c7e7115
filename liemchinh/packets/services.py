"""Printing a packet and entering it: what stands beside the numbers becomes the meeting and the dues of the month."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.dues.queries import month_recorded, payers
from liemchinh.dues.services import record_dues
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.meetings.queries import attendees
from liemchinh.meetings.services import record_meeting
from liemchinh.members.months import month_of, show_month
from liemchinh.organisations.locking import lock_organisations
from liemchinh.packets.models import Packet, Row
from liemchinh.packets.queries import Numbered, last_packet, numbered, people_of
from liemchinh.web.dates import show
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Written:
    """What was written on the paper: the day of the meeting (None: there was none, or it is recorded) and the numbers marked."""

    day: date | None
    absent: frozenset[int] = frozenset()
    excused: frozenset[int] = frozenset()
    unpaid: frozenset[int] = frozenset()
    waived: frozenset[int] = frozenset()


@transaction.atomic
def make_packet(organisation: int, month: date, *, actor: Actor) -> int:
    """A list of the branch's members with their numbers for a month, to be printed; the last one again while nobody came or went."""
    actor.require("branch.keep", organisation)
    month = month_of(month)
    lock_organisations([organisation])
    people = [one.person for one in payers(organisation, month)]
    if not people:
        message = _("Danh sách không có ai ở đây trong tháng này.")
        raise Refused([Refusal("packets.nobody", message, remedy=_("Chọn một chi hội có hội viên."))])
    last = last_packet(organisation, month)
    if last is not None and people_of(last) == people:
        return last.pk
    data: dict[str, Plain] = {"month": show_month(month), "count": len(people)}
    sequence = record([NewEntry("packets.made", month, organisation, data=data)], actor=actor)[0]
    packet = Packet.objects.create(organisation_id=organisation, month=month, recorded_by=sequence)
    Row.objects.bulk_create(Row(packet=packet, number=number, person_id=p) for number, p in enumerate(people, 1))
    return packet.pk


@transaction.atomic
def enter_packet(packet: int, written: Written, *, actor: Actor) -> list[int]:
    """Records meeting and dues of a packet in one go; gives the entries' sequences. Dues that are recorded already stay.

    Whoever is not marked was present and has paid. Refused with every reason: a number that is not there, marked twice, or of somebody
    who was not due on that day; whatever the meeting and the dues refuse.
    """
    actor.require_somewhere("branch.keep")
    found = Packet.objects.filter(pk=packet).first()
    if found is None:
        raise Refused(
            [Refusal("packets.none", _("Không có phiếu này."), remedy=_("Lập phiếu mới ở trang việc tháng."))]
        )
    actor.require("branch.keep", found.organisation_id)
    rows = numbered(found, day=written.day)
    came, paid = _attendance(found, written, rows), _dues(found, written, rows)
    refusals = [*_faults_of_numbers(written, rows), *_faults_of_month(found, written, came, paid)]
    refusals += _not_due(written.absent | written.excused, came, rows) if came else []
    if refusals:
        raise Refused(refusals)
    sequences: list[int] = []
    try:
        if came is not None and written.day:
            sequences.append(record_meeting(found.organisation_id, written.day, came, seen=0, actor=actor))
    except Refused as refused:
        refusals += refused.refusals
    try:
        if paid is not None:
            sequences.append(record_dues(found.organisation_id, found.month, paid, seen=0, actor=actor))
    except Refused as refused:
        refusals += refused.refusals
    if refusals:
        raise Refused(refusals)
    return sequences


def _attendance(packet: Packet, written: Written, rows: Sequence[Numbered]) -> dict[int, str] | None:
    if written.day is None:
        return None
    marks = _by_person(rows, {"absent": written.absent, "excused": written.excused})
    return {one.person: marks.get(one.person, "present") for one in attendees(packet.organisation_id, written.day)}


def _dues(packet: Packet, written: Written, rows: Sequence[Numbered]) -> dict[int, str] | None:
    if month_recorded(packet.organisation_id, packet.month):
        return None
    marks = _by_person(rows, {"unpaid": written.unpaid, "excused": written.waived})
    listed = payers(packet.organisation_id, packet.month)
    return {one.person: marks.get(one.person, "paid") for one in listed if one.asked or one.person in marks}


def _by_person(rows: Sequence[Numbered], marked: Mapping[str, Collection[int]]) -> dict[int, str]:
    return {row.person: mark for mark, numbers in marked.items() for row in rows if row.number in numbers}


def _faults_of_numbers(written: Written, rows: Sequence[Numbered]) -> list[Refusal]:
    there, found = {row.number for row in rows}, []
    strange = (written.absent | written.excused | written.unpaid | written.waived) - there
    if strange:
        message = _("Phiếu không có số %(numbers)s.") % {"numbers": _listed(strange)}
        found.append(Refusal("packets.number", message, remedy=_("Xem lại số trên phiếu.")))
    twice = (written.absent & written.excused) | (written.unpaid & written.waived)
    if twice:
        message = _("Số %(numbers)s được ghi ở hai dòng trái nhau.") % {"numbers": _listed(twice)}
        found.append(
            Refusal(
                "packets.twice", message, remedy=_("Mỗi số chỉ ở một dòng: vắng hoặc có lý do; chưa đóng hoặc miễn.")
            )
        )
    return found


def _faults_of_month(
    packet: Packet, written: Written, came: Mapping[int, str] | None, paid: Mapping[int, str] | None
) -> list[Refusal]:
    found, month = [], show_month(packet.month)
    if written.day and month_of(written.day) != packet.month:
        message = _("Ngày %(day)s không thuộc tháng %(month)s của phiếu.") % {"day": show(written.day), "month": month}
        found.append(Refusal("packets.day", message, remedy=_("Xem lại ngày họp ghi trên phiếu.")))
    if came is None and (written.absent or written.excused):
        message = _("Có số người vắng mà chưa có ngày họp.")
        found.append(Refusal("packets.no_day", message, remedy=_("Ghi ngày họp.")))
    if paid is None and (written.unpaid or written.waived):
        message = _("Hội phí tháng %(month)s đã được ghi.") % {"month": month}
        found.append(
            Refusal("packets.dues", message, remedy=_("Để trống hai dòng hội phí; cần thì sửa ở trang hội phí."))
        )
    if came is None and paid is None and not found:
        message = _("Hội phí tháng %(month)s đã được ghi và chưa có ngày họp: không còn gì để ghi.") % {"month": month}
        found.append(Refusal("packets.nothing", message, remedy=_("Ghi ngày họp, nếu chi hội đã họp.")))
    return found


def _not_due(marked: Collection[int], came: Mapping[int, str], rows: Sequence[Numbered]) -> list[Refusal]:
    strange = {row.number for row in rows if row.number in marked and row.person not in came}
    if not strange:
        return []
    message = _("Số %(numbers)s không thuộc diện phải dự ngày ấy.") % {"numbers": _listed(strange)}
    return [Refusal("packets.not_due", message, remedy=_("Bỏ số ấy khỏi dòng người vắng."))]


def _listed(numbers: Collection[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))

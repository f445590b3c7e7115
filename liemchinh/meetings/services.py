"""Recording a branch's meeting: one entry for all, each person's mark beside the chain."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.meetings.events import PEOPLE
from liemchinh.meetings.models import STATES, Agenda, Attendance, Meeting, Minutes
from liemchinh.meetings.queries import Attendee, attendees, meeting_on, states_of
from liemchinh.meetings.reasons import CANCELLATIONS, CORRECTIONS
from liemchinh.members.months import counted, names_from, told
from liemchinh.offline.once import entry_of, remember
from liemchinh.organisations.locking import lock_organisations
from liemchinh.web.dates import show
from regulations.answers import Refusal, Refused


@transaction.atomic
def record_meeting(
    organisation: int, day: date, states: Mapping[int, str], *, reason: str = "", seen: int | None = None,
    sending: UUID | None = None, actor: Actor,
) -> int:  # fmt: skip
    """Records that a branch met on a day and who came, or corrects it for a reason from the list; gives the entry's sequence.

    `states`: "present", "absent" or "excused" for everybody due by the register of that day, and nobody else. `seen`: the entry the page
    was made from (0: none); refused when another came between. `sending`: the number a browser made for it; sent again it gives the
    first entry. What is recorded already, word for word, is not recorded again.
    """
    actor.require("branch.keep", organisation)
    lock_organisations([organisation])
    sent = entry_of(sending, actor)
    if sent is not None:
        return sent
    before, due = meeting_on(organisation, day), attendees(organisation, day)
    if before and states_of(before) == dict(states):
        return remember(sending, before.recorded_by, actor)
    refusals = [*_faults_of_day(day, before, reason, seen), *_faults_of_people(due, states)]
    if refusals:
        raise Refused(refusals)
    counts = counted(states, list(STATES))
    data: dict[str, Plain] = dict(counts)
    if before:
        data["reason"] = reason
    entry = NewEntry(
        "meetings.corrected" if before else "meetings.held", day, organisation,
        cancels=before.recorded_by if before else None, data=data,
        personal={key: told(states, code) for key, code in PEOPLE.items()},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    if before:
        _end(before, sequence)
    meeting = Meeting.objects.create(organisation_id=organisation, held_on=day, recorded_by=sequence, **counts)
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person_id=person, state=state, recorded_by=sequence)
        for person, state in sorted(states.items())
    )
    return remember(sending, sequence, actor)


@transaction.atomic
def cancel_meeting(meeting: int, *, reason: str, actor: Actor) -> int:
    """The meeting was recorded wrongly and does not stand, for a reason from the list; gives the entry's sequence."""
    actor.require_somewhere("branch.keep")
    found = Meeting.objects.filter(pk=meeting, cancelled_by=None).first()
    if found:
        lock_organisations([found.organisation_id])
        found.refresh_from_db()
    if found is None or found.cancelled_by is not None:
        message = _("Không có buổi sinh hoạt này, hoặc đã được hủy rồi.")
        raise Refused([Refusal("meetings.none", message, remedy=_("Xem lại danh sách buổi sinh hoạt của chi hội."))])
    actor.require("branch.keep", found.organisation_id)
    if reason not in CANCELLATIONS:
        raise Refused(
            [Refusal("meetings.reason", _("Chưa chọn vì sao hủy."), remedy=_("Chọn một lý do trong danh sách."))]
        )
    entry = NewEntry(
        "meetings.cancelled", found.held_on, found.organisation_id, cancels=found.recorded_by, data={"reason": reason}
    )
    sequence = record([entry], actor=actor)[0]
    _end(found, sequence)
    _end_conclusions(found, sequence)
    return sequence


def _end(meeting: Meeting, sequence: int) -> None:
    Attendance.objects.filter(meeting=meeting).update(cancelled_by=sequence)
    Meeting.objects.filter(pk=meeting.pk).update(cancelled_by=sequence)


def _end_conclusions(meeting: Meeting, sequence: int) -> None:
    """With a meeting that was not held goes what it was to be about, and what it is said to have concluded."""
    agendas = Agenda.objects.filter(organisation_id=meeting.organisation_id, held_on=meeting.held_on, cancelled_by=None)
    Minutes.objects.filter(agenda__in=agendas, cancelled_by=None).update(cancelled_by=sequence)
    agendas.update(cancelled_by=sequence)


def _faults_of_day(day: date, before: Meeting | None, reason: str, seen: int | None) -> list[Refusal]:
    today, shown, found = clock.today(), show(day), []
    if day > today:
        message = _("Ngày %(day)s chưa đến.") % {"day": shown}
        found.append(Refusal("meetings.ahead", message, remedy=_("Ghi khi buổi sinh hoạt đã họp.")))
    if day < names_from(today):
        message = _("Ngày %(day)s đã quá thời hạn giữ tên; chỉ còn số đếm.") % {"day": shown}
        found.append(
            Refusal("meetings.closed", message, remedy=_("Chỉ ghi và sửa được buổi họp của năm nay và năm trước."))
        )
    if seen is not None and seen != (before.recorded_by if before else 0):
        message = _("Có người vừa ghi buổi sinh hoạt ngày %(day)s của chi hội này.") % {"day": shown}
        found.append(
            Refusal("meetings.changed", message, remedy=_("Mở lại trang để xem điều vừa ghi, rồi sửa nếu cần."))
        )
    elif before and reason not in CORRECTIONS:
        message = _("Buổi sinh hoạt ngày %(day)s đã được ghi; chưa chọn vì sao sửa.") % {"day": shown}
        found.append(Refusal("meetings.reason", message, remedy=_("Chọn một lý do trong danh sách.")))
    return found


def _faults_of_people(due: list[Attendee], states: Mapping[int, str]) -> list[Refusal]:
    there, found = {one.person for one in due}, []
    if not there:
        message = _("Danh sách ngày ấy không có ai phải dự sinh hoạt ở đây.")
        found.append(Refusal("meetings.nobody", message, remedy=_("Chọn một chi hội có hội viên, hoặc xem lại ngày.")))
    missing = [one.name for one in due if one.person not in states]
    if missing:
        message = _("Chưa chọn cho: %(names)s.") % {"names": ", ".join(missing)}
        found.append(Refusal("meetings.missing", message, remedy=_("Mỗi người chọn một trong ba ô.")))
    if any(state not in STATES for state in states.values()):
        found.append(
            Refusal(
                "meetings.state", _("Có người mang dấu không hiểu được."), remedy=_("Mỗi người chọn một trong ba ô.")
            )
        )
    strangers = sum(person not in there for person in states)
    if there and strangers:
        message = _("%(count)s người không thuộc diện phải dự ngày ấy ở chi hội này.") % {"count": strangers}
        found.append(Refusal("meetings.stranger", message, remedy=_("Mở lại trang để lấy danh sách của ngày ấy.")))
    return found

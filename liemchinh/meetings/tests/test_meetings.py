"""A branch's meeting: who was due by the register of the day, who came, and names only as long as they are needed."""

from datetime import date

import pytest

from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.verification import verify
from liemchinh.meetings import recount
from liemchinh.meetings.forgetting import forget
from liemchinh.meetings.models import Attendance, Meeting
from liemchinh.meetings.queries import (
    absence_ground,
    absent_months,
    attendance_of,
    attendees,
    meeting_on,
    met_among,
    states_of,
)
from liemchinh.meetings.services import cancel_meeting, record_meeting
from liemchinh.meetings.waiting import waiting
from liemchinh.members.erasing import erase_people
from liemchinh.members.services import NewAct, record_act
from regulations.answers import Refused
from tests.world import CONSOLE

DAY = date(2026, 2, 3)


def marks(world, phuc="present", binh="present"):
    return {world.people["branch"]: phuc, world.people["binh"]: binh}


def held(world, day=DAY, by="chi", **more):
    given = {name: more.pop(name) for name in ("phuc", "binh") if name in more}
    return record_meeting(world.places["branch"], day, marks(world, **given), actor=world.actor(by), **more)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_a_meeting_is_one_entry_with_its_counts_and_names_beside_the_chain(world):
    sequence = held(world, binh="excused")
    entry = Entry.objects.get(sequence=sequence)
    assert (entry.kind, entry.effective_on, entry.organisation_id) == ("meetings.held", DAY, world.places["branch"])
    assert str(world.people["binh"]) in Personal.objects.get(sequence=sequence).value
    meeting = Meeting.objects.get()
    assert (meeting.due, meeting.present, meeting.absent, meeting.excused) == (2, 1, 0, 1)
    assert states_of(meeting) == marks(world, binh="excused")
    assert list(recount.differences()) == [] and verify().ok


def test_the_exempt_and_the_suspended_are_not_due_while_they_are(world):
    branch = world.places["branch"]
    record_act(world.people["branch"], NewAct("exempt", date(2026, 2, 2), branch), actor=CONSOLE)
    record_act(world.people["binh"], NewAct("suspended", date(2026, 2, 20), branch), actor=CONSOLE)
    due = {day: [one.person for one in attendees(branch, day)] for day in (date(2026, 2, 1), DAY, date(2026, 3, 1))}
    assert due == {
        date(2026, 2, 1): [world.people["binh"], world.people["branch"]],
        DAY: [world.people["binh"]],
        date(2026, 3, 1): [],
    }
    with pytest.raises(Refused) as refused:
        held(world)
    assert codes(refused) == ["meetings.stranger"]


def test_a_correction_and_a_cancellation_need_a_reason_and_leave_what_was_in_the_book(world):
    first = held(world)
    assert held(world) == first
    with pytest.raises(Refused) as refused:
        held(world, binh="absent")
    assert codes(refused) == ["meetings.reason"]
    second = held(world, binh="absent", reason="paper", seen=first)
    assert Entry.objects.get(sequence=second).cancels_id == first
    meeting = Meeting.objects.get(cancelled_by=None)
    assert states_of(meeting) == marks(world, binh="absent")
    with pytest.raises(Refused) as refused:
        cancel_meeting(meeting.pk, reason="because", actor=world.actor("chi"))
    assert codes(refused) == ["meetings.reason"]
    third = cancel_meeting(meeting.pk, reason="wrong_day", actor=world.actor("chi"))
    assert [Entry.objects.get(sequence=third).kind, meeting_on(world.places["branch"], DAY)] == [
        "meetings.cancelled",
        None,
    ]
    with pytest.raises(Refused) as refused:
        cancel_meeting(meeting.pk, reason="wrong_day", actor=world.actor("chi"))
    assert codes(refused) == ["meetings.none"]
    assert attendance_of(world.people["binh"]) == [] and list(recount.differences()) == []


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(world):
    before = Entry.objects.count()
    strange = {world.people["branch"]: "asleep", world.people["em"]: "present"}
    with pytest.raises(Refused) as refused:
        record_meeting(world.places["branch"], date(2026, 3, 4), strange, seen=7, actor=world.actor("chi"))
    assert codes(refused) == [
        "meetings.ahead",
        "meetings.changed",
        "meetings.missing",
        "meetings.state",
        "meetings.stranger",
    ]
    with pytest.raises(Refused) as refused:
        record_meeting(world.places["commune"], date(2024, 12, 3), {}, actor=world.actor("an"))
    assert codes(refused) == ["meetings.closed", "meetings.nobody"]
    assert Entry.objects.count() == before


def test_a_month_counts_as_absent_only_when_no_meeting_was_attended_without_excuse(world):
    for day, state in {
        (2026, 1, 3): "absent",
        (2026, 1, 20): "present",
        (2026, 2, 3): "absent",
        (2026, 3, 3): "excused",
    }.items():
        held(world, date(*day), binh=state)
    chi, binh = world.actor("chi"), world.people["binh"]
    assert absent_months(chi, binh) == [date(2026, 2, 1)]
    answer = absence_ground(chi, binh, on=date(2026, 3, 3))
    assert (answer.verdict, answer.value, answer.citation.article) == ("no", 1, "Điều 8")
    seen = {name for name in world.accounts if not name.startswith("at-") and absent_months(world.actor(name), binh)}
    assert seen == {"an", "oanh", "nam", "chi", "binh"}


def test_a_month_without_a_meeting_waits_for_the_secretary_until_the_standard_day(world):
    on = clock.today()
    found = waiting(world.actor("chi"), on)
    assert [(item.title, item.due_on) for item in found] == [
        ("Ghi buổi sinh hoạt tháng 03/2026", date(2026, 3, 3)), ("Ghi buổi sinh hoạt tháng 02/2026", date(2026, 2, 3)),
    ]  # fmt: skip
    assert "tháng này chưa ghi sinh hoạt" in found[0].why and "Hướng dẫn 42-HD/BTCTW" in found[0].why
    held(world)
    assert [item.title for item in waiting(world.actor("chi"), on)] == ["Ghi buổi sinh hoạt tháng 03/2026"]
    assert met_among([world.places["branch"], world.places["sibling"]], date(2026, 2, 1)) == {world.places["branch"]}
    assert [waiting(world.actor(name), on) for name in ("an", "nam", "giang", "binh", "lan")] == [[]] * 5


def test_before_the_rule_was_verified_no_day_is_told(world):
    found = [item for item in waiting(world.actor("chi"), date(2025, 9, 10)) if "09/2025" in item.title]
    assert [(item.due_on, "chưa được xác minh" in item.why) for item in found] == [(None, True)]


def test_names_go_when_the_year_after_is_over_and_the_counts_stay(world):
    old, new = held(world, date(2025, 12, 3), binh="absent"), held(world)
    with clock.at(date(2027, 1, 1)):
        forget()
        forget()
        assert Attendance.objects.count() == 2
        assert not Personal.objects.filter(sequence=old).exists() and Personal.objects.filter(sequence=new).exists()
        meeting = meeting_on(world.places["branch"], date(2025, 12, 3))
        assert meeting is not None and (meeting.present, meeting.absent) == (1, 1)
        assert list(recount.differences()) == [] and verify().ok


def test_whoever_is_erased_leaves_no_mark(world):
    sequence = held(world)
    record_act(world.people["branch"], NewAct("died", date(2026, 3, 1), world.places["branch"]), actor=CONSOLE)
    erase_people([world.people["branch"]], actor=world.actor("an"))
    assert list(Attendance.objects.values_list("person_id", flat=True)) == [world.people["binh"]]
    assert not Personal.objects.filter(sequence=sequence).exists()
    assert list(recount.differences()) == []


def test_a_row_that_the_book_does_not_tell_is_found(world):
    held(world)
    Attendance.objects.filter(person_id=world.people["binh"]).update(state="absent")
    assert list(recount.differences()) == [
        f"Tổ chức số {world.places['branch']}, buổi sinh hoạt ngày 03/02/2026: điều đang lưu khác với sổ."
    ]

"""The example's branch has its last three months, and the running one waits for its secretary."""

from datetime import date

from liemchinh.demo.months import load_months
from liemchinh.dues.models import Dues, Month
from liemchinh.meetings.models import Attendance, Meeting
from liemchinh.meetings.waiting import waiting
from tests.world import CONSOLE


def test_three_months_are_recorded_and_the_running_one_is_left(world):
    branch = world.places["branch"]
    assert load_months(branch, date(2026, 3, 3), actor=CONSOLE) == 3
    months = [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    assert list(Month.objects.order_by("month").values_list("month", flat=True)) == months
    assert [
        day.replace(day=1) for day in Meeting.objects.order_by("held_on").values_list("held_on", flat=True)
    ] == months
    assert Dues.objects.count() == Attendance.objects.count() == 6
    assert [item.title for item in waiting(world.actor("chi"), date(2026, 3, 3))] == [
        "Ghi buổi sinh hoạt tháng 03/2026",
        "Ghi kết luận buổi sinh hoạt ngày 03/02/2026",
    ]


def test_a_day_long_ago_has_no_months_to_record_and_one_ahead_none_that_has_not_come(world):
    branch = world.places["branch"]
    assert load_months(branch, date(2024, 6, 1), actor=CONSOLE) == 0
    load_months(branch, date(2027, 6, 1), actor=CONSOLE)
    assert Meeting.objects.latest("held_on").held_on == date(2026, 2, 3)

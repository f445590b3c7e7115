"""Why this day: each deadline opens to rule, first day, what was counted and passed over, by what was known when it was counted."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.casework.models import Case, Deadline
from liemchinh.casework.tests.test_moved_deadlines import AFTER, BEFORE, decided, seen, stated
from liemchinh.casework.why import why_of
from liemchinh.journal import clock
from liemchinh.journal.models import Reading
from liemchinh.rulebook.services import vouch_for_value
from tests.granted_kind import open_one

pytestmark = pytest.mark.django_db


def waiting(case: Case) -> Deadline:
    """What the case waits for."""
    return Deadline.objects.select_related("case").get(case=case, cancelled_by=None)


def test_the_count_can_be_done_again_by_hand(world: Any, tried: str) -> None:
    told = why_of(waiting(decided(world)))
    assert (told.due_on, told.start, told.start_is, told.unknown, told.on_paper) == (
        BEFORE, date(2026, 2, 3), "ngày làm bước “Bước decided”", "", False
    )  # fmt: skip
    assert told.rule is not None and told.counted is not None
    assert (told.rule.value, told.rule.local) == ("30 ngày làm việc", False)
    assert "Quy định 294-QĐ/TW" in told.rule.where
    # From 4 February to 24 March: 49 days, 14 of weekends, five of Tết.
    assert (told.counted.total, told.counted.weekends, len(told.counted.off), told.counted.length) == (49, 14, 5, 30)
    assert told.counted.total == told.counted.length + told.counted.weekends + len(told.counted.off)


def test_after_a_day_off_was_said_it_names_that_day_and_what_was_before(world: Any, tried: str) -> None:
    case = decided(world)
    value = stated(world)
    vouch_for_value(value.pk, seen(value, world).mark, actor=world.actor("oanh"))
    told = why_of(waiting(case))
    assert told.counted is not None
    assert [day.name for day in told.counted.off if day.day == date(2026, 3, 10)] == [
        "Ngày nghỉ theo Thông báo 3-TB/TU"
    ]
    assert [(one.before, one.after, one.on) for one in told.moved] == [(BEFORE, AFTER, clock.today())]


def test_a_day_written_on_a_paper_is_not_counted(world: Any, tried: str) -> None:
    row = waiting(decided(world))
    Deadline.objects.filter(pk=row.pk).update(due_on=date(2026, 5, 5))
    told = why_of(waiting(row.case))
    assert (told.on_paper, told.counted, told.due_on) == (True, None, date(2026, 5, 5))


def test_an_unknown_day_says_why_and_that_nobody_is_late(world: Any, tried: str) -> None:
    row = waiting(decided(world))
    with clock.at(date(2027, 1, 5)):
        Deadline.objects.filter(pk=row.pk).update(
            counted_from=date(2026, 12, 20), ruled_on=date(2026, 12, 20), due_on=None, is_unknown=True
        )
        told = why_of(waiting(row.case))
        assert (told.due_on, told.counted) == (None, None) and "Chưa có lịch nghỉ" in told.unknown
        page = world.client("chi").get(reverse("casework:why", args=[row.pk])).content.decode()
    assert "Không ai bị coi là trễ vì điều này" in page


def test_the_page_opens_with_the_case_and_to_nobody_else(world: Any, tried: str) -> None:
    row = waiting(decided(world))
    answers = {name: world.client(name).get(reverse("casework:why", args=[row.pk])).status_code for name in
               ("chi", "nam", "an", "em", "binh", "dung", "khoa", "quan", "lan")}  # fmt: skip
    assert answers == {"chi": 200, "nam": 200, "an": 200} | dict.fromkeys(
        ("em", "binh", "dung", "khoa", "quan", "lan"), 404
    )
    assert world.client("chi").get(reverse("casework:why", args=[10**17])).status_code == 404


def test_the_address_of_before_leads_to_the_day_of_now(world: Any, tried: str) -> None:
    case = decided(world)
    old, value = waiting(case), stated(world)
    vouch_for_value(value.pk, seen(value, world).mark, actor=world.actor("oanh"))
    page = world.client("chi").get(reverse("casework:why", args=[old.pk]))
    assert (page.status_code, page.context["why"].due_on) == (200, AFTER)


def test_of_a_granted_case_it_opens_by_grant_and_the_reading_is_kept(granted: Any) -> None:
    case = open_one(granted)
    row = Deadline.objects.get(case=case, step="concluded", cancelled_by=None)
    address = reverse("casework:why", args=[row.pk])
    assert [granted.client(name).get(address).status_code for name in ("thu", "an", "giang", "binh", "dung")] == [
        404
    ] * 5
    assert Reading.objects.count() == 0
    page = granted.client("khoa").get(address)
    assert (page.status_code, Reading.objects.filter(object_kind="casework.case", object_id=case.pk).count()) == (
        200,
        1,
    )
    assert granted.people["binh"] and "Trần Văn Bình" not in page.content.decode()

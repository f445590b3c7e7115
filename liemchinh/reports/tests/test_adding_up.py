"""What came from below is added up beside the records of the same places: equal until the book changes, and then place by place."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liemchinh.figures.asking import Question, ask, values_of
from liemchinh.figures.periods import Period
from liemchinh.figures.tests.small import facts
from liemchinh.members.services import Change, NewAct, record_changes
from liemchinh.reports.adding import Sum, added_up
from liemchinh.reports.collecting import begin_asked_report, call_for_reports
from liemchinh.reports.handing import submit_report
from liemchinh.reports.models import Call
from liemchinh.reports.writing import start_report
from liemchinh.tasks.addressing import To
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
TODAY, YEAR = date(2026, 3, 3), Period(date(2025, 1, 1), date(2025, 12, 31))


def called(world: World, place: str = "commune", kinds: tuple[str, ...] = ("branch",)) -> Call:
    own = start_report(world.places[place], "s:members_work", "year", YEAR, actor=CONSOLE)
    return call_for_reports(own.pk, To(world.places[place], kinds), TODAY, actor=CONSOLE)


def sent(world: World, call: Call, *places: str) -> None:
    for place in places:
        submit_report(begin_asked_report(call.pk, world.places[place], actor=CONSOLE).pk, actor=CONSOLE)


def sums(call: Call) -> dict[str, Sum]:
    added = added_up(call)
    assert added is not None
    return {one.label: one for one in added.sums}


def joined(world: World, number: int, place: str) -> None:
    acts = [
        NewAct(kind, date(year, 1, 1), world.places[place]) for kind, year in (("admitted", 2024), ("official", 2025))
    ]
    (outcome,) = record_changes([Change(facts=facts(number, 1990), acts=acts)], actor=CONSOLE)
    assert not outcome.refusals


def test_reports_that_are_in_add_up_to_what_the_records_say_of_the_same_places(world: World) -> None:
    call = called(world)
    assert sums(call) == {}
    sent(world, call, "branch")
    question = Question(world.places["branch"], YEAR, YEAR.last)
    of_branch = ask(question, ["members"], [YEAR])[0].whole["members"]
    told = sums(call)["Đảng viên"]
    assert (told.sent, told.recorded, told.apart) == (of_branch, of_branch, [])
    sent(world, call, "sibling")
    whole = ask(Question(world.places["commune"], YEAR, YEAR.last), ["members"], [YEAR])[0].whole["members"]
    added, told = added_up(call), sums(call)["Đảng viên"]
    assert (told.sent, told.recorded) == (whole, whole) and added is not None and (added.sent, added.asked) == (2, 2)


def test_a_place_that_changed_since_it_sent_is_named_with_both_numbers(world: World) -> None:
    call = called(world)
    sent(world, call, "branch", "sibling")
    before = sums(call)["Đảng viên"]
    joined(world, 81, "sibling")
    now = sums(call)["Đảng viên"]
    assert (now.sent, now.recorded, now.difference) == (before.sent, before.sent + 1, 1)
    (apart,) = now.apart
    assert apart.name == "Chi bộ ấp Rạch Dừa" and apart.recorded == apart.sent + 1
    page = world.client("nam").get(reverse("reports:sums", args=[call.pk])).content.decode()
    assert "Nơi có số đã gửi khác sổ" in page and "Chi bộ ấp Rạch Dừa" in page and "+1" in page
    assert world.client("chi").get(reverse("reports:sums", args=[call.pk])).status_code == 404, "only who asked adds up"


def test_a_place_within_another_that_was_asked_is_not_added_twice(world: World) -> None:
    call = called(world, "district", ("grassroots_committee", "branch"))
    sent(world, call, "branch", "commune")
    added = added_up(call)
    assert added is not None and (added.sent, added.asked, added.within) == (1, 1, 2)
    whole = ask(Question(world.places["commune"], YEAR, YEAR.last), ["members"], [YEAR])[0].whole["members"]
    assert sums(call)["Đảng viên"].sent == whole


def test_values_of_places_at_any_depth_are_those_each_is_told_by_itself(world: World) -> None:
    for number, place in ((91, "branch"), (92, "sibling"), (93, "sibling")):
        joined(world, number, place)
    places = [world.places["branch"], world.places["sibling"]]
    keys, period = ["members", "admitted", "members_women"], Period(date(2024, 1, 1), date(2025, 12, 31))
    found = values_of(Question(world.places["province"], period, period.last), places, keys)
    alone = {place: ask(Question(place, period, period.last), keys, [period])[0].whole for place in places}
    assert found == alone and sum(row["members"] or 0 for row in alone.values()) > 3


def test_two_places_are_added_in_as_many_queries_as_one(world: World) -> None:
    call = called(world)

    def asked() -> int:
        added_up(call)
        with CaptureQueriesContext(connection) as queries:
            added_up(call)
        return len(queries)

    sent(world, call, "branch")
    one = asked()
    sent(world, call, "sibling")
    assert asked() == one

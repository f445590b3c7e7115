"""Who is with another branch for a time attends there, and pays dues where the rule of that month says."""

from datetime import date
from typing import Any

import pytest

from liemchinh.dues.queries import payers
from liemchinh.dues.services import record_dues
from liemchinh.journal import clock
from liemchinh.meetings.queries import attendees
from liemchinh.meetings.services import record_meeting
from liemchinh.members.services import NewAct, record_act
from liemchinh.transfers.receiving import end_stay, receive_members
from liemchinh.transfers.sending import Letter, send_outside
from liemchinh.transfers.tests.conftest import SENT, Sends
from regulations.answers import Refused
from tests.world import CONSOLE, PEOPLE, REGISTERED

BEGUN, UNTIL, TODAY = date(2026, 2, 10), date(2026, 9, 30), date(2026, 3, 3)
FEBRUARY, AUGUST = date(2026, 2, 1), date(2026, 8, 1)


@pytest.fixture
def stay(world: Any, send: Sends) -> int:
    """Phúc of Gò Cát is with Rạch Dừa for a time, from 10 February until the end of September 2026; gives the case."""
    (case,) = send(until=UNTIL)
    receive_members([case], BEGUN, actor=world.actor("an"))
    return case


def due(world: Any, place: str, on: date) -> set[str]:
    return {one.name for one in attendees(world.places[place], on)}


def paying(world: Any, place: str, month: date) -> dict[str, bool]:
    return {one.name: one.asked for one in payers(world.places[place], month)}


def test_a_guest_is_due_at_the_meetings_of_the_stay_and_not_at_home(world: Any, stay: int) -> None:
    phuc, binh, ray, em = REGISTERED["branch"], PEOPLE["binh"][0], REGISTERED["sibling"], PEOPLE["em"][0]
    days = (date(2026, 2, 9), BEGUN, TODAY)
    assert [due(world, "branch", day) for day in days] == [{phuc, binh}, {binh}, {binh}]
    assert [due(world, "sibling", day) for day in days] == [{ray, em}, {ray, em, phuc}, {ray, em, phuc}]
    assert [one.name for one in attendees(world.places["sibling"], TODAY) if one.guest] == [phuc]
    came = {one.person: "present" for one in attendees(world.places["sibling"], TODAY)}
    record_meeting(world.places["sibling"], TODAY, came, actor=world.actor("an"))
    with pytest.raises(Refused, match="không thuộc diện phải dự"):
        record_meeting(
            world.places["branch"], TODAY, {world.people["branch"]: "absent", world.people["binh"]: "present"},
            actor=world.actor("chi"),
        )  # fmt: skip


def test_when_the_stay_is_over_they_are_due_at_home_again(world: Any, stay: int) -> None:
    end_stay(stay, date(2026, 3, 2), actor=world.actor("an"))
    assert REGISTERED["branch"] in due(world, "branch", TODAY) - due(world, "sibling", TODAY)


def test_a_guest_who_is_exempt_is_due_nowhere(world: Any, stay: int) -> None:
    record_act(world.people["branch"], NewAct("exempt", date(2026, 3, 1), world.places["branch"]), actor=CONSOLE)
    assert REGISTERED["branch"] not in due(world, "branch", TODAY) | due(world, "sibling", TODAY)


def test_dues_are_paid_where_the_guest_stays_from_the_day_of_the_rule(world: Any, stay: int) -> None:
    phuc, binh, ray, em = REGISTERED["branch"], PEOPLE["binh"][0], REGISTERED["sibling"], PEOPLE["em"][0]
    with clock.at(date(2026, 8, 10)):
        assert paying(world, "branch", AUGUST) == {binh: True}
        assert paying(world, "sibling", AUGUST) == {ray: True, em: True, phuc: True}


def test_before_the_rule_either_branch_may_record_the_month_and_neither_must(world: Any, stay: int) -> None:
    phuc, binh = REGISTERED["branch"], PEOPLE["binh"][0]
    assert paying(world, "branch", FEBRUARY) == {binh: True, phuc: False}
    assert paying(world, "sibling", FEBRUARY)[phuc] is False
    marks = dict.fromkeys((world.people[name] for name in ("sibling", "em", "branch")), "paid")
    record_dues(world.places["sibling"], FEBRUARY, marks, actor=world.actor("an"))
    assert paying(world, "branch", FEBRUARY) == {binh: True}
    with pytest.raises(Refused, match="đã được ghi ở chi bộ khác"):
        record_dues(
            world.places["branch"], FEBRUARY, {world.people["binh"]: "paid", world.people["branch"]: "paid"},
            actor=world.actor("chi"),
        )  # fmt: skip


def test_who_is_outside_for_a_time_is_asked_for_nothing_here(world: Any) -> None:
    letter = Letter("13-GGT", SENT, UNTIL)
    send_outside(
        [world.people["branch"]], world.places["branch"], "Chi bộ tàu Hải Âu", letter, actor=world.actor("chi")
    )
    assert due(world, "branch", TODAY) == {PEOPLE["binh"][0]}
    with clock.at(date(2026, 8, 10)):
        assert paying(world, "branch", AUGUST) == {PEOPLE["binh"][0]: True}


def test_the_pages_name_who_is_a_guest(world: Any, stay: int) -> None:
    nam, sibling = world.client("nam"), world.places["sibling"]
    for address in (f"/meetings/{sibling}/record/?on=2026-03-03", f"/dues/{sibling}/?month=2026-02"):
        page = nam.get(address).content.decode()
        assert page.count("(sinh hoạt tạm thời)") == 1 and REGISTERED["branch"] in page

"""Everything wrong is told at once, with article and remedy; nothing unknown is read against anybody."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case
from liemchinh.dues.services import record_dues
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.changes import NewAct
from liemchinh.members.services import record_act
from liemchinh.standing.matter import Given
from liemchinh.standing.models import Matter
from liemchinh.standing.services import open_matter, record_death
from liemchinh.standing.tests.conftest import CARD, open_, stand_behind, step
from regulations.answers import Refusal, Refused

UNPAID = "duty.dues_three_months"
FIRST, SECOND, TODAY = date(2026, 2, 2), date(2026, 2, 10), date(2026, 3, 3)


def refusals(call: Callable[[], Any]) -> list[Refusal]:
    """Why it is refused; nothing was written."""
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        call()
    assert Entry.objects.count() == before and all(one.message and one.remedy for one in refused.value.refusals)
    return list(refused.value.refusals)


def codes(call: Callable[[], Any]) -> list[str]:
    return [refusal.code for refusal in refusals(call)]


def test_a_ground_outside_the_catalogue_or_the_rules_is_refused_and_so_is_who_is_no_official_member(world: Any) -> None:
    found = refusals(
        lambda: open_(world, "strike_off_stated", on=FIRST, ground="duty.no_progress_after_help", body="other")
    )
    assert [one.code for one in found] == ["committee", "ground"] and "Quy định 24-QĐ/TW" in found[1].citation
    person = world.people["binh"]
    record_act(person, NewAct("expelled", date(2022, 1, 1), world.places["branch"]), actor=world.actor("console"))
    record_act(person, NewAct("readmitted", date(2025, 9, 1), world.places["branch"]), actor=world.actor("console"))
    assert codes(lambda: open_(world, "strike_off_stated", on=FIRST, ground=CARD, body="commune")) == ["not-official"]


def test_an_expulsion_that_no_body_of_the_committee_may_decide_does_not_reach_the_register(world: Any) -> None:
    person = world.people["binh"]
    record_act(person, NewAct("expelled", date(2022, 1, 1), world.places["branch"]), actor=world.actor("console"))
    record_act(person, NewAct("readmitted", date(2025, 9, 1), world.places["branch"]), actor=world.actor("console"))
    (refusal,) = refusals(lambda: open_(world, "expelled", "nam", on=FIRST, number="30-QĐ", body="province"))
    assert refusal.code == "not-competent" and refusal.citation == "Điều 35, khoản 2, Điều lệ Đảng"


def test_a_ground_that_the_dues_contradict_is_refused_and_one_they_bear_out_needs_no_second_officer(world: Any) -> None:
    people, branch = world.people, world.places["branch"]
    with clock.at(date(2025, 6, 30)):
        for month, state in ((1, "unpaid"), (2, "unpaid"), (3, "paid")):
            states = {people["branch"]: "paid", people["binh"]: state}
            record_dues(branch, date(2025, month, 1), states, actor=world.actor("console"))
    (refusal,) = refusals(lambda: open_(world, "strike_off_stated", on=FIRST, ground=UNPAID, body="commune"))
    assert refusal.code == "ground-no" and "sổ ghi khác" in refusal.message
    with clock.at(date(2025, 7, 31)):
        states = {people["branch"]: "paid", people["binh"]: "unpaid"}
        record_dues(branch, date(2025, 4, 1), states, actor=world.actor("console"))
    case = open_(world, "strike_off_stated", on=FIRST, ground=UNPAID, body="commune")
    assert Matter.objects.get(case=case).proved is True
    step(world, case, "strike_off_told", on=FIRST, number="01-TB")


def test_the_member_is_told_before_any_vote_and_an_unproved_ground_needs_two_officers_first(world: Any) -> None:
    case = open_(world, "strike_off_stated", on=FIRST, ground=CARD, body="commune")
    vote = {"on": FIRST, "number": "02-NQ", "count": Count(2, 2, 2, 2)}
    assert codes(lambda: step(world, case, "strike_off_voted", **vote)) == ["not-awaited"]
    assert codes(lambda: step(world, case, "strike_off_told", on=FIRST)) == ["number", "unknown"]
    stand_behind(world, case, "strike_off_told", "chi", "nam")
    step(world, case, "strike_off_told", on=FIRST, number="01-TB")
    many = {"on": FIRST, "number": "02-NQ", "count": Count(3, 3, 3, 3)}
    assert codes(lambda: step(world, case, "strike_off_voted", **many)) == ["count-voters"]
    assert codes(lambda: step(world, case, "strike_off_voted", on=FIRST, number="02-NQ")) == ["count-missing"]


def test_the_threshold_of_the_vote_was_seen_nowhere_so_the_committee_stands_behind_its_decision(world: Any) -> None:
    case = open_(world, "strike_off_stated", on=FIRST, ground=CARD, body="commune")
    stand_behind(world, case, "strike_off_told", "chi", "nam")
    step(world, case, "strike_off_told", on=FIRST, number="01-TB")
    step(world, case, "strike_off_voted", on=FIRST, number="02-NQ", count=Count(2, 2, 2, 1))
    (refusal,) = refusals(lambda: step(world, case, "strike_off_decided", "nam", on=SECOND, number="03-QĐ"))
    assert refusal.code == "unknown" and "Tỷ lệ phiếu chi bộ đề nghị xóa tên đảng viên chính thức" in refusal.message


def test_a_decision_handed_over_says_what_became_of_the_card_and_an_appeal_goes_to_a_level_above(
    world: Any, struck_off: Callable[..., Case]
) -> None:
    case = struck_off(FIRST, SECOND)
    assert codes(lambda: step(world, case, "delivered", on=SECOND)) == ["card"]
    step(world, case, "delivered", on=SECOND, card="missing")
    assert codes(lambda: step(world, case, "appealed", "nam", on=TODAY, body="other")) == ["reviewer"]
    step(world, case, "appealed", "nam", on=TODAY, body="commune")
    assert codes(lambda: step(world, case, "appeal_answered", "nam", on=TODAY, number="4")) == ["answer"]


@pytest.mark.usefixtures("late")
def test_all_conditions_of_readmission_are_told_at_once(world: Any, struck_off: Callable[..., Case]) -> None:
    with clock.at(TODAY):
        gone = struck_off(FIRST, SECOND)
    Matter.objects.filter(case=gone).update(ground="duty.absent_three_months")
    case = open_(world, "readmission_asked", on=date(2026, 9, 1), body="commune")
    step(world, case, "readmission_considered", on=date(2026, 9, 5), number="17-NQ/CB")
    step(world, case, "readmission_consented", "nam", on=date(2026, 9, 20), number="99-CV/TU")
    found = refusals(lambda: step(world, case, "readmission_decided", "nam", on=date(2026, 10, 1)))
    assert [one.code for one in found] == ["number", "readmission-wait", "readmission-barred", "readmission-reviewed"]
    assert "36 tháng" in found[1].message and "10/02/2029" in found[1].message
    assert all("Quy định 208-QĐ/TW" in one.citation for one in found[1:])
    assert "mất đoàn kết" in found[3].message


@pytest.mark.usefixtures("late")
def test_who_resigned_or_comes_back_a_second_time_is_not_refused_by_the_machine_but_needs_two_officers(
    world: Any,
) -> None:
    person, branch = world.people["binh"], world.places["branch"]
    for kind, day in (("left", date(2018, 1, 1)), ("readmitted", date(2021, 2, 1)), ("left", date(2022, 3, 1))):
        record_act(person, NewAct(kind, day, branch), actor=world.actor("console"))
    case = open_(world, "readmission_asked", on=date(2026, 9, 1), body="commune")
    step(world, case, "readmission_considered", on=date(2026, 9, 5), number="17-NQ/CB")
    step(world, case, "readmission_consented", "nam", on=date(2026, 9, 20), number="99-CV/TU")
    decision = {"on": date(2026, 10, 1), "number": "61-QĐ", "reviewed": True}
    (refusal,) = refusals(lambda: step(world, case, "readmission_decided", "nam", **decision))
    assert refusal.code == "unknown" and "xin ra khỏi Đảng" in refusal.message and "một lần" in refusal.message
    stand_behind(world, case, "readmission_decided", "nam", "an")
    step(world, case, "readmission_decided", "nam", **decision)


def test_before_the_rules_of_readmission_were_seen_every_condition_is_unknown_and_none_refuses(world: Any) -> None:
    record_act(
        world.people["binh"], NewAct("expelled", date(2026, 1, 5), world.places["branch"]), actor=world.actor("console")
    )
    case = open_(world, "readmission_asked", on=FIRST, body="commune")
    step(world, case, "readmission_considered", on=FIRST, number="17-NQ/CB")
    assert codes(lambda: step(world, case, "readmission_decided", "nam", on=SECOND, number="61-QĐ")) == ["unknown"]


def test_days_that_cannot_be_a_second_case_and_a_step_that_begins_nothing_are_refused(world: Any) -> None:
    assert codes(lambda: open_(world, "leave_asked", on=date(2026, 3, 4), body="commune")) == ["ahead"]
    late = {"on": FIRST, "number": "5" * 61, "dated": SECOND}
    assert codes(lambda: open_(world, "exemption_ended", **late)) == ["dated-late", "number-long"]
    case = open_(world, "exemption_asked", on=FIRST)
    assert codes(lambda: open_(world, "exemption_asked", on=SECOND)) == ["open-before"]
    assert codes(lambda: open_(world, "delivered", on=FIRST)) == ["first-step"]
    assert codes(lambda: step(world, case, "exemption_asked", on=SECOND)) == ["no-step"]
    assert codes(lambda: step(world, case, "exemption_decided", on=date(2026, 2, 1), number="7")) == ["before-last"]
    assert codes(lambda: open_(world, "readmission_asked", on=FIRST, body="commune")) == ["not-left"]
    open_(world, "suspended", "nam", on=FIRST, number="05-QĐ", body="commune")
    again = {"on": SECOND, "number": "06-QĐ", "body": "commune"}
    assert codes(lambda: open_(world, "suspension_ended", "nam", **again)) == ["open-before"]


def test_the_register_has_the_last_word(world: Any) -> None:
    assert codes(lambda: open_(world, "exemption_ended", on=TODAY, number="7")) == ["already"]
    record_death(world.people["binh"], FIRST, actor=world.actor("chi"))
    assert codes(lambda: record_death(world.people["binh"], SECOND, actor=world.actor("chi"))) == ["not-member"]
    assert codes(lambda: record_death(world.people["binh"], date(2026, 3, 4), actor=world.actor("chi"))) == ["ahead"]
    assert codes(lambda: open_(world, "exemption_asked", on=SECOND)) == ["not-member"]


def test_of_somebody_out_of_reach_nothing_is_told_but_that(world: Any) -> None:
    elsewhere = world.people["other_branch"]
    found = refusals(lambda: open_matter("exemption_asked", elsewhere, Given(FIRST), actor=world.actor("chi")))
    assert [one.code for one in found] == ["access.out_of_scope"]

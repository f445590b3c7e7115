"""Each change of standing from its first step to its last, and what the register says after."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.casework.models import Case, Deadline, Paper
from liemchinh.casework.queries import awaited_of
from liemchinh.casework.waiting import waiting
from liemchinh.journal.models import Entry
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.services import cancel_act, record_act, record_change
from liemchinh.standing.checks import limit_by_law
from liemchinh.standing.matter import subject_of
from liemchinh.standing.models import Matter
from liemchinh.standing.queries import DECIDED, WAITING, listed
from liemchinh.standing.services import record_death
from liemchinh.standing.tests.conftest import ALL, CARD, differences, last_spell, open_, stand_behind, step
from liemchinh.standing.undoing import cancel_step
from regulations.answers import Refused

StruckOff = Callable[..., Case]
FIRST, SECOND, TODAY = date(2026, 2, 2), date(2026, 2, 10), date(2026, 3, 3)
LATE = pytest.mark.usefixtures("late")


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_an_application_for_exemption_waits_for_the_branch_and_its_decision_is_in_the_register(world: Any) -> None:
    case = open_(world, "exemption_asked", on=FIRST)
    assert [line.title for line in waiting(world.actor("chi"), TODAY) if line.kind.startswith("standing")] == [
        "Chi bộ xét, quyết định miễn công tác, sinh hoạt: Trần Văn Bình"
    ]
    step(world, case, "exemption_decided", on=date(2026, 3, 1), number="07-NQ/CB", dated=SECOND)
    spell, paper = last_spell(world), Paper.objects.get(case=case, kind="branch_resolution")
    assert (spell.exempt, spell.starts_on, spell.starts_kind) == (True, date(2026, 3, 1), "exempt")
    assert (paper.number, paper.dated, paper.issuer_id) == ("07-NQ/CB", SECOND, world.places["branch"])
    open_(world, "exemption_ended", on=TODAY, number="09-NQ/CB")
    assert last_spell(world).exempt is False and differences() == []


def test_an_application_can_be_taken_back_or_declined_and_is_on_no_screen_then(world: Any) -> None:
    step(world, open_(world, "exemption_asked", on=FIRST), "withdrawn", on=SECOND)
    step(world, open_(world, "exemption_asked", on=FIRST), "exemption_declined", on=SECOND, number="08-NQ/CB")
    assert [*listed(world.actor("chi"), WAITING), *listed(world.actor("chi"), DECIDED)] == []
    assert last_spell(world).exempt is False and Matter.objects.count() == 2


@LATE
def test_a_suspension_tells_the_day_it_lapses_and_why_and_is_over_on_that_day_not_before(world: Any) -> None:
    case = open_(world, "suspended", "nam", on=date(2026, 8, 20), number="05-QĐ", body="commune")
    (wait,) = [row for row in awaited_of(case) if row.step == "suspension_lapsed"]
    assert (wait.due_on, last_spell(world).suspended) == (date(2026, 11, 18), True)
    assert "90 ngày" in wait.why and "Quy định 21-QĐ/TW" in wait.why
    assert [line.due_on for line in waiting(world.actor("chi"), TODAY) if "Trần Văn Bình" in line.title] == [
        wait.due_on
    ]
    with pytest.raises(Refused) as refused:
        step(world, case, "suspension_lapsed", on=date(2026, 11, 17))
    assert codes(refused) == ["not-over"]
    assert "Quy định 21-QĐ/TW" in refused.value.refusals[0].citation
    step(world, case, "suspension_lapsed", on=date(2026, 11, 18))
    assert (last_spell(world).suspended, last_spell(world).starts_on) == (False, date(2026, 11, 18))
    assert differences() == []


@LATE
def test_a_suspension_is_extended_once_and_no_longer_than_the_rules_say(world: Any) -> None:
    case = open_(world, "suspended", "nam", on=date(2026, 8, 1), number="05-QĐ", body="commune")
    with pytest.raises(Refused) as refused:
        step(world, case, "suspension_extended", "nam", on=date(2026, 10, 20), number="", until=date(2026, 11, 30))
    assert codes(refused) == ["number", "extension"]
    step(world, case, "suspension_extended", "nam", on=date(2026, 10, 20), number="06-QĐ", until=date(2026, 11, 29))
    (wait,) = [row for row in awaited_of(case) if row.due_on]
    assert (wait.step, wait.due_on) == ("extension_lapsed", date(2026, 11, 29))
    with pytest.raises(Refused) as again:
        step(world, case, "suspension_extended", "nam", on=date(2026, 11, 1), number="07-QĐ", until=date(2026, 11, 29))
    assert codes(again) == ["extension"]
    step(world, case, "suspension_lifted", "nam", on=date(2026, 11, 2), number="08-QĐ")
    assert not last_spell(world).suspended and differences() == []


def test_where_no_text_on_extensions_was_seen_two_officers_stand_behind_one(world: Any) -> None:
    case = open_(world, "suspended", "nam", on=date(2025, 11, 1), number="05-QĐ", body="commune")
    extended = {"on": date(2026, 1, 20), "number": "06-QĐ", "until": date(2026, 2, 20)}
    with pytest.raises(Refused) as refused:
        step(world, case, "suspension_extended", "nam", **extended)
    assert codes(refused) == ["unknown"]
    stand_behind(world, case, "suspension_extended", "nam", "an")
    step(world, case, "suspension_extended", "nam", **extended)
    step(world, case, "extension_lapsed", on=date(2026, 2, 20))
    assert not last_spell(world).suspended


def test_during_proceedings_no_day_is_computed_and_a_decision_ends_it(world: Any) -> None:
    case = open_(world, "suspended_by_law", "nam", on=FIRST, number="05-QĐ", body="district")
    assert [(row.step, row.due_on, row.is_unknown) for row in awaited_of(case)] == [("law_limit_over", None, False)]
    assert "theo thời hạn pháp luật quy định" in limit_by_law(subject_of(case, TODAY))
    step(world, case, "law_limit_over", "nam", on=TODAY, number="09-QĐ")
    assert not last_spell(world).suspended and Case.objects.get(pk=case.pk).closed_by is not None


def test_a_suspension_from_before_is_lifted_by_a_decision_of_its_own(world: Any) -> None:
    record_act(world.people["binh"], NewAct("suspended", FIRST, world.places["branch"]), actor=world.actor("console"))
    open_(world, "suspension_ended", "nam", on=TODAY, number="05-QĐ", body="commune")
    assert not last_spell(world).suspended and differences() == []


def test_leave_is_considered_by_the_branch_and_granted_by_the_committee_on_a_ground_of_two(world: Any) -> None:
    case = open_(world, "leave_asked", on=FIRST, body="commune")
    step(world, case, "leave_considered", on=SECOND, number="07-NQ/CB")
    with pytest.raises(Refused) as refused:
        step(world, case, "leave_decided", "nam", on=TODAY, number="11-QĐ")
    assert codes(refused) == ["unknown"]
    stand_behind(world, case, "leave_decided", "nam", "an")
    step(world, case, "leave_decided", "nam", on=TODAY, number="11-QĐ")
    assert (last_spell(world).ends_kind, last_spell(world).ends_on) == ("left", TODAY)
    assert [row.step for row in awaited_of(case)] == ["delivered"]
    step(world, case, "delivered", on=TODAY, card="recovered")
    assert (Matter.objects.get(case=case).card, Case.objects.get(pk=case.pk).closed_by is None) == ("recovered", False)
    assert differences() == []


def test_leave_can_be_declined_and_a_strike_off_declined_or_dropped_without_a_trace_in_the_register(world: Any) -> None:
    leave = open_(world, "leave_asked", on=FIRST, body="commune")
    step(world, leave, "leave_considered", on=FIRST, number="07-NQ/CB")
    step(world, leave, "leave_declined", "nam", on=SECOND, number="12-TB")
    first = open_(world, "strike_off_stated", on=FIRST, ground=CARD, body="commune")
    stand_behind(world, first, "strike_off_told", "chi", "nam")
    step(world, first, "strike_off_told", on=FIRST, number="01-TB")
    step(world, first, "strike_off_voted", on=FIRST, number="02-NQ", count=ALL)
    step(world, first, "strike_off_declined", "nam", on=SECOND, number="13-TB")
    step(
        world, open_(world, "strike_off_stated", on=FIRST, ground=CARD, body="commune"), "strike_off_dropped", on=TODAY
    )
    assert list(listed(world.actor("nam"), DECIDED)) == [] and last_spell(world).ends_on is None


@LATE
def test_a_strike_off_opens_a_window_of_appeal_with_its_calculation(world: Any, struck_off: StruckOff) -> None:
    case = struck_off(date(2026, 9, 1), date(2026, 10, 1))
    assert (last_spell(world).ends_kind, last_spell(world).ends_on) == ("struck_off", date(2026, 10, 1))
    step(world, case, "delivered", on=date(2026, 10, 5), card="missing")
    (window,) = awaited_of(case)
    assert (window.step, window.due_on) == ("appealed", date(2026, 11, 16))
    assert "30 ngày làm việc" in window.why and "Quy định 208-QĐ/TW" in window.why
    assert Matter.objects.get(case=case).card == "missing"


def test_before_the_rule_was_seen_the_window_is_unknown_and_an_appeal_is_received_all_the_same(
    world: Any, struck_off: StruckOff
) -> None:
    case = struck_off(date(2024, 2, 2), date(2024, 2, 10))
    step(world, case, "delivered", on=date(2024, 2, 12), card="recovered")
    (window,) = awaited_of(case)
    assert (window.due_on, window.is_unknown) == (None, True)
    step(world, case, "appealed", "nam", on=TODAY, body="district")
    assert [row.title for row in waiting(world.actor("an"), TODAY) if "Trần Văn Bình" in row.title] == [
        "Cấp nhận đơn giải quyết khiếu nại: Trần Văn Bình"
    ]
    with pytest.raises(Refused) as refused:
        step(world, case, "appeal_answered", "nam", on=TODAY, number="21-QĐ", outcome="upheld")
    assert codes(refused) == ["access.out_of_scope"]
    step(world, case, "appeal_answered", "an", on=TODAY, number="21-QĐ", outcome="upheld")
    step(world, case, "appealed_again", "nam", on=TODAY, body="province")
    step(world, case, "appeal_answered", "an", on=TODAY, number="33-QĐ", outcome="annulled")
    spell = last_spell(world)
    assert (spell.starts_kind, spell.ends_on, Case.objects.get(pk=case.pk).closed_by is None) == (
        "restored",
        None,
        False,
    )
    assert Matter.objects.get(case=case).outcome == "annulled" and differences() == []


def test_an_expulsion_and_a_restoration_are_recorded_from_a_decision_alone(world: Any) -> None:
    with pytest.raises(Refused) as refused:
        open_(world, "expelled", "nam", on=FIRST, number=" ", body="other")
    assert codes(refused) == ["number", "committee"]
    case = open_(world, "expelled", "nam", on=SECOND, number="30-QĐ", dated=FIRST, body="province")
    assert (last_spell(world).ends_kind, last_spell(world).ends_on) == ("expelled", SECOND)
    assert Paper.objects.get(case=case).issuer_id == world.places["province"]
    open_(world, "restored", "nam", on=TODAY, number="44-QĐ", body="province")
    assert last_spell(world).ends_on is None and differences() == []
    assert Case.objects.get(pk=case.pk).closed_by is not None


@LATE
def test_readmission_after_thirty_six_months_with_consent_begins_a_new_probation(world: Any) -> None:
    record_act(
        world.people["binh"], NewAct("expelled", date(2023, 6, 1), world.places["branch"]), actor=world.actor("console")
    )
    case = open_(world, "readmission_asked", on=date(2026, 9, 1), body="commune")
    step(world, case, "readmission_considered", on=date(2026, 9, 5), number="17-NQ/CB")
    assert [row.step for row in awaited_of(case)] == ["readmission_consented"]
    step(world, case, "readmission_consented", "nam", on=date(2026, 9, 20), number="99-CV/TU")
    step(world, case, "readmission_decided", "nam", on=date(2026, 10, 1), number="61-QĐ", reviewed=True)
    (wait,) = awaited_of(case)
    assert (wait.step, wait.due_on) == ("readmitted", date(2026, 11, 12))
    step(world, case, "readmitted", on=date(2026, 10, 20))
    spell = last_spell(world)
    assert (spell.official, spell.starts_kind, spell.starts_on) == (False, "readmitted", date(2026, 10, 20))
    assert differences() == []


def test_a_readmission_can_be_declined(world: Any) -> None:
    record_act(
        world.people["binh"], NewAct("expelled", date(2020, 6, 1), world.places["branch"]), actor=world.actor("console")
    )
    case = open_(world, "readmission_asked", on=FIRST, body="commune")
    step(world, case, "readmission_considered", on=FIRST, number="17-NQ/CB")
    assert {row.step for row in awaited_of(case)} == {"readmission_decided"}
    step(world, case, "readmission_declined", "nam", on=SECOND, number="62-TB")
    assert last_spell(world).ends_kind == "expelled"


def test_a_death_ends_what_is_open_about_the_person(world: Any) -> None:
    case = open_(world, "leave_asked", on=FIRST, body="commune")
    died = record_death(world.people["binh"], SECOND, actor=world.actor("chi"))
    assert Case.objects.get(pk=case.pk).closed_by == died and not Deadline.objects.filter(case=case, cancelled_by=None)
    assert list(listed(world.actor("chi"), DECIDED)) == []
    cancel_act(died, reason="wrong_person", actor=world.actor("nam"))
    assert Case.objects.get(pk=case.pk).closed_by is None and differences() == []


def test_a_case_goes_where_its_member_goes(world: Any) -> None:
    case, here, there = open_(world, "exemption_asked", on=FIRST), world.places["branch"], world.places["sibling"]
    moves = [NewAct("transferred_out", SECOND, here), NewAct("transferred_in", SECOND, there)]
    record_change(Change(world.people["binh"], acts=moves), actor=world.actor("nam"))
    with pytest.raises(Refused) as refused:
        step(world, case, "exemption_decided", "chi", on=TODAY, number="07-NQ/CB")
    assert codes(refused) == ["access.out_of_scope"]
    step(world, case, "exemption_decided", "nam", on=TODAY, number="07-NQ/CB")
    assert (last_spell(world).organisation_id, last_spell(world).exempt) == (there, True)


def test_the_last_step_is_cancelled_with_its_act_and_what_waited_waits_again(world: Any, struck_off: StruckOff) -> None:
    case, chi, nam = struck_off(FIRST, SECOND), world.actor("chi"), world.actor("nam")
    step(world, case, "delivered", on=SECOND, card="recovered")
    cancel_step(case, "wrong_day", actor=chi)
    assert Matter.objects.get(case=case).card == "" and [row.step for row in awaited_of(case)] == ["delivered"]
    cancel_step(case, "annulled", actor=nam)
    assert last_spell(world).ends_on is None and "strike_off_decided" in [row.step for row in awaited_of(case)]
    assert differences() == []


def test_a_case_entered_wrongly_goes_whole_with_its_act(world: Any) -> None:
    case = open_(world, "expelled", "nam", on=SECOND, number="30-QĐ", body="province")
    with pytest.raises(Refused) as refused:
        cancel_step(case, "bored", actor=world.actor("nam"))
    assert codes(refused) == ["reason"]
    cancel_step(case, "wrong_person", actor=world.actor("nam"))
    assert last_spell(world).ends_on is None and list(listed(world.actor("nam"), WAITING)) == []
    with pytest.raises(Refused):
        cancel_step(Case.objects.get(pk=case.pk), "wrong_person", actor=world.actor("nam"))
    assert Entry.objects.filter(kind="standing.expelled").count() == 1 and differences() == []


def test_what_the_register_takes_back_by_hand_ends_the_case(world: Any, struck_off: StruckOff) -> None:
    case = struck_off(FIRST, SECOND)
    act = Entry.objects.get(kind="members.struck_off").sequence
    cancel_act(act, reason="annulled", actor=world.actor("nam"))
    assert Case.objects.get(pk=case.pk).closed_by is not None and differences() == []

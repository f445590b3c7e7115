"""Before a step the rules are asked: no is not done, unknown needs two; what was done on paper stands with what spoke against it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from liemchinh.casework.history import objections_of
from liemchinh.casework.models import Case, Step
from liemchinh.casework.steps import Who
from liemchinh.inspections import asking, case_recount
from liemchinh.inspections.case_queries import grounds_shown, rest_of
from liemchinh.inspections.models import Result
from liemchinh.inspections.opening import Start, open_planned
from liemchinh.inspections.stating import state_for_step, vouch_for_step
from liemchinh.inspections.taking import Given, Outcome, record_step
from liemchinh.inspections.team import join_team
from liemchinh.inspections.undoing import cancel_step
from liemchinh.journal import clock
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.permissions_of_cases_of_inspection import GROUND, SUBJECT, let_in, on_signs, planned, taken, verified
from tests.permissions_of_inspections import adopted
from tests.world import World

pytestmark = pytest.mark.django_db
ON, LATER = date(2026, 2, 2), date(2026, 5, 4)


@contextmanager
def refused(*codes: str) -> Iterator[None]:
    """What is done inside is refused for exactly these reasons."""
    with pytest.raises(Refused) as caught:
        yield
    assert sorted(one.code for one in caught.value.refusals) == sorted(codes)


def answers(case: Case, on: date) -> dict[str, str]:
    """What the rules answer before the announcement."""
    return {one.code: one.answer.verdict for one in asking.asked(case, "announced", on)}


def test_a_branch_is_asked_about_period_and_team_and_everybody_about_the_duties(world: World) -> None:
    branch, district = planned(world, "branch"), planned(world, "district")
    assert answers(branch, ON) == {"duties": "yes", "lookback": "yes", "team-size": "yes"}
    assert answers(district, ON) == {"duties": "yes"} and asking.asked(district, "reported", ON) == []
    assert answers(branch, LATER) == {"duties": "unknown", "lookback": "yes", "team-size": "unknown"}


@pytest.fixture
def later() -> Iterator[date]:
    """A day of the text that nobody has compared yet."""
    with clock.at(LATER):
        yield LATER


def test_what_is_unknown_is_done_once_two_officers_stand_behind_it(world: World, later: date) -> None:
    case, khoa = on_signs(world), world.actor("khoa")
    thu = let_in(world, case)
    for code, choice in (("decided", typed("11-QĐ")), ("prepared", typed(""))):
        record_step(case, code, Given(later, choice), actor=khoa)
    with refused("unknown-duties"):
        record_step(case, "announced", Given(later), actor=khoa)
    with refused("ground-step"):
        state_for_step(case, GROUND.__class__("reported", "Điều 6", "21-QĐ/TW"), actor=khoa)
    state_for_step(case, GROUND, actor=khoa)
    [shown] = grounds_shown(case, later, khoa)
    assert shown.mine and shown.ground is not None and shown.ground.vouched_by is None
    with refused("ground-by-two"):
        vouch_for_step(case, "announced", actor=khoa)
    with refused("unknown-duties"):
        record_step(case, "announced", Given(later), actor=khoa)
    vouch_for_step(case, "announced", actor=thu)
    record_step(case, "announced", Given(later), actor=khoa)
    assert Step.objects.filter(case=case, code="announced", is_history=False).count() == 1


def test_a_branch_does_not_look_back_further_than_a_verified_value_lets_it(world: World) -> None:
    verified(world)
    programme, on = adopted(world, "branch"), date(2026, 2, 2)
    late = date(2026, 3, 31)
    who = [Who(SUBJECT, None, world.people["binh"])]
    with clock.at(late):
        assert open_planned(programme.pk, 1, who, Start(on), actor=world.actor("chi")).kind == "branch_inspection"
    with clock.at(date(2026, 4, 9)):
        world_line = adopted(world, "branch").items.get()
        world_line.first = date(2024, 8, 1)
        world_line.save()
        with refused("lookback"):
            open_planned(programme.pk, 1, who, Start(on), actor=world.actor("chi"))


def test_the_team_of_a_branch_is_no_larger_than_a_verified_value_lets_it_be(world: World) -> None:
    case, chi = planned(world, "branch"), world.actor("chi")
    assert asking.asked(case, "announced", ON)[2].answer.value == 5
    join_team(case, world.people["branch"], leads=True, actor=chi)
    assert answers(case, ON)["team-size"] == "yes"


def test_a_conclusion_on_paper_about_somebody_unheard_stands_in_red_and_has_no_effect(world: World) -> None:
    case, khoa = on_signs(world), world.actor("khoa")
    taken(case, khoa, "decided", "prepared", "announced", "reported")
    results = [Outcome(Who(SUBJECT, None, world.people["binh"]), "violation", "below")]
    with refused("hearing.draft", "not-awaited"):
        record_step(case, "concluded", Given(ON, outcomes=results), actor=khoa)
    assert "concluded" in [offer.code for offer in rest_of(case)]
    record_step(case, "concluded", Given(ON, outcomes=results, history=True), actor=khoa)
    step = Step.objects.get(case=case, code="concluded", cancelled_by=None)
    assert (step.is_history, step.withheld) == (True, True) and not Result.objects.exists()
    told = [(one.words, one.breach) for one in objections_of([step])[step.recorded_by]]
    assert told == [("Người có liên quan chưa được trình bày ý kiến", True), ("Làm khi chưa đến bước này", False)]
    assert list(case_recount.differences()) == []
    cancel_step(case, "wrong_day", actor=khoa)
    assert list(case_recount.differences()) == []


def test_a_step_out_of_its_turn_on_paper_that_heard_everybody_has_its_effect(world: World) -> None:
    case, khoa = on_signs(world), world.actor("khoa")
    taken(case, khoa, "decided", "prepared", "announced", "reported", "exchanged")
    results = [Outcome(Who(SUBJECT, None, world.people["binh"]), "good")]
    record_step(case, "concluded", Given(ON, outcomes=results, history=True), actor=khoa)
    step = Step.objects.get(case=case, code="concluded", cancelled_by=None)
    assert (step.is_history, step.withheld, Result.objects.count()) == (True, False, 1)
    assert list(case_recount.differences()) == []


def test_what_is_missing_or_not_there_is_refused_of_history_too(world: World) -> None:
    case, khoa = on_signs(world), world.actor("khoa")
    with refused("number"):
        record_step(case, "notified", Given(ON, history=True), actor=khoa)
    with refused("no-step"):
        record_step(case, "punished", Given(ON, history=True), actor=khoa)
    with refused("each"):
        record_step(case, "concluded", Given(ON, history=True), actor=khoa)

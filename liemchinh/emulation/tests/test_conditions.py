"""Each condition by itself: yes, no, unknown; what nobody recorded is never held against a branch."""

from datetime import date

import pytest

from liemchinh.emulation.records import months_over
from liemchinh.emulation.words import CONDITIONS, EXCESS, MODELS, OPENS
from liemchinh.reviews.periods import of_year
from liemchinh.rulebook.rows import shipped
from regulations.answers import Answer
from regulations.rules import emulation as rules
from regulations.rules.emulation import Sanctioned

OWN, OTHERS, UNTOLD = Sanctioned(True, True), Sanctioned(False, True), Sanctioned(True, None)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (rules.not_sanctioned([]), "yes"),
        (rules.not_sanctioned([OWN, OWN]), "yes"),
        (rules.not_sanctioned([OWN, OTHERS]), "no"),
        (rules.not_sanctioned([Sanctioned(True, False)]), "no"),
        (rules.not_sanctioned([OWN, UNTOLD]), "unknown"),
        (rules.not_sanctioned([UNTOLD, OTHERS]), "no"),
        (rules.programme_done(None, 0, over=True), "unknown"),
        (rules.programme_done(4, 4, over=False), "yes"),
        (rules.programme_done(4, 3, over=False), "unknown"),
        (rules.programme_done(4, 3, over=True), "no"),
        (rules.met_every_month(12, 12), "yes"),
        (rules.met_every_month(12, 11), "unknown"),
        (rules.met_every_month(0, 0), "unknown"),
        (rules.dues_paid(12, 12, 0), "yes"),
        (rules.dues_paid(12, 11, 0), "unknown"),
        (rules.dues_paid(12, 11, 1), "no"),
        (rules.graded(""), "unknown"),
        (rules.graded("excellent"), "yes"),
        (rules.graded("good"), "yes"),
        (rules.graded("completed"), "no"),
    ],
)
def test_a_condition_answers(answer: Answer, verdict: str) -> None:
    assert answer.verdict == verdict and answer.reason


def test_the_lists_of_this_room_are_those_of_the_rules() -> None:
    parameters = shipped().rulebook.parameters
    assert dict(parameters[rules.MODELS].options) == {code: str(words) for code, words in MODELS.items()}
    for model in MODELS:
        options = parameters[rules.CONDITIONS.format(model)].options
        assert dict(options) == {code: str(CONDITIONS[code]) for code in CONDITIONS if code in options}
    assert OPENS.keys() == CONDITIONS.keys() and "other" not in EXCESS


def test_months_of_a_running_year_count_once_they_are_over() -> None:
    year = of_year(2026)
    assert months_over(year, date(2026, 3, 31)) == [date(2026, 1, 1), date(2026, 2, 1)]
    assert len(months_over(year, date(2027, 1, 1))) == 12 and months_over(year, date(2026, 1, 31)) == []

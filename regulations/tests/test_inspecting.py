"""What a branch may when it inspects, and what is unknown: the day before, the day and the day after, by the texts of each."""

from datetime import date

import pytest

from regulations.charter import open_charter
from regulations.layering import PROVINCE, Local, against_verified, with_local
from regulations.rulebook import Rulebook
from regulations.rules.inspecting import duties_known, may_look_back, may_supervise_by_topic, may_team_be

ON = date(2026, 3, 3)


def _own(name: str, value: int) -> Rulebook:
    row = {
        "value": value, "valid_from": date(2025, 8, 26), "confidence": "HIGH", "checked_on": date(2026, 11, 28),
        "citation": {"document": "299-QĐ/TU"},
    }  # fmt: skip
    charter, problems = with_local(open_charter(), [Local(name, PROVINCE, row)])
    assert problems == []
    return charter.rulebook


@pytest.mark.parametrize(
    ("first", "verdict"), [(date(2024, 9, 2), "no"), (date(2024, 9, 3), "yes"), (date(2024, 9, 4), "yes")]
)
def test_a_branch_looks_back_eighteen_months_where_a_verified_value_says_so(first: date, verdict: str) -> None:
    assert may_look_back(_own("inspection.lookback.branch", 18), "branch", first, on=ON).verdict == verdict


@pytest.mark.parametrize(("people", "verdict"), [(4, "yes"), (5, "yes"), (6, "no")])
def test_a_team_of_a_branch_is_five_at_most_where_a_verified_value_says_so(people: int, verdict: str) -> None:
    assert may_team_be(_own("inspection.team_size_most.branch", 5), people, on=ON).verdict == verdict


def test_what_one_province_gave_itself_keeps_no_other_from_stating_its_own() -> None:
    rule = open_charter().rulebook.parameters["inspection.lookback.branch"]
    own = _own("inspection.lookback.branch", 12).parameters["inspection.lookback.branch"].values[-1]
    assert own.value == 12 and against_verified(rule, own) == []


def test_without_one_both_are_unknown_and_name_no_bound() -> None:
    book = open_charter().rulebook
    told = (may_look_back(book, "grassroots_branch", date(2020, 1, 1), on=ON), may_team_be(book, 9, on=ON))
    assert [(answer.verdict, answer.value) for answer in told] == [("unknown", None)] * 2


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2025, 6, 9), "unknown"),
        (date(2025, 6, 10), "yes"),
        (date(2026, 4, 10), "yes"),
        (date(2026, 4, 11), "unknown"),
    ],
)
def test_a_branch_with_more_than_thirty_members_supervises_by_topic(on: date, verdict: str) -> None:
    book = open_charter().rulebook
    assert may_supervise_by_topic(book, 31, on=on).verdict == verdict
    assert may_supervise_by_topic(book, 30, on=on).verdict == "unknown"


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2025, 2, 2), "unknown"),
        (date(2025, 2, 3), "yes"),
        (date(2026, 4, 10), "yes"),
        (date(2026, 4, 11), "unknown"),
    ],
)
def test_what_whoever_is_inspected_owes_is_known_by_the_text_of_the_day(on: date, verdict: str) -> None:
    assert duties_known(open_charter().rulebook, on=on).verdict == verdict

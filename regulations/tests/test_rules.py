"""Rules of membership, votes in exact fractions, and the overview the command prints."""

import json
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.charter import SHIPPED, open_charter
from regulations.overview import check, list_parameters, show
from regulations.rulebook import Deadline, UnknownParameter
from regulations.rules.membership import (
    Standing,
    certificate_valid,
    official_not_exempt,
    old_enough,
    over_sixty_decider,
    together_long_enough,
    transfer_deadline,
    vote,
)
from regulations.rules.thresholds import meets, needed
from regulations.schema import Comparator, Threshold

BOOK = open_charter().rulebook
TODAY = date(2026, 11, 20)
SHARES = st.fractions(min_value=Fraction(1, 20), max_value=Fraction(19, 20), max_denominator=20)


@pytest.mark.parametrize(
    "votes, of, reached", [(6, 9, True), (6, 10, False), (7, 10, True), (66, 100, False), (67, 100, True)]
)
def test_two_thirds_is_exact(votes: int, of: int, reached: bool) -> None:
    assert meets(Threshold(Fraction(2, 3), ">=", "official_members"), votes, of) is reached


def test_more_than_half_is_not_reached_by_half() -> None:
    assert [meets(Threshold(Fraction(1, 2), ">", "official_members"), votes, 10) for votes in (5, 6)] == [False, True]


@given(share=SHARES, of=st.integers(1, 400), comparator=st.sampled_from([">=", ">"]))
def test_the_fewest_votes_needed_are_the_first_that_meet(share: Fraction, of: int, comparator: Comparator) -> None:
    threshold = Threshold(share, comparator, "official_members")
    least = needed(threshold, of)
    assert meets(threshold, least, of) and (least == 0 or not meets(threshold, least - 1, of))


@pytest.mark.parametrize("votes, of", [(11, 10), (-1, 10), (0, 0)])
def test_a_count_that_cannot_be_is_refused(votes: int, of: int) -> None:
    with pytest.raises(ValueError):
        vote(BOOK, "admission.vote.cell", votes, of, on=TODAY)


def test_a_vote_says_how_many_were_needed() -> None:
    answer = vote(BOOK, "admission.vote.cell", 7, 12, on=TODAY)
    assert (answer.verdict, answer.value, answer.unit) == ("no", 8, "count")
    assert "Được 7 trên 12 phiếu, cần ít nhất 8." in answer.reason


@given(
    born=st.dates(date(1950, 1, 1), date(2007, 12, 31)),
    on=st.dates(date(2016, 7, 25), date(2030, 12, 31)),
    width=st.integers(0, 400),
)
def test_knowing_a_birth_date_better_never_contradicts_an_answer(born: date, on: date, width: int) -> None:
    later = date.fromordinal(born.toordinal() + width)
    vague = old_enough(BOOK, born, later, on=on).verdict
    if vague != "unknown":
        assert {old_enough(BOOK, day, day, on=on).verdict for day in (born, later)} <= {vague, "unknown"}


def test_a_deadline_explains_itself() -> None:
    answer = transfer_deadline(BOOK, open_charter().calendar, date(2026, 7, 27), on=date(2026, 7, 27))
    assert isinstance(answer.value, Deadline)
    assert (answer.value.rule, answer.value.length, answer.value.unit, answer.value.due) == (
        "transfer.official.complete_within",
        30,
        "wd",
        date(2026, 9, 9),
    )
    assert [off.day for off in answer.value.skipped] == [date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)]
    assert "30 ngày làm việc kể từ ngày sau 27/07/2026 là 09/09/2026; không tính" in answer.reason


def test_screening_votes_are_a_share_of_the_official_members_who_are_not_exempt() -> None:
    assert official_not_exempt([Standing(True), Standing(True, exempt=True, present=True), Standing(False)]) == 1


def test_the_overview_is_ready_for_json_and_shows_doubtful_values_only_in_the_list() -> None:
    listed = json.loads(json.dumps(list_parameters()))
    assert [row["name"] for row in listed] == sorted(BOOK.parameters)
    shown = json.loads(json.dumps(show("screening.not_completed_years", TODAY)))
    assert (shown["answer"]["verdict"], shown["answer"]["value"], shown["answer"]["confidence"]) == (
        "unknown",
        None,
        "LOW",
    )
    assert [row["value"] for row in shown["values"]] == ["2 năm", "2 năm", "1 năm"]
    with pytest.raises(UnknownParameter):
        show("screening.moods", TODAY)


def test_the_shipped_regulations_hold_together() -> None:
    assert check(TODAY) == []


def test_what_was_checked_more_than_a_year_ago_is_a_warning() -> None:
    assert check(date(2027, 11, 20)) == []
    late = check(date(2027, 11, 21))
    assert {problem.severity for problem in late} == {"warning"} and len(late) > 50


def test_a_year_without_calendar_is_a_warning() -> None:
    assert "chưa có lịch nghỉ của năm này" in str(check(date(2028, 1, 1))[-1])


def test_the_check_reports_a_charter_that_does_not_read_and_an_example_that_fails(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "vietnam_party"))
    cases = folder / "cases" / "transfer.toml"
    cases.write_text(cases.read_text(encoding="utf-8").replace("expect = 60", "expect = 61", 1), encoding="utf-8")
    assert [problem.severity for problem in check(TODAY, folder)] == ["error"]
    (folder / "kinds.toml").unlink()
    open_charter.cache_clear()
    assert "không có tệp này" in str(check(TODAY, folder)[0])


@pytest.mark.parametrize(
    "on, verdict", [(date(2026, 3, 1), "yes"), (date(2026, 3, 2), "yes"), (date(2026, 3, 3), "no")]
)
def test_a_certificate_is_valid_for_sixty_months_and_not_a_day_longer(on: date, verdict: str) -> None:
    answer = certificate_valid(BOOK, date(2021, 3, 2), on=on)
    assert (answer.verdict, answer.value) == (verdict, date(2026, 3, 2))
    assert certificate_valid(BOOK, date(2020, 3, 2), on=date(2021, 12, 31)).verdict == "unknown"


@pytest.mark.parametrize(
    "on, verdict", [(date(2026, 3, 1), "no"), (date(2026, 3, 2), "yes"), (date(2026, 3, 3), "yes")]
)
def test_a_sponsor_is_together_with_the_candidate_for_twelve_months(on: date, verdict: str) -> None:
    assert together_long_enough(BOOK, date(2025, 3, 2), on=on).verdict == verdict


@pytest.mark.parametrize(
    "on, verdict, value",
    [
        (date(2026, 5, 15), "yes", ""),
        (date(2026, 6, 14), "yes", ""),
        (date(2026, 6, 15), "yes", "centrally_attached_committee"),
        (date(2026, 7, 25), "yes", "centrally_attached_committee"),
        (date(2026, 7, 26), "unknown", None),
        (date(2026, 7, 27), "unknown", None),
    ],
)
def test_who_admits_somebody_over_sixty_is_unknown_since_two_texts_contradict(
    on: date, verdict: str, value: object
) -> None:
    born = date(1966, 5, 15)
    answer = over_sixty_decider(BOOK, born, born, on=on)
    assert (answer.verdict, answer.value) == (verdict, value)
    assert over_sixty_decider(BOOK, date(1966, 1, 1), date(1966, 12, 31), on=date(2026, 7, 1)).verdict == "unknown"

"""Years of membership worked out by hand, and what must hold of every one: no interruption makes anybody due earlier."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.charter import open_charter
from regulations.rules.party_age import Interruption, Reached, day_reached, years_reached

BOOK = open_charter().rulebook
ADMITTED = date(1994, 5, 19)
AWAY = Interruption(date(2000, 1, 1), date(2004, 1, 1))  # 1461 days
BACK_IN_RIGHT = Interruption(date(2000, 1, 1), date(2004, 1, 1), restored=True)
YEARS = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
days = st.dates(date(1930, 1, 1), date(2030, 12, 31))
interruptions = st.lists(
    st.tuples(days, st.integers(1, 8000), st.booleans()).map(
        lambda told: Interruption(told[0], told[0] + timedelta(days=told[1]), told[2])
    ),
    max_size=4,
)


def asked(on: date, *gaps: Interruption, admitted: tuple[date, date] = (ADMITTED, ADMITTED)) -> str:
    return years_reached(BOOK, admitted, gaps, 30, on=on).verdict


def test_thirty_years_are_full_on_the_day_itself_and_not_the_day_before() -> None:
    assert [asked(date(2024, 5, day)) for day in (18, 19, 20)] == ["no", "yes", "yes"]
    assert day_reached(date(1996, 2, 29), 30) == date(2026, 2, 28)


def test_the_time_after_leaving_is_left_out_day_by_day_under_the_text_that_says_so() -> None:
    assert day_reached(date(1992, 1, 1), 30, [AWAY]) == date(2026, 1, 1)
    admitted = (date(1990, 1, 1), date(1990, 1, 1))
    assert [asked(day, AWAY, admitted=admitted) for day in (date(2023, 12, 31), date(2024, 1, 1))] == ["no", "yes"]
    assert asked(date(2020, 1, 1), BACK_IN_RIGHT, admitted=admitted) == "unknown"  # before the text of 2021
    assert asked(date(2022, 1, 1), BACK_IN_RIGHT, admitted=admitted) == "yes"


def test_where_no_verified_text_says_whether_it_counts_both_days_are_told_and_between_them_it_is_unknown() -> None:
    admitted = (date(1996, 3, 1), date(1996, 3, 1))
    answer = years_reached(BOOK, admitted, [AWAY], 30, on=date(2027, 2, 3))
    assert answer.value == Reached(30, date(2026, 3, 1), date(2030, 3, 1)) and answer.verdict == "unknown"
    around = (date(2026, 2, 28), date(2026, 3, 1), date(2030, 2, 28), date(2030, 3, 1))
    assert [asked(day, AWAY, admitted=admitted) for day in around] == ["no", "unknown", "unknown", "yes"]


def test_an_admission_known_by_its_year_is_unknown_within_that_year() -> None:
    admitted = (date(1994, 1, 1), date(1994, 12, 31))
    around = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 30), date(2024, 12, 31))
    assert [asked(day, admitted=admitted) for day in around] == ["no", "unknown", "unknown", "yes"]


def test_a_day_for_which_the_start_itself_is_not_verified_is_unknown() -> None:
    assert years_reached(BOOK, (date(1950, 1, 1),) * 2, (), 30, on=date(2010, 1, 1)).value is None


@given(days, interruptions, interruptions, st.sampled_from(YEARS))
def test_an_interruption_more_never_makes_anybody_due_earlier(
    admitted: date, some: list[Interruption], more: list[Interruption], years: int
) -> None:
    assert day_reached(admitted, years, some) <= day_reached(admitted, years, some + more)


@pytest.mark.parametrize("on", [date(2024, 5, 19), date(2027, 2, 3)])
@given(days, interruptions, interruptions, st.sampled_from(YEARS))
def test_nor_does_one_whose_treatment_is_unknown_and_the_day_before_nobody_is_due(
    on: date, admitted: date, some: list[Interruption], more: list[Interruption], years: int
) -> None:
    fewer, all_of_them = (years_reached(BOOK, (admitted,) * 2, gaps, years, on=on) for gaps in (some, some + more))
    assert isinstance(fewer.value, Reached) and isinstance(all_of_them.value, Reached)
    assert fewer.value.earliest <= all_of_them.value.earliest and fewer.value.latest <= all_of_them.value.latest
    order = ("no", "unknown", "yes")
    assert order.index(all_of_them.verdict) <= order.index(fewer.verdict)
    assert fewer.verdict == ("yes" if on >= fewer.value.latest else "no" if on < fewer.value.earliest else "unknown")

"""Periods, percentages and hiding: arithmetic without a database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.figures.arithmetic import mean, percent, percentages
from liemchinh.figures.hiding import LEAST, hidden_parts
from liemchinh.figures.periods import Period, is_month_end, month_end, month_of, preset, year_before


def test_the_same_period_before_is_both_ends_less_one_year() -> None:
    assert Period(date(2024, 2, 1), date(2024, 2, 29)).year_before == Period(date(2023, 2, 1), date(2023, 2, 28))
    assert Period(date(2025, 3, 1), date(2025, 2 + 1, 31)).year_before == Period(date(2024, 3, 1), date(2024, 3, 31))
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before"):
        Period(date(2024, 1, 2), date(2024, 1, 1))


def test_presets_are_the_periods_people_mean() -> None:
    on = date(2022, 8, 17)
    told = {
        name: (preset(name, on).first, preset(name, on).last)
        for name in ("month", "quarter", "half", "nine_months", "year")
    }
    assert told == {
        "month": (date(2022, 8, 1), date(2022, 8, 31)),
        "quarter": (date(2022, 7, 1), date(2022, 9, 30)),
        "half": (date(2022, 7, 1), date(2022, 12, 31)),
        "nine_months": (date(2022, 1, 1), date(2022, 9, 30)),
        "year": (date(2022, 1, 1), date(2022, 12, 31)),
    }
    with pytest.raises(ValueError, match="week"):
        preset("week", on)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_month_ends_are_found_by_number(day: date) -> None:
    end = month_end(month_of(day))
    assert is_month_end(end) and (end.year, end.month) == (day.year, day.month)


def test_percent_is_half_up_with_two_decimals() -> None:
    assert (percent(1, 3), percent(2, 3), percent(1, 800), percent(0, 5), percent(3, 0)) == (
        Decimal("33.33"), Decimal("66.67"), Decimal("0.13"), Decimal("0.00"), None,
    )  # fmt: skip
    assert (mean(10, 4), mean(1, 8), mean(5, 0)) == (Decimal("2.50"), Decimal("0.13"), None)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30))
def test_percentages_of_a_table_add_up_to_a_hundred_and_none_is_a_cent_off(parts: list[int]) -> None:
    told = percentages(parts)
    assert sum(told) == (Decimal("100.00") if sum(parts) else Decimal("0.00"))
    for part, one in zip(parts, told, strict=True):
        if sum(parts):
            assert abs(one - Decimal(part) * 100 / Decimal(sum(parts))) < Decimal("0.01")


def test_a_small_part_is_hidden_and_one_more_so_that_it_cannot_be_found_by_subtraction() -> None:
    assert hidden_parts({1: 2, 2: 9, 3: 7}, [1, 2, 3], 18) == {1, 3}
    assert hidden_parts({1: 2, 2: 4, 3: 7}, [1, 2, 3], 13) == {1, 2}
    assert hidden_parts({1: 0, 2: 0, 3: 0}, [1, 2, 3], 0) == frozenset()
    assert hidden_parts({1: 9, 2: 8}, [1, 2], 17) == frozenset()
    assert hidden_parts({1: 2, 2: 1}, [], 3) == frozenset()


@given(st.dictionaries(st.integers(1, 12), st.integers(0, 12), min_size=2), st.data())
def test_no_hidden_part_can_be_worked_out_from_what_is_shown(parts: dict[int, int], data: st.DataObject) -> None:
    protected = data.draw(st.lists(st.sampled_from(sorted(parts)), unique=True))
    whole = sum(parts.values())
    hidden = hidden_parts(parts, protected, whole)
    for part in protected:
        if whole and 0 < parts[part] < LEAST:
            assert part in hidden
            left = whole - sum(value for other, value in parts.items() if other not in hidden)
            assert len(hidden) > 1 and left > 0

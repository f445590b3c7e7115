"""Whom something was given to, in few letters and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.tasks import ranges


@pytest.mark.parametrize(("numbers", "text"), [([], ""), ([4], "4"), ([9, 3, 4, 5, 3], "3-5,9"), ([1, 3], "1,3")])
def test_runs_are_told_as_first_and_last(numbers: list[int], text: str) -> None:
    assert ranges.told(numbers) == text and list(ranges.read(text)) == sorted(set(numbers))


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(1, 10**9), max_size=50))
def test_what_is_told_is_read_back(numbers: set[int]) -> None:
    assert list(ranges.read(ranges.told(numbers))) == sorted(numbers)


def test_five_thousand_branches_of_one_tree_stand_in_one_short_line() -> None:
    assert ranges.told(range(10, 5010)) == "10-5009"

"""What holds on every tree: a form adds up, for every organisation, wherever its branches stood before or after."""

from collections.abc import Mapping
from datetime import date

import pytest

from liemchinh.figures.asking import ask, question
from liemchinh.figures.periods import Period
from liemchinh.figures.tests.small import CONSOLE, Small, act
from liemchinh.figures.tests.test_counting import balance
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import Facts, change_organisation

pytestmark = pytest.mark.django_db
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
PERIODS = (YEAR, Period(date(2023, 5, 6), date(2024, 9, 10)))
TOUCHED = ("p", "q", "d1", "c1")
BEFORE, CHANGED = date(2024, 6, 30), date(2024, 7, 1)
MOVED = ("moved_in", "moved_out")


def _told(small: Small, key: str, tree_on: date, *keys: str, period: Period = YEAR) -> Mapping[str, object]:
    return ask(question(small[key], period.first, period.last, tree_on), keys, [period])[0].whole


def _members(small: Small, key: str, on: date, tree_on: date) -> object:
    return _told(small, key, tree_on, "members", period=Period(on, on))["members"]


def _into_the_other_province(small: Small) -> None:
    """The commune c1 with its branches goes from the province p to the province q; people come and go before and after."""
    elsewhere = Facts("Đảng bộ xã Đông", "đảng bộ cơ sở", CHANGED, small["q"], "3", "c1", "commune")
    change_organisation(small["c1"], elsewhere, decision="1-QĐ", actor=CONSOLE)
    act(small.people[2], "died", "2024-11-11", small["b2"])


def test_branches_that_went_to_another_province_count_on_one_tree_under_one_of_them(small: Small) -> None:
    _into_the_other_province(small)
    for tree_on in (BEFORE, CHANGED):
        for key in TOUCHED:
            for period in PERIODS:
                assert balance(small[key], period, tree_on) == 0, (key, period, tree_on)
            assert _told(small, key, tree_on, *MOVED) == {"moved_in": 0, "moved_out": 0}, (key, tree_on)


def test_on_two_trees_two_provinces_differ_by_the_members_of_what_went(small: Small) -> None:
    _into_the_other_province(small)
    for on in (date(2023, 12, 31), YEAR.last):
        went = _members(small, "c1", on, BEFORE)
        assert went == _members(small, "c1", on, CHANGED)
        assert went
        for key, sign in (("p", -1), ("q", 1)):
            assert _members(small, key, on, CHANGED) == _members(small, key, on, BEFORE) + sign * went, (key, on)  # type: ignore[operator]


def test_who_was_carried_into_another_organisation_stands_on_the_line_of_reorganisations(small: Small) -> None:
    carried = _members(small, "g", BEFORE, BEFORE)
    ward = Facts("Đảng bộ xã Tây", "đảng bộ cơ sở", CHANGED, level="3", unit_type="ward")
    steps = [Step("g", "c2", "merge", "full"), Step("c2", "c2", "continue", "full")]
    apply(Decision("2-QĐ", CHANGED, [After("c2", "d1", ward)], steps, "nguồn"), actor=CONSOLE)
    assert carried
    # On the tree before, g still stands in the other district: its members went with it. On the tree since, they always counted there.
    assert _told(small, "d1", BEFORE, *MOVED) == {"moved_in": carried, "moved_out": 0}
    assert _told(small, "d2", BEFORE, *MOVED) == {"moved_in": 0, "moved_out": carried}
    assert _told(small, "p", BEFORE, *MOVED) == {"moved_in": 0, "moved_out": 0}
    assert _told(small, "d1", CHANGED, *MOVED) == {"moved_in": 0, "moved_out": 0}
    for tree_on in (BEFORE, CHANGED):
        assert [balance(small[key], YEAR, tree_on) for key in ("d1", "d2", "c2")] == [0, 0, 0], tree_on

"""What is declared: enough, without fillers, over a closed vocabulary."""

import pytest

from liemchinh.figures.declarations import (
    Condition,
    Indicator,
    declare,
    indicator,
    indicators,
    kept,
    partitions,
    set_version,
)
from liemchinh.figures.indicators import bands


def test_at_least_sixty_indicators_of_the_register_are_declared_and_no_two_count_the_same() -> None:
    shown = [one for one in indicators().values() if one.shown]
    assert len(shown) >= 60
    told = [(one.kind, one.of, one.acts, one.where, one.distinct, one.over, one.sums) for one in shown]
    assert [
        one.key
        for one in shown
        if told.count((one.kind, one.of, one.acts, one.where, one.distinct, one.over, one.sums)) > 1
    ] == ["population"][:0]


def test_a_condition_outside_the_vocabulary_is_refused() -> None:
    with pytest.raises(KeyError):
        Condition("full_name", "in", ("A",))
    with pytest.raises(ValueError, match="gender"):
        Condition("gender", "years", (1, 2))


def test_the_same_key_cannot_be_declared_twice() -> None:
    with pytest.raises(ValueError, match="members"):
        declare(Indicator("members", "", "members", "stock", "people"))


def test_parts_of_partitions_are_declared_and_of_the_same_kind() -> None:
    for partition in partitions():
        whole = indicator(partition.whole)
        assert len(set(partition.parts)) == len(partition.parts) > 1
        for part in partition.parts:
            assert (indicator(part).kind, indicator(part).of) == (whole.kind, whole.of)


def test_age_bands_leave_no_gap() -> None:
    assert bands.AGES[0][0] == 0
    assert all(before[1] + 1 == after[0] for before, after in zip(bands.AGES, bands.AGES[1:], strict=False))


def test_kept_places_change_their_version_with_the_declarations() -> None:
    before = set_version()
    assert set_version() == before and len(before) == 64
    assert all(one.kind in {"stock", "flow"} and not one.distinct and not one.asks_period for one in kept())


def test_conduct_and_ethnicity_are_marked_and_cross_with_nothing_but_what_a_form_asks() -> None:
    sensitive = {one.key: one.sensitive for one in indicators().values() if one.sensitive}
    assert {key for key, told in sensitive.items() if told == "ethnicity"} == {
        "members_minority",
        "admitted_minority",
        "admissions_minority",
        "share_minority",
    }
    of_cases = {one.key for one in indicators().values() if one.of == "cases"}
    assert of_cases <= sensitive.keys()
    assert {key for key, told in sensitive.items() if told == "conduct" and not key.startswith("declarations_")} - of_cases == {
        "members_suspended", "suspended", "suspended_times", "resumed", "helped", "helped_times", "expelled", "struck_off",
        "struck_off_probationary", "left",
    }  # fmt: skip

"""A person's time in branches, folded from acts: pure."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.members.timeline import KINDS, Act, Move, Segment, fold

HOME, NEXT, THIRD = 1, 2, 3
START = date(2010, 1, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def acts_of(*told: tuple[str, int, int | None]) -> list[Act]:
    return [Act(kind, day(number), place, sequence) for sequence, (kind, number, place) in enumerate(told, 1)]


def test_an_admitted_member_is_on_probation_until_recognised():
    segments, refusals = fold(acts_of(("admitted", 0, HOME), ("official", 365, HOME)))
    assert refusals == []
    assert segments == [
        Segment(HOME, False, False, False, day(0), "admitted", day(365), "official"),
        Segment(HOME, True, False, False, day(365), "official"),
    ]


def test_a_transfer_within_a_day_keeps_the_standing_and_leaves_no_gap():
    segments, refusals = fold(
        acts_of(
            ("admitted", 0, HOME),
            ("official", 365, HOME),
            ("transferred_in", 400, NEXT),
            ("transferred_out", 400, HOME),
        )
    )
    assert refusals == []
    assert segments[-2:] == [
        Segment(HOME, True, False, False, day(365), "official", day(400), "transferred_out"),
        Segment(NEXT, True, False, False, day(400), "transferred_in"),
    ]


def test_somebody_from_elsewhere_told_as_admitted_only_arrives_on_probation():
    segments, refusals = fold(acts_of(("admitted", 0, None), ("transferred_in", 100, HOME)))
    assert refusals == []
    assert segments == [Segment(HOME, False, False, False, day(100), "transferred_in")]


def test_somebody_from_elsewhere_told_as_recognised_arrives_official():
    segments, _refusals = fold(acts_of(("admitted", 0, None), ("official", 50, None), ("transferred_in", 100, HOME)))
    assert segments == [Segment(HOME, True, False, False, day(100), "transferred_in")]


def test_restored_after_expulsion_is_official_again():
    segments, refusals = fold(
        acts_of(("admitted", 0, HOME), ("official", 9, HOME), ("expelled", 20, HOME), ("restored", 30, HOME))
    )
    assert refusals == []
    assert segments[-1] == Segment(HOME, True, False, False, day(30), "restored")
    assert segments[-2].ends_on == day(20)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ([("admitted", 0, HOME), ("admitted", 5, NEXT)], "in-branch"),
        ([("admitted", 0, HOME), ("transferred_in", 5, NEXT)], "in-branch"),
        ([("admitted", 0, HOME), ("died", 5, HOME), ("readmitted", 9, HOME)], "died"),
        ([("admitted", 0, HOME), ("left", 5, HOME), ("admitted", 9, HOME)], "admitted-before"),
        ([("official", 5, HOME)], "not-yet"),
        ([("admitted", 0, HOME), ("left", 5, HOME), ("official", 9, HOME)], "not-member"),
        ([("admitted", 0, HOME), ("exempt", 5, HOME), ("exempt", 9, HOME)], "already"),
        ([("admitted", 0, HOME), ("resumed", 9, HOME)], "already"),
        ([("admitted", 0, HOME), ("transferred_out", 5, HOME), ("readmitted", 9, HOME)], "not-left"),
        ([("admitted", 0, HOME), ("left", 5, None)], "no-place"),
    ],
)
def test_acts_that_do_not_fit_are_refused_by_name(told, code):
    _segments, refusals = fold(acts_of(*told))
    assert [refusal.code for refusal in refusals] == [code]
    assert refusals[0].message


def test_a_refused_act_takes_no_other_act_with_it():
    good = acts_of(("admitted", 0, HOME), ("official", 365, HOME))
    bad = Act("official", day(400), HOME, 9)
    assert fold([*good, bad])[0] == fold(good)[0]


def test_a_reorganisation_carries_members_of_an_ended_branch():
    moves = {HOME: [Move(HOME, NEXT, day(50))], NEXT: [Move(NEXT, THIRD, day(80))]}
    segments, refusals = fold(acts_of(("admitted", 0, HOME), ("exempt", 90, THIRD)), moves)
    assert refusals == []
    assert [(s.organisation, s.starts_on, s.ends_on, s.starts_kind, s.ends_kind) for s in segments] == [
        (HOME, day(0), day(50), "admitted", "moved"),
        (NEXT, day(50), day(80), "moved", "moved"),
        (THIRD, day(80), day(90), "moved", "exempt"),
        (THIRD, day(90), None, "exempt", ""),
    ]


ANY_ACTS = st.lists(
    st.builds(
        Act,
        st.sampled_from(sorted(KINDS)),
        st.integers(0, 60).map(day),
        st.sampled_from([HOME, NEXT, THIRD, None]),
        st.integers(1, 999),
    ),
    max_size=14,
    unique_by=lambda act: act.sequence,
)
ANY_MOVES = st.sampled_from(
    [
        {},
        {HOME: [Move(HOME, NEXT, day(20))]},
        {HOME: [Move(HOME, NEXT, day(20))], NEXT: [Move(NEXT, THIRD, day(20)), Move(NEXT, HOME, day(40))]},
    ]
)


@given(ANY_ACTS, ANY_MOVES)
def test_whatever_is_told_nobody_is_in_two_branches_on_a_day(acts, moves):
    segments, _refusals = fold(acts, moves)
    for one, following in pairwise(segments):
        assert one.ends_on is not None
        assert one.starts_on < one.ends_on <= following.starts_on


@given(ANY_ACTS, st.randoms())
def test_the_order_in_which_acts_are_told_makes_no_difference(acts, random):
    shuffled = list(acts)
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(acts)


@given(ANY_ACTS)
def test_without_the_refused_acts_the_same_segments_come_out_and_nothing_is_refused(acts):
    kept: list[Act] = []
    for act in sorted(acts, key=lambda act: (act.on, act.sequence)):
        if not fold([*kept, act])[1]:
            kept.append(act)
    assert fold(kept)[1] == []

"""What a survey shows, attacked: hierarchies drawn at random, every difference taken, every small or unanimous value looked for."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest

from regulations.charter import open_charter
from regulations.layering import against_verified
from regulations.rulebook import Rulebook
from regulations.rules import surveys
from regulations.rules.surveys import (
    FLOOR,
    LEAST_PEOPLE,
    LEAST_VALID,
    Place,
    Shown,
    marks_told,
    most_told,
    shown_on,
    sums_told,
    threshold,
)

Told = Callable[[Place], Mapping[int, int]]


@pytest.mark.parametrize(("valid", "least"), [(0, None), (4, None), (5, 3), (9, 3), (10, 4), (12, 4), (45, 15)])
def test_a_third_of_the_valid_ballots_and_never_fewer_than_three_make_an_item_one_to_talk_about(
    valid: int, least: int | None
) -> None:
    assert threshold(valid) == least


def test_nothing_below_the_threshold_is_told_and_nobody_is_known_to_have_marked() -> None:
    for valid in range(60):
        told = {marks: marks_told(marks, valid) for marks in range(valid + 1)}
        least = threshold(valid)
        if least is None:
            assert valid < LEAST_VALID and set(told.values()) <= {None}
            continue
        assert all((told[marks] is None) == (marks < least) for marks in told)
        # All but oneself, all, and one fewer are told alike: of no voter is it known that they marked, or that they did not.
        assert told[valid] == told[valid - 1] == told[valid - 2] == most_told(valid) >= least


def book_of(**values: int) -> Rulebook:
    """The shipped rules with other values of these in the place of theirs."""
    rules = dict(open_charter().rulebook.parameters)
    for name, value in values.items():
        rule = rules[f"surveys.{name}"]
        rules[rule.name] = replace(rule, values=(replace(rule.values[0], value=value),))
    return Rulebook(rules)


def test_a_stricter_value_holds_from_its_day_and_no_value_goes_below_the_floor() -> None:
    day, before = date(2026, 3, 3), date(2025, 12, 31)
    assert shown_on(book_of(), day) == shown_on(book_of(), before) == FLOOR, "unknown is the floor, never nothing"
    strict = book_of(marks_one_in=2, marks_at_least=4, ballots_at_least=8)
    assert shown_on(strict, day) == Shown(8, 4, 2) and shown_on(strict, before) == FLOOR
    assert [threshold(valid, Shown(8, 4, 2)) for valid in (7, 8, 9, 45)] == [None, 4, 5, 23]
    for loose in product((0, 1, 2, -5), (0, 1, 2, -5), (4, 10, 100, 0)):
        valid, marks, one_in = loose
        assert shown_on(book_of(ballots_at_least=valid, marks_at_least=marks, marks_one_in=one_in), day) == FLOOR
    # One in one: only what everybody marked reached it, and whoever reads it would know that they all did.
    assert [threshold(valid, Shown(5, 3, 1)) for valid in (5, 45)] == [None, None]


def test_no_office_replaces_the_rule_of_what_is_told() -> None:
    rules = open_charter().rulebook.parameters
    for name in ("marks_one_in", "marks_at_least", "ballots_at_least"):
        rule = rules[f"surveys.{name}"]
        later = replace(rule.values[0], valid_from=date(2027, 1, 1))
        assert against_verified(rule, later) == [
            "đây là quy tắc bảo vệ của chính phần mềm, không cơ quan nào thay được"
        ]


def naive(place: Place) -> Mapping[int, int]:
    """The weak variant: hides each small or unanimous sum by itself, and leaves what can be taken from each other."""
    whole = place.whole
    found = {place.key: whole.people} if whole.people >= LEAST_PEOPLE and whole.people < whole.assessed else {}
    for one in place.below:
        found |= naive(one)
    return found


def hierarchy(chance: random.Random) -> Place:
    """A tree of at most three levels below its top, with as many or few branches and people as it comes."""
    keys, levels = iter(range(1, 10_000)), chance.choice((1, 2, 2, 2, 3))

    def grow(level: int) -> Place:
        key = next(keys)
        if level == 0 or (level < levels and chance.random() < 0.3):
            assessed = chance.randint(LEAST_VALID, 30)
            often = chance.choice((0.0, 0.1, 0.3, 0.6, 1.0))
            return Place(key, (), assessed, sum(chance.random() < often for _ in range(assessed)))
        return Place(key, tuple(grow(level - 1) for _ in range(chance.randint(1, 4))))

    return grow(levels)


def places_in(place: Place) -> Iterator[Place]:
    """The place and all below it."""
    yield place
    for one in place.below:
        yield from places_in(one)


def found_out(tops: list[Place], told: Told) -> list[str]:
    """What an outsider works out of the sums told of one tree in several rounds, and must not know.

    Every place and every branch of every round whose value the sums told, taken from each other in whatever way (least squares over all
    of them), leave no choice about; and every branch of which that and the bounds of nothing and everybody leave one value.
    """
    columns = {(turn, one.key): number for number, (turn, one) in enumerate(_branches(tops))}
    shown = [(turn, one) for turn, top in enumerate(tops) for one in places_in(top) if one.key in told(top)]
    if not shown:
        return []
    known = np.array([_row(turn, one, columns) for turn, one in shown])
    spans = np.linalg.pinv(known) @ known
    found = []
    for turn, top in enumerate(tops):
        for one in places_in(top):
            wanted = _row(turn, one, columns)
            if one.whole.assessed and np.allclose(wanted @ spans, wanted, atol=1e-6) and _is_protected(one):
                found.append(f"{one.key} in round {turn}")
    return found + _by_bounds(tops, told)


def _branches(tops: list[Place]) -> list[tuple[int, Place]]:
    return [(turn, one) for turn, top in enumerate(tops) for one in places_in(top) if one.assessed]


def _row(turn: int, place: Place, columns: Mapping[tuple[int, int], int]) -> np.ndarray:
    row = np.zeros(len(columns))
    for one in places_in(place):
        if one.assessed:
            row[columns[turn, one.key]] = 1
    return row


def _is_protected(place: Place) -> bool:
    whole = place.whole
    return bool(place.assessed) or whole.people < LEAST_PEOPLE or whole.people == whole.assessed


def _by_bounds(tops: list[Place], told: Told) -> list[str]:
    found = []
    for turn, top in enumerate(tops):
        sums = told(top)
        for group, people in _groups(top, sums):
            room = sum(one.assessed for one in group)
            for one in group:
                if max(0, people - (room - one.assessed)) == min(one.assessed, people):
                    found.append(f"{one.key} in round {turn}, by its bounds")
    return found


def _groups(top: Place, sums: Mapping[int, int]) -> Iterator[tuple[list[Place], int]]:
    """For each sum told the branches that are in no other sum told below it, and how many people that leaves them."""
    for one in places_in(top):
        if one.key not in sums:
            continue
        below, edge = [], list(one.below)
        while edge:
            place = edge.pop()
            if place.key in sums:
                below.append(place)
            else:
                edge += place.below
        inside = {branch.key for place in below for branch in places_in(place)}
        group = [branch for branch in places_in(one) if branch.assessed and branch.key not in inside]
        if group:
            yield group, sums[one.key] - sum(sums[place.key] for place in below)


def test_nobody_works_out_a_hidden_value_of_any_hierarchy_though_the_naive_way_lets_them(
    count: Callable[[int, int], int],
) -> None:
    chance, weak, shown, hierarchies = random.Random(6), 0, 0, count(400, 100_000)
    for turn in range(hierarchies):
        tops = [hierarchy(chance) for _ in range(1 + turn % 2)]
        assert found_out(tops, sums_told) == [], turn
        shown += sum(len(sums_told(top)) for top in tops)
        if turn < 100:
            weak += bool(found_out(tops, naive))
    assert weak > 40, "the attack must succeed where sums are hidden one by one"
    assert shown > hierarchies / 2, "what hides everything proves nothing"


def test_a_parent_less_its_child_says_nothing_of_the_other_child() -> None:
    small = Place(9, (Place(91, (), 12, 1), Place(92, (), 9, 0)))
    large = Place(8, tuple(Place(80 + n, (), 20, 4) for n in range(3)))
    larger = Place(7, tuple(Place(70 + n, (), 25, 4) for n in range(4)))
    top = Place(1, (small, large, larger))
    assert naive(top) == {1: 29, 8: 12, 7: 16}, "29 less 12 less 16 is the 1 of the small one"
    assert sums_told(top) == {1: 29, 7: 16}, "what is left stands for five branches together"


def test_a_period_less_a_period_says_nothing_because_no_sum_over_rounds_is_told() -> None:
    first = Place(1, tuple(Place(10 + n, (), 20, 2) for n in range(3)))
    second = Place(1, tuple(Place(10 + n, (), 20, n == 0) for n in range(3)))
    assert dict(sums_told(first)) == {1: 6} and sums_told(second) == {}
    year = {key: value + 1 for key, value in naive(first).items()}
    assert year[1] - sums_told(first)[1] == 1, "a year that were told would say the second half's 1"


def test_even_who_knows_the_rule_and_tries_every_count_finds_no_branch() -> None:
    """Small trees, every possible count of every branch: whatever is shown could be shown for two counts of each branch at least."""
    shapes: list[Callable[[tuple[int, ...]], Place]] = [
        lambda n: Place(1, tuple(Place(2 + i, (), 5, n[i]) for i in range(4))),
        lambda n: Place(1, (Place(2, tuple(Place(3 + i, (), 5, n[i]) for i in range(3))), Place(9, (), 5, n[3]))),
    ]
    for shape in shapes:
        by_shown: dict[tuple[tuple[int, int], ...], list[set[int]]] = {}
        for counts in product(range(6), repeat=4):
            shown = tuple(sorted(sums_told(shape(counts)).items()))
            for kept, count in zip(by_shown.setdefault(shown, [set() for _ in counts]), counts, strict=True):
                kept.add(count)
        assert len(by_shown) > 5
        assert [shown for shown, kept in by_shown.items() if any(len(one) < 2 for one in kept)] == []
        assert surveys.LEAST_BRANCHES == 3, "who knows their own branch still has two others before them"

"""Under whom facts count: on any day every organisation has exactly one chain of parents, whatever became of whom."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from liemchinh.organisations.places import BEGINNING, OPEN, Passage, Places, Stay, common_parent

DAY = date(2020, 1, 1)
Told = tuple[dict[int, list[Stay]], list[Passage]]


def day(number: int) -> date:
    return DAY + timedelta(days=number)


@st.composite
def histories(draw: st.DrawFn) -> Told:
    """Organisations 1..n, each under an earlier one, founded and ended on any day, some passed on to others that stand then."""
    size = draw(st.integers(1, 9))
    stays: dict[int, list[Stay]] = {1: [Stay(None, DAY, OPEN)]}
    for number in range(2, size + 1):
        start = draw(st.integers(0, 20))
        middle, end = draw(st.integers(start + 1, 40)), draw(st.one_of(st.none(), st.integers(41, 60)))
        first, second = draw(st.integers(1, number - 1)), draw(st.integers(1, number - 1))
        stays[number] = [Stay(first, day(start), day(middle)), Stay(second, day(middle), day(end) if end else OPEN)]
    ended = [number for number in stays if stays[number][-1].end != OPEN]
    passages = []
    for source in ended:
        on = stays[source][-1].end
        # Never one below it: what stands under another has the higher number.
        heirs = [number for number in stays if number < source and stays[number][0].start <= on < stays[number][-1].end]
        for target in draw(st.lists(st.sampled_from(heirs), max_size=2, unique=True)) if heirs else ():
            passages.append(Passage(source, target, on))
    return stays, passages


def chains(told: Told) -> dict[int, list[tuple[int, int, date, date]]]:
    stays, passages = told
    found = defaultdict(list)
    for descendant, *row in Places(stays, passages).rows(stays):
        found[descendant].append(tuple(row))
    return found  # type: ignore[return-value]


@given(histories())
def test_every_day_has_one_chain_without_gaps_from_the_organisation_to_the_top(told: Told) -> None:
    for number, rows in chains(told).items():
        for on in (BEGINNING, *(day(n) for n in range(0, 65, 3)), OPEN - timedelta(days=1)):
            depths = sorted(depth for _ancestor, depth, start, end in rows if start <= on < end)
            ancestors = [ancestor for ancestor, _depth, start, end in rows if start <= on < end]
            assert depths == list(range(len(depths)))
            assert len(set(ancestors)) == len(ancestors)
            assert number in ancestors


@given(histories())
def test_rows_of_one_pair_never_overlap(told: Told) -> None:
    for rows in chains(told).values():
        by_ancestor = defaultdict(list)
        for ancestor, _depth, start, end in rows:
            assert start < end
            by_ancestor[ancestor].append((start, end))
        for spans in by_ancestor.values():
            spans.sort()
            assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_before_it_was_founded_it_counts_under_its_origin_and_after_it_ended_under_its_heir() -> None:
    stays = {1: [Stay(None, day(0), OPEN)], 2: [Stay(1, day(0), day(9))], 3: [Stay(1, day(9), OPEN)]}
    rows = set(Places(stays, [Passage(2, 3, day(9))]).rows([2, 3]))
    assert (2, 3, 1, day(9), OPEN) in rows
    assert (3, 2, 1, BEGINNING, day(9)) in rows


def test_what_was_split_counts_under_the_common_parent_of_its_successors() -> None:
    stays = {1: [Stay(None, day(0), OPEN)], 2: [Stay(1, day(0), OPEN)], 3: [Stay(2, day(0), day(9))],
             4: [Stay(2, day(9), OPEN)], 5: [Stay(2, day(9), OPEN)]}  # fmt: skip
    rows = set(Places(stays, [Passage(3, 4, day(9)), Passage(3, 5, day(9))]).rows([3]))
    assert rows == {(3, 3, 0, BEGINNING, OPEN), (3, 2, 1, BEGINNING, OPEN), (3, 1, 2, BEGINNING, OPEN)}


def test_the_common_parent_is_the_nearest_shared_one() -> None:
    assert common_parent([[3, 2, 1], [5, 2, 1]]) == 2
    assert common_parent([[3], [4]]) is None
    assert common_parent([]) is None

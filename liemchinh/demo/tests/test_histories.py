"""Everyone's history holds together, whatever the day it is told on."""

import itertools
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.demo.build import EARLIEST, build
from liemchinh.demo.tests.recount import ENDS, example, flows, present, stays
from liemchinh.demo.vocabulary import DEPUTY, INSPECTION_CHAIR, SECRETARY
from liemchinh.members.timeline import Act, fold
from liemchinh.web.dates import PartialDate

DAYS = (EARLIEST, date(2026, 11, 21))
everyday = pytest.mark.parametrize("on", DAYS, ids=str)


@everyday
def test_every_history_can_be_followed_act_by_act(on: date) -> None:
    made = example(on)
    assert len(stays(on)) == len(made.persons) > 50_000
    assert all(event.on <= on for event in made.events)
    assert all(one.on <= two.on for one, two in itertools.pairwise(made.events) if one.person_key == two.person_key)


def test_the_registers_own_rules_accept_every_act() -> None:
    on = DAYS[-1]
    places = {organisation.key: number for number, organisation in enumerate(example(on).organisations)}
    acts = defaultdict(list)
    for event in example(on).events:
        if event.organisation_key:
            acts[event.person_key].append(Act(event.kind, event.on, places[event.organisation_key]))
    here = {key: places[stay.branch] for key, stay in present(on, on)}
    for key, history in acts.items():
        spells, refusals = fold(history)
        assert not refusals, (key, refusals)
        assert here.get(key) == (spells[-1].organisation if spells[-1].ends_on is None else None), key


@pytest.mark.soak
@settings(max_examples=10, deadline=None, derandomize=True)
@given(on=st.dates(date(2024, 2, 29), date(2035, 12, 31)))
def test_any_day_tells_histories_that_can_be_followed(on: date) -> None:
    stays(on)


@everyday
def test_nobody_is_in_two_branches_and_nothing_follows_death(on: date) -> None:
    for key, history in stays(on).items():
        for before, after in itertools.pairwise(history):
            assert before.ends is not None and before.ends <= after.starts, key
            assert before.how != "died", key
        assert all(stay.ends is None or stay.starts < stay.ends for stay in history), key


@everyday
def test_every_branch_keeps_three_official_members_and_a_size_one_knows_from_life(on: date) -> None:
    made = example(on)
    official, all_members = Counter[str](), Counter[str]()
    for _, stay in present(on, on):
        all_members[stay.branch] += 1
        official[stay.branch] += bool(stay.official and stay.official <= on)
    branches = {organisation.key for organisation in made.organisations if organisation.kind.startswith("chi bộ")}
    # In the two small trees the branches that only make up a number that reports print have no members.
    empty = branches - all_members.keys()
    assert all_members.keys() <= branches and {key.partition("-")[0] for key in empty} == {"bt", "ct"}
    assert min(official[key] for key in branches - empty) >= 3
    assert max(all_members.values()) < 120


@everyday
def test_those_whose_year_is_over_are_recognised_but_for_a_few_who_wait(on: date) -> None:
    begun = admissions(on)
    served = sorted((on - begun[key]).days for key, stay in present(on, on) if not stay.official)
    assert 5 < sum(days > 366 for days in served) < 60 and served[-1] <= 366 + 25
    assert sum(305 <= days <= 365 for days in served) > 40, "about to end"
    assert sum(days < 60 for days in served) > 40, "just begun"


@cache
def admissions(on: date) -> dict[str, date]:
    """The admission that began everyone's latest membership."""
    return {event.person_key: event.on for event in example(on).events if event.kind in ("admitted", "readmitted")}


@everyday
def test_posts_are_held_by_members_of_the_organisation_one_at_a_time(on: date) -> None:
    made, histories = example(on), stays(on)
    parents = {organisation.key: organisation.parent_key for organisation in made.organisations}
    seats = defaultdict(list)
    for post in made.posts:
        seats[post.organisation_key, post.post].append(post)
        ends = post.ends_on or on + timedelta(1)
        held = [
            stay
            for stay in histories[post.person_key]
            if stay.starts <= post.starts_on and (stay.ends is None or ends <= stay.ends)
        ]
        assert len(held) == 1, post
        branch: str | None = held[0].branch
        while branch != post.organisation_key:
            assert branch, post
            branch = parents[branch]
    for posts in seats.values():
        for before, after in itertools.pairwise(posts):
            assert before.ends_on is not None and before.ends_on <= after.starts_on
    assert {post for _, post in seats} == {SECRETARY, DEPUTY, INSPECTION_CHAIR}
    assert ("tv", SECRETARY) in seats and ("tp", SECRETARY) in seats


@everyday
def test_persons_carry_what_the_register_asks_and_are_told_apart(on: date) -> None:
    persons = example(on).persons
    carded = {event.person_key for event in example(on).events if event.kind == "official"}
    assert len({(person.full_name, person.birth) for person in persons}) == len(persons)
    cards = [person.card_no for person in persons if person.card_no]
    assert len(set(cards)) == len(cards) == len(carded) and all(len(card) == 8 and card.isdigit() for card in cards)
    assert {person.gender for person in persons} == {"nam", "nữ"}
    assert {person.ethnicity for person in persons} == {"kinh", "khmer", "hoa"}
    partial = [person for person in persons if not PartialDate.parse(person.birth).is_complete]
    assert 100 < len(partial) < 2_000 and {len(person.birth) for person in partial} == {4, 7}
    assert any(event.happened for event in example(on).events)


def test_a_later_day_tells_the_same_published_past() -> None:
    early, late = example(DAYS[0]), example(DAYS[-1])
    first, last = date(2016, 1, 1), date(2022, 3, 31)
    assert flows(early, "tv", first, last) == flows(late, "tv", first, last)


def test_every_kind_of_act_happens_in_the_published_years() -> None:
    counts = flows(example(DAYS[-1]), "tv", date(2019, 1, 1), date(2022, 4, 30))
    assert set(counts) >= {
        "admitted", "official", "exempt", "transferred_out", "transferred_in", "suspended", "resumed", "restored", "helped", *ENDS,
    }  # fmt: skip
    assert flows(example(DAYS[-1]), "tv", date(2022, 5, 1), DAYS[-1])["readmitted"] > 10
    assert flows(example(DAYS[-1]), "tv", date(1990, 1, 1), date(2015, 12, 31))["readmitted"] > 10


def test_admissions_come_in_seasons_and_membership_reaches_back_to_the_forties() -> None:
    made = example(DAYS[-1])
    by_month = Counter(
        event.on.month for event in made.events if event.kind == "admitted" and event.on.year in (2019, 2020, 2021)
    )
    assert by_month[5] > 2 * by_month[1]
    begun = admissions(DAYS[-1])
    decades = Counter(begun[key].year // 10 for key, _ in present(DAYS[-1], date(2022, 4, 30)))
    assert set(decades) == set(range(194, 203))
    assert decades[194] < decades[195] < decades[196] < decades[197] < decades[198] < decades[199]


def test_the_last_twelve_months_are_not_empty_on_any_day() -> None:
    on = DAYS[-1]
    counts = flows(example(on), "tv", on.replace(year=on.year - 1), on)
    assert 1_000 < counts["admitted"] < 2_000 and 300 < counts["died"] < 700 and counts["transferred_out"] > 500
    assert len([1 for key, _ in present(on, on) if key.startswith("tv")]) > 46_214


def test_a_day_before_the_published_one_is_refused() -> None:
    with pytest.raises(ValueError, match="30/04/2022"):
        build(EARLIEST - timedelta(1))

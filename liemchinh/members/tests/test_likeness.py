"""Who may be the same person: what agrees, what a slip of the pen explains, and what speaks against it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.members.likeness import OTHER, Pool, Told, likeness, names_may_agree

names = st.builds(
    " ".join,
    st.tuples(
        st.sampled_from(["Nguyễn", "Trần", "Lê", "Phạm", "Thạch"]),
        st.sampled_from(["Văn", "Thị", "Ngọc", "Minh", "Sa"]),
        st.sampled_from(["Hùng", "Hưng", "Hoa", "Hòa", "An", "Anh", "Phước", "Phúc"]),
    ),
)
births = st.one_of(
    st.just(""),
    st.integers(1950, 1960).map(str),
    st.dates(date(1950, 1, 1), date(1960, 12, 31)).map(date.isoformat),
)
cards = st.one_of(st.just(""), st.integers(84000000, 84000030).map(str))
people = st.builds(
    Told, names, births, cards, st.sampled_from(["", "nam", "nữ"]), st.one_of(st.none(), st.integers(1, 2))
)


@given(people, people)
def test_likeness_is_the_same_both_ways(one: Told, other: Told) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(*[st.lists(st.sampled_from("ab "), min_size=1, max_size=9).map("".join)] * 3, st.booleans())
def test_who_is_like_by_name_is_among_those_whose_names_may_agree(
    part: str, mine: str, theirs: str, ends: bool
) -> None:
    one, other = [Told(f"{part} {own}" if ends else f"{own} {part}", "1956-05-03") for own in (mine, theirs)]
    how = likeness(one, other)
    same_given, same_rest = (one.given.partition(" ")[place] == other.given.partition(" ")[place] for place in (0, 2))
    if how is not None and how.name != OTHER and (same_given or same_rest):
        assert names_may_agree(one.given, other.given)


@given(people.filter(lambda told: len(told.birth) == 10))
def test_the_same_told_twice_is_likely_one_person(told: Told) -> None:
    how = likeness(told, Told(told.full_name, told.birth, told.card_no, told.gender, told.organisation))
    assert how is not None and how.likely


@given(st.lists(people, max_size=15), people)
def test_the_pool_finds_what_comparing_with_everybody_finds(told: list[Told], asked: Told) -> None:
    found = dict(Pool(enumerate(told)).like(asked))
    everybody = {number: how for number, other in enumerate(told) if (how := likeness(asked, other))}
    likely = {number for number, how in everybody.items() if how.likely and (how.birth == "same" or how.card == "same")}
    assert found.items() <= everybody.items()
    assert likely <= found.keys()


HUNG = Told("Nguyễn Văn Hùng", "1960-02-11", "84000123", "nam")


@pytest.mark.parametrize(
    ("other", "likely"),
    [
        (Told("NGUYEN VAN HUNG", "1960-02-11"), True),
        (Told("Nguyễn Văn Hùng", "1960-11-02", "84000123"), True),
        (Told("Nguyễn Văn Hùng", "1960-02-11", "84000132"), True),
        (Told("Nguyễn Văn Hùng", "1960-11-02"), False),
        (Told("Nguyễn Văn Hưng", "1960-02-11"), False),
        (Told("Nguyễn Vân Hùngg", "1960-02-11"), False),
        (Told("Nguyễn Văn Hùng", "1960"), False),
        (Told("Nguyễn Văn Hùng", "1960-02-11", "", "nữ"), False),
    ],
)
def test_what_is_likely_and_what_is_worth_a_look(other: Told, likely: bool) -> None:
    how = likeness(HUNG, other)
    assert how is not None and how.likely is likely


@pytest.mark.parametrize(
    "other",
    [
        Told("Nguyễn Văn Hùng", "1960-02-11", "84555999"),
        Told("Nguyễn Văn Hùng", "1971-02-11"),
        Told("Trần Thị Hoa", "1960-02-11"),
    ],
)
def test_what_speaks_against_it_is_no_likeness(other: Told) -> None:
    assert likeness(HUNG, other) is None

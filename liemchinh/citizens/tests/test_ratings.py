"""Counts on paper of what citizens answered: of offices, by the number of a paper, each day once; what cannot be is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.citizens import recount
from liemchinh.citizens.models import Rating, Why
from liemchinh.citizens.picture import Sums, left_out
from liemchinh.citizens.ratings import Answers, Counted, cancel_paper, record_papers
from liemchinh.citizens.words import FEWEST_SHOWN
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)


ANSWERS = Answers(40, 3, 2, {"late": 2})


def january(world: World, answers: Answers = ANSWERS, **more: object) -> Counted:
    return Counted(**{"organisation": world.places["commune"], "first": FIRST, "last": LAST, "answers": answers,
                      "number": "3-TH/UB", "dated": LAST, **more})  # type: ignore[arg-type] # fmt: skip


def codes(world: World, *counted: Counted) -> set[str]:
    with pytest.raises(Refused) as refused:
        record_papers(counted, actor=world.actor("nam"))
    return {one.code for one in refused.value.refusals}


def test_a_count_on_paper_stands_with_its_reasons_and_is_taken_back(world: World) -> None:
    [sequence] = record_papers([january(world, suggestions=6)], actor=world.actor("nam"))
    row = Rating.objects.get(recorded_by=sequence)
    assert (row.count, row.way, row.number, row.suggestions) == (45, "paper", "3-TH/UB", 6)
    assert Entry.objects.get(pk=sequence).kind == "citizens.rated"
    assert list(Why.objects.filter(rating=row).values_list("reason", "count")) == [("late", 2)]
    assert list(recount.differences()) == []
    gone = cancel_paper(row.pk, reason="twice", actor=world.actor("nam"))
    row.refresh_from_db()
    assert row.cancelled_by == gone and Entry.objects.get(pk=gone).kind == "citizens.rating_cancelled"
    assert list(recount.differences()) == []
    assert record_papers([january(world)], actor=world.actor("nam"))


def test_what_cannot_be_is_refused_all_at_once(world: World) -> None:
    wrong = january(world, Answers(1, 0, 1, {"late": 2}), number=" ", first=LAST, last=FIRST)
    assert codes(world, wrong) == {"citizens.period", "citizens.reasons", "citizens.paper"}
    ahead = january(world, Answers(0, 0, 0), last=clock.today() + timedelta(days=1), dated=FIRST - timedelta(days=1))
    assert codes(world, ahead) == {"ahead", "citizens.counts", "citizens.paper-day"}
    assert codes(world, january(world, Answers(0, 0, 1, {"clerk": 1}))) == {"citizens.reasons"}
    assert Rating.objects.count() == 0


def test_no_day_of_an_office_is_counted_twice(world: World) -> None:
    record_papers([january(world)], actor=world.actor("nam"))
    assert codes(world, january(world, first=LAST, last=date(2026, 2, 28), dated=date(2026, 3, 1))) == {
        "citizens.twice"
    }
    february = january(world, first=date(2026, 2, 1), last=date(2026, 2, 28), dated=date(2026, 3, 1))
    assert codes(world, february, february) == {"citizens.twice"}
    assert record_papers([february], actor=world.actor("nam"))


def test_a_count_that_was_changed_behind_the_book_is_told(world: World) -> None:
    record_papers([january(world)], actor=world.actor("nam"))
    Rating.objects.update(satisfied=45)
    assert len(list(recount.differences())) == 1


def test_a_month_with_few_answers_is_not_had_by_taking_the_others_from_the_year() -> None:
    year = [Sums(40), Sums(2, 0, 1), Sums(9, 1, 0), Sums()]
    weak = [place for place, sums in enumerate(year) if sums.is_hidden]
    assert weak == [1] and sum(one.count for one in year) - 40 - 10 == 3, "hidden by itself: found by subtraction"
    assert left_out(year) == {1, 2}


@given(st.lists(st.builds(Sums, *[st.integers(0, 7)] * 3), max_size=14))
def test_what_is_left_out_of_a_picture_is_never_together_a_small_number(parts: list[Sums]) -> None:
    found = left_out(parts)
    together = sum(parts[place].count for place in found)
    assert {place for place, sums in enumerate(parts) if sums.is_hidden} <= found
    assert not found or together >= FEWEST_SHOWN or all(sums.count == 0 for sums in _others(parts, found))
    assert found == frozenset() or any(parts[place].is_hidden for place in found)


def _others(parts: list[Sums], found: frozenset[int]) -> list[Sums]:
    return [sums for place, sums in enumerate(parts) if place not in found]

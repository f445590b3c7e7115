"""A day off said later lists the open deadlines it would move, and moves them in the entry with which a second officer vouches for it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liemchinh.casework.models import Case, Deadline
from liemchinh.casework.queries import awaited_of
from liemchinh.casework.steps import Taken, Who, open_case, take_step
from liemchinh.journal.verification import recount_state
from liemchinh.rulebook.changing import begun, ended
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.moving import Preview, preview
from liemchinh.rulebook.services import NewYear, state_ending, state_year, vouch_for_ending, vouch_for_value
from regulations.answers import Refused

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2026, 3, 24), date(2026, 3, 25)
KNOWN = [
    date(2026, 1, 1),
    date(2026, 2, 16),
    date(2026, 2, 17),
    date(2026, 2, 18),
    date(2026, 2, 19),
    date(2026, 2, 20),
]
# Nobody knew of it when the deadlines were counted.
LATER = date(2026, 3, 10)


def decided(world: Any, place: str = "branch") -> Case:
    """A case whose last step is awaited within thirty working days from 3 February."""
    branch, committee = world.places[place], world.places["commune"]
    parties = [Who("branch", branch), Who("committee", committee), Who("member", person=world.people[place])]
    case = open_case("tests", parties, Taken("begun", date(2026, 2, 2)), actor=world.actor("chi"))
    for code in ("voted", "decided"):
        take_step(case, Taken(code, date(2026, 2, 3)), actor=world.actor("nam"))
    return case


def stated(world: Any, days: Sequence[date] = (LATER,), tree: str = "province", officer: str = "an") -> LocalValue:
    """The days off of 2026 with more than the charter knew."""
    new = NewYear(2026, world.places[tree], [*KNOWN, *days], [], "Thông báo 3-TB/TU", date(2026, 2, 25))
    return state_year(new, actor=world.actor(officer))


def seen(value: LocalValue, world: Any, officer: str = "oanh") -> Preview:
    """What an officer is shown before anything moves."""
    return preview(begun(value), world.actor(officer))


def days_of(case: Case) -> list[tuple[date | None, bool]]:
    """By when the case's open steps wait."""
    rows = Deadline.objects.filter(case=case, cancelled_by=None).order_by("pk")
    return [(row.due_on, row.is_unknown) for row in rows]


@pytest.fixture(autouse=True)
def kind(tried: str) -> str:
    """The tests' own kind of case."""
    return tried


def test_the_list_is_shown_first_and_nothing_has_moved_yet(world: Any) -> None:
    case = decided(world)
    told = seen(stated(world), world)
    assert [(one.title, one.url, one.before, one.after) for one in told.shown] == [
        (f"Bước ended: Vụ {case.pk}", f"/vu/{case.pk}", BEFORE, AFTER)
    ]
    assert (told.others, days_of(case)) == (0, [(BEFORE, False)])


def test_vouching_moves_them_in_one_entry_and_the_calculation_names_the_new_day_off(world: Any) -> None:
    case = decided(world)
    value = stated(world)
    sequence = vouch_for_value(value.pk, seen(value, world).mark, actor=world.actor("oanh"))
    assert days_of(case) == [(AFTER, False)]
    old, new = Deadline.objects.filter(case=case, step="ended").order_by("pk")
    assert (old.due_on, old.cancelled_by, new.recorded_by, new.counted_with) == (BEFORE, sequence, sequence, sequence)
    (awaited,) = awaited_of(case)
    assert "Thông báo 3-TB/TU 10/03/2026" in awaited.why and awaited.due_on == AFTER
    assert list(recount_state()) == []


def test_a_deadline_counted_before_is_told_with_what_was_known_then(world: Any) -> None:
    case = decided(world)
    value = stated(world)
    vouch_for_value(value.pk, seen(value, world).mark, actor=world.actor("oanh"))
    old = Deadline.objects.filter(case=case, step="ended").order_by("pk")[0]
    from liemchinh.casework.queries import calculation

    assert "10/03/2026" not in calculation(old, "tests").why and "24/03/2026" in calculation(old, "tests").why


def test_a_deadline_that_is_met_never_moves(world: Any) -> None:
    case = decided(world)
    take_step(case, Taken("ended", date(2026, 3, 3)), actor=world.actor("chi"))
    before = list(Deadline.objects.order_by("pk").values())
    value = stated(world)
    assert seen(value, world).count == 0
    vouch_for_value(value.pk, seen(value, world).mark, actor=world.actor("oanh"))
    assert list(Deadline.objects.order_by("pk").values()) == before


def test_another_tree_moves_nothing_here(world: Any) -> None:
    case = decided(world)
    value = stated(world, tree="other", officer="dung")
    assert seen(value, world, "phuong").count == 0
    vouch_for_value(value.pk, seen(value, world, "phuong").mark, actor=world.actor("phuong"))
    assert days_of(case) == [(BEFORE, False)]


def test_of_cases_the_reader_may_not_see_only_the_number_is_told(world: Any) -> None:
    decided(world)
    value = stated(world)
    told = seen(value, world, "dung")
    assert (list(told.shown), told.others, told.mark) == ([], 1, seen(value, world).mark)


def test_a_list_that_has_changed_since_is_not_vouched_for(world: Any) -> None:
    decided(world)
    value = stated(world)
    mark = seen(value, world).mark
    case = decided(world, "sibling")
    with pytest.raises(Refused, match="đã khác từ khi mở trang"):
        vouch_for_value(value.pk, mark, actor=world.actor("oanh"))
    assert days_of(case) == [(BEFORE, False)]


def test_ending_the_year_moves_them_back_and_is_shown_before(world: Any) -> None:
    case = decided(world)
    value = stated(world)
    vouch_for_value(value.pk, seen(value, world).mark, actor=world.actor("oanh"))
    value.refresh_from_db()
    state_ending(value.pk, actor=world.actor("oanh"))
    told = preview(ended(value), world.actor("an"))
    assert [(one.before, one.after) for one in told.shown] == [(AFTER, BEFORE)]
    vouch_for_ending(value.pk, told.mark, actor=world.actor("an"))
    assert days_of(case) == [(BEFORE, False)]


def test_the_person_concerned_never_has_less_time_than_they_were_told(world: Any) -> None:
    case = decided(world)
    Deadline.objects.filter(case=case, cancelled_by=None).update(role="member")
    longer = stated(world)
    vouch_for_value(longer.pk, seen(longer, world).mark, actor=world.actor("oanh"))
    assert days_of(case) == [(AFTER, False)]
    shorter = stated(world, days=())
    assert seen(shorter, world).count == 0
    Deadline.objects.filter(case=case, cancelled_by=None).update(due_on=None, is_unknown=True)
    assert seen(shorter, world).count == 0


def test_the_list_costs_the_same_queries_for_one_deadline_and_for_many(world: Any) -> None:
    case = decided(world)
    value = stated(world)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            seen(value, world)
        return len(asked)

    seen(value, world)
    few = queries()
    row = Deadline.objects.get(case=case, cancelled_by=None)
    for _copy in range(40):
        other = Case.objects.create(kind="tests", recorded_by=case.recorded_by)
        for party in case.parties.filter(cancelled_by=None):
            party.pk, party.case = None, other
            party.save()
        row.pk, row.case = None, other
        row.save()
    assert (seen(value, world).count, queries()) == (41, few)

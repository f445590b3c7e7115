"""Kept sums: true up to an entry, stale only where something happened, and true wherever the work is interrupted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection

from liemchinh.figures import base, counting
from liemchinh.figures.declarations import indicators
from liemchinh.figures.keeping import freshness, packing, trees
from liemchinh.figures.models import Kept, NodeVector, OwnVector, Profile, TreeChange
from liemchinh.figures.periods import Period
from liemchinh.figures.placing import ground
from liemchinh.figures.sql.relations import NOW
from liemchinh.figures.tests.small import CONSOLE, Small, act, build, enter, populate
from liemchinh.journal.services import last_sequence
from liemchinh.organisations.services import Facts, correct_organisation

pytestmark = pytest.mark.django_db
QUARTER = Period(date(2024, 4, 1), date(2024, 6, 30))
# Cases have a recount and a list of their own: test_cases.py.
COUNTED = [one for one in indicators().values() if one.kind in {"stock", "flow"} and one.of != "cases"]


def _asked(small: Small, key: str = "p") -> dict[str, int]:
    stands = ground(NOW, small[key], QUARTER.last, by_child=True, regions=True)
    return counting.counts(NOW, stands, COUNTED, [QUARTER])[0].whole


def _counted(small: Small, key: str = "p") -> dict[str, int]:
    stands = ground(NOW, small[key], QUARTER.last, by_child=True, regions=True)
    freshness.catch_up()
    return base.count(NOW, stands, COUNTED, QUARTER).whole


def test_a_second_question_makes_nothing_anew(
    small: Small, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    _asked(small)
    rows = set(NodeVector.objects.values_list("organisation_id", "tree", "month"))
    with django_assert_max_num_queries(20):
        _asked(small)
    assert set(NodeVector.objects.values_list("organisation_id", "tree", "month")) == rows
    assert (Kept.objects.get().sequence, Kept.objects.get().set_version) == (last_sequence(), packing.version())


def test_an_act_makes_stale_exactly_its_branch_and_what_stands_above_from_its_month_on(small: Small) -> None:
    person = enter(small, ("admitted", "2020-02-02", "b1"))
    for key in ("p", "d1", "c1", "b1", "b4", "d2", "q"):
        _asked(small, key)
    act(person, "official", "2024-05-15", small["b1"])
    freshness.catch_up()
    stale = {"p", "d1", "c1", "b1"}
    for key in ("p", "d1", "c1", "b1", "b4", "d2", "q"):
        months = set(NodeVector.objects.filter(organisation_id=small[key]).values_list("month", flat=True))
        assert months == ({202403} if key in stale else {202403, 202406}), key
    assert not OwnVector.objects.filter(organisation_id=small["b1"], month=202406).exists()
    assert OwnVector.objects.filter(organisation_id=small["b2"], month=202406).exists()
    assert _asked(small) == _counted(small)


def test_a_change_without_effect_on_counts_leaves_kept_sums(small: Small) -> None:
    from liemchinh.members.posting import Seat, take_post

    _asked(small)
    before = NodeVector.objects.count()
    take_post(Seat(small.people[0], small["b1"], "bí thư", date(2024, 1, 10)), actor=CONSOLE)
    correct_organisation(small["c1"], Facts("Đảng bộ xã Đông Bắc", "đảng bộ cơ sở", date(2000, 1, 1), small["d1"], "3", "c1", "commune"),
                         actor=CONSOLE)  # fmt: skip
    freshness.catch_up()
    assert NodeVector.objects.count() == before
    assert _asked(small) == _counted(small)


def test_a_correction_of_the_tree_is_followed(small: Small) -> None:
    for key in ("p", "d1", "d2"):
        _asked(small, key)
    corrected = Facts("Đảng bộ xã Đông", "đảng bộ cơ sở", date(2000, 1, 1), small["d2"], "3", "c1", "commune")
    correct_organisation(small["c1"], corrected, actor=CONSOLE)
    for key in ("p", "d1", "d2"):
        assert _asked(small, key) == _counted(small, key)


def test_other_declarations_throw_everything_away(small: Small) -> None:
    _asked(small)
    Kept.objects.update(set_version="khác")
    NodeVector.objects.update(numbers=packing.packed(packing.nothing()))
    assert _asked(small) == _counted(small)


def test_a_great_many_entries_are_followed_too(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    _asked(small)
    monkeypatch.setattr(freshness, "MANY", 1)
    enter(small, ("admitted", "2024-05-05", "b3"))
    assert _asked(small) == _counted(small)


class _Killed(Exception):
    pass


@contextmanager
def _killed_after(statements: int) -> Iterator[list[int]]:
    """Everything ends at one statement, as when the process is killed: what was not committed is not there."""
    seen = [0]

    def run(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen[0] += 1
        if seen[0] > statements and not sql.startswith(("ROLLBACK", "RELEASE")):
            raise _Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield seen


@pytest.mark.django_db(transaction=True)
def test_killed_anywhere_the_next_answer_is_true() -> None:
    small = build()
    populate(small)
    _asked(small)
    number, done = 0, False
    while not done:
        person = small.people[number % 3]
        enter(small, ("admitted", "2024-05-05", "b3"), number=number)
        act(person, "helped", "2024-04-04", _place(person))
        try:
            with _killed_after(number):
                _asked(small)
                done = True
        except _Killed:
            pass
        assert _asked(small) == _counted(small), number
        number += 3
    assert number > 20


def _place(person: int) -> int:
    from liemchinh.members.models import Spell

    return Spell.objects.get(person_id=person, cancelled_by=None, ends_on=None).organisation_id


def test_people_are_kept_as_the_book_has_them(small: Small) -> None:
    freshness.catch_up()
    profile = Profile.objects.get(person_id=small.people[5])
    assert (profile.admitted, profile.gender, profile.education) == (20010101, "", "lower_secondary")
    assert Profile.objects.count() == len(small.people)


def test_the_day_since_which_a_tree_stands_is_noted_once(small: Small) -> None:
    assert trees.tree_since(small["b1"], QUARTER.last) is None
    with freshness.caught_up():
        assert trees.tree_since(small["b1"], QUARTER.last, noting=True) == date(2000, 1, 1)
    assert TreeChange.objects.filter(top_id=small["p"]).count() == 2

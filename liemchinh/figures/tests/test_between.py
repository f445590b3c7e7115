"""Periods that end on any day: kept sums near their ends and the acts of the days between give what counting everything gives."""

from collections.abc import Sequence
from datetime import date

import pytest

from liemchinh.figures import base, between, counting
from liemchinh.figures.base import Counted, members_together
from liemchinh.figures.declarations import Indicator, indicators
from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.figures.keeping.nodes import months_standing
from liemchinh.figures.models import NodeVector
from liemchinh.figures.periods import Period, month_end
from liemchinh.figures.placing import Ground, ground
from liemchinh.figures.sql.relations import NOW
from liemchinh.figures.tests.small import CONSOLE, TREE, Small, act, enter
from liemchinh.journal import services as journal
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person

pytestmark = pytest.mark.django_db
# Cases have a recount and a list of their own: test_cases.py.
COUNTED = [one for one in indicators().values() if one.kind in {"stock", "flow"} and one.of != "cases"]
ACTS = [one for one in COUNTED if one.kind == "flow" and one.is_kept]
MEMBERS = [one for one in COUNTED if one.kind == "stock" and one.of == "members"]
# The first ends before a kept month end, the second begins behind one; between them lies a gap.
FREE = [Period(date(2024, 2, 20), date(2024, 4, 20)), Period(date(2024, 7, 2), date(2024, 12, 1))]


@pytest.fixture
def small(small: Small) -> Small:
    catch_up()
    return small


def _stands(small: Small, key: str) -> Ground:
    return ground(NOW, small[key], FREE[-1].last, by_child=True, regions=True)


def _keep(stands: Ground, *months: int) -> None:
    days = [month_end(month) for month in months]
    counting.counts(NOW, stands, [one for one in COUNTED if one.kind == "stock"], [Period(day, day) for day in days])


def _told(
    stands: Ground, counted: Sequence[Counted], chosen: Sequence[Indicator] = COUNTED
) -> list[dict[tuple[str, int], int]]:
    """What is told of the whole and of each child."""
    return [
        {(one.key, node): told.whole[one.key] if node == stands.whole else told.nodes[one.key].get(node, 0)
         for one in chosen for node in (stands.whole, *stands.children)}
        for told in counted
    ]  # fmt: skip


def test_any_days_are_counted_alike_with_and_without_kept_sums(small: Small) -> None:
    for key in TREE:
        NodeVector.objects.all().delete()
        stands = _stands(small, key)
        alone = _told(stands, [base.count(NOW, stands, COUNTED, period) for period in FREE])
        assert between.acts_near(stands, ACTS, FREE) is None, key
        assert _told(stands, counting.counts(NOW, stands, COUNTED, FREE)) == alone, key
        _keep(stands, 202403, 202406, 202411)
        assert months_standing([stands.whole, *stands.children], FREE[-1].last) == [202403, 202406, 202411]
        assert between.acts_near(stands, ACTS, FREE) is not None, key
        assert _told(stands, counting.counts(NOW, stands, COUNTED, FREE)) == alone, key


def test_members_of_any_day_are_those_of_the_nearest_month_and_who_changed_since(small: Small) -> None:
    enter(small, ("admitted", "2024-12-15", "b1"), ("official", "2025-01-15", "b1"))
    enter(small, ("admitted", "2020-02-29", "b3"), ("died", "2023-03-02", "b3"))
    # Surely 31 years old only from the end of a month on, perhaps from its beginning on; thirty years in the party; 31 after 28 February.
    for birth, admitted in (
        ("1993-12", "2020-06-05"),
        ("1994-01", "2020-06-05"),
        ("", "1995-01-10"),
        ("1992-02-29", "2012-05-05"),
    ):
        told = [NewAct("admitted", date.fromisoformat(admitted), small["b2"])]
        register_person(PersonFacts("Nguyễn Thị Tuổi", birth=birth), told, actor=CONSOLE)
    # Back and forth within a month, over a new year, over the end of February, and a kept month itself.
    days = [date(2024, 12, 10), date(2025, 1, 20), date(2023, 3, 3), date(2024, 12, 31)]
    for key in TREE:
        stands = _stands(small, key)
        _keep(stands, 202302, 202412)
        near = between.members_near(stands, MEMBERS, days)
        assert near is not None, key
        assert _told(stands, near, MEMBERS) == _told(stands, members_together(NOW, stands, MEMBERS, days), MEMBERS), key


def test_what_is_kept_too_far_away_is_not_used(small: Small) -> None:
    stands = _stands(small, "p")
    _keep(stands, 202404)
    assert between.acts_near(stands, ACTS, FREE) is None
    assert between.members_near(stands, MEMBERS, [FREE[-1].last]) is None


def test_acts_written_while_they_are_counted_are_not_told_by_half(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands = _stands(small, "p")
    _keep(stands, 202403, 202406, 202411)
    honest = between.acts_together

    def somebody_writes(*args: object) -> list[Counted]:
        told = honest(*args)  # type: ignore[arg-type]
        act(small.people[1], "helped", "2024-08-08", small["b1"])
        return told

    before = journal.last_sequence()
    monkeypatch.setattr(between, "acts_together", somebody_writes)
    assert between.acts_near(stands, ACTS, FREE) is None
    assert journal.last_sequence() == before + 1

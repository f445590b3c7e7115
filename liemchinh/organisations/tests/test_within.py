"""Does an organisation count under another today?"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liemchinh.journal import clock
from liemchinh.organisations.queries import subtree
from liemchinh.organisations.reorganisation import apply
from liemchinh.organisations.tests.test_reorganisation import DAY, decision, row, tree
from liemchinh.organisations.within import is_within
from tests.world import CONSOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids(today: date) -> Iterator[list[int]]:
    """Two branches become one under another commune on DAY; the clock stands there."""
    numbers = tree()
    apply(decision([row("m", "o4", "Chi bộ chung")], ("o7", "m", "merge"), ("o11", "m", "merge")), actor=CONSOLE)
    with clock.at(DAY):
        yield numbers


def test_each_organisation_is_within_what_the_subtree_says_before_and_after_a_reorganisation(ids: list[int]) -> None:
    everyone = set(subtree(ids))
    assert len(everyone) > len(ids)
    for day in (DAY - timedelta(days=1), DAY):
        with clock.at(day):
            for root in ids:
                below = set(subtree([root]))
                assert {one for one in everyone if is_within(frozenset({root}), one)} == below | {root}
            assert {one for one in everyone if is_within(frozenset(ids[1:3]), one)} == set(subtree(ids[1:3]))


def test_under_nothing_and_of_itself_nobody_is_asked(ids: list[int]) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert not is_within(frozenset(), ids[0]) and is_within(frozenset(ids), ids[0])
    assert len(asked) == 0
    assert not is_within(frozenset(ids), 10**12)

"""A room that uses the box, and people enough to vote."""

from collections.abc import Iterator
from typing import Any

import pytest

from liemchinh.ballots.tests.rounds import a_use, number_papers, people


@pytest.fixture(autouse=True)
def used() -> Iterator[None]:
    with a_use():
        yield


@pytest.fixture
def voters(world: Any) -> list[int]:
    """Twelve members of Chi's branch."""
    return people(world, 12)


@pytest.fixture
def numbering(world: Any) -> None:
    """Papers of Chi's branch can be numbered."""
    number_papers(world)

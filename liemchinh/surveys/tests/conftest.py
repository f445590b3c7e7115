"""A branch of fourteen in an open round: twelve more than the world has, of whom the first is called Lý Thị Anh."""

from dataclasses import dataclass
from typing import Any

import pytest

from liemchinh.surveys.models import Part, Round
from liemchinh.surveys.tests.samples import called, members, part_in
from tests.world import World


@dataclass(frozen=True)
class Held:
    """The world, those who were added, the round and the branch in it."""

    world: World
    people: list[int]
    round: Round
    part: Part

    @property
    def chi(self) -> Any:
        """Whoever keeps the branch."""
        return self.world.actor("chi")


@pytest.fixture
def held(world: World) -> Held:
    people = members(world, 12)
    round = called(world)
    return Held(world, people, round, part_in(round, world))

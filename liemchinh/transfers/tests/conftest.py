"""Short ways to send and receive between the two branches of the commune."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from liemchinh.transfers.sending import Letter, send_members

SENT = date(2026, 2, 2)
Sends = Callable[..., list[int]]


@pytest.fixture
def send(world: Any) -> Sends:
    """`send()`: An introduces Phúc from Gò Cát to Rạch Dừa on 2 February 2026; gives the cases."""

    def send_(
        people: Sequence[str] = ("branch",),
        to: str = "sibling",
        on: date = SENT,
        until: date | None = None,
        who: str = "an",
    ) -> list[int]:
        numbers = [world.people[name] for name in people]
        letter = Letter("12-GGT", on, until)
        return send_members(numbers, world.places["branch"], world.places[to], letter, actor=world.actor(who))

    return send_

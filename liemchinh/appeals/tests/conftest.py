"""These tests live on 3 March 2026, when the times of appeals are known; `day(…)` moves them on."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date

import pytest

from liemchinh.journal import clock


@pytest.fixture
def day() -> Iterator[Callable[[date], None]]:
    """From now on it is that day."""
    with ExitStack() as kept:
        yield lambda on: kept.enter_context(clock.at(on))

"""How long something takes: the median of several runs, by the clock and in CPU time. The second says the same on a busy machine."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of this process."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:7.1f} ms (CPU {self.cpu:7.1f})"


def median(call: Callable[[], Any], times: int = 5) -> Taken:
    """The median of `times` runs, after one that is not counted."""
    return medians([call], times)[0]


def medians(calls: Sequence[Callable[[], Any]], times: int = 5) -> list[Taken]:
    """The median of each call, run in turns: a machine that slows down or speeds up meanwhile does so for all of them."""
    for call in calls:
        call()
    turns = [[_once(call) for call in calls] for _time in range(times)]
    return [Taken(*(statistics.median(told) for told in zip(*runs, strict=True))) for runs in zip(*turns, strict=True)]


def _once(call: Callable[[], Any]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def pace() -> float:
    """Processor seconds of a loop that is always the same: how fast this machine is at this moment, so that two runs can be compared."""
    started, total = time.process_time(), 0
    for number in range(5_000_000):
        total += number
    return time.process_time() - started

"""The example built in a process of its own while another makes ready and loads what has come."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import TypeVar

from liemchinh.demo.build import build
from liemchinh.demo.content import Example, Piece
from liemchinh.jobs.beside import Beside, Pipe, hand

Worked = TypeVar("Worked")


def as_it_is(piece: Piece) -> Piece:
    """Nothing is done with a piece."""
    return piece


class Coming:
    """An example on its way: its people by the piece, and the rest (`example`) once they have all come."""

    example: Example

    def __init__(self, beside: Beside) -> None:
        self._beside = beside

    def pieces(self, work: Callable[[Piece], Worked]) -> Iterator[Worked]:
        """Waits for each, as `work` makes it over there. Raises what `build` raises, and EOFError when the other process was killed."""
        self._beside.send(work)
        while not isinstance(told := self._beside.receive(), Example):
            yield told
        self.example = told


_running: list[Beside] = []


def begin(on: date) -> None:
    """Begins to build the example of a day in another process, which ends at the latest with this one."""
    _running.append(Beside(_build, on))


@contextmanager
def begun() -> Iterator[Coming]:
    """What was begun, as it comes. The other process ends with the block."""
    beside = _running.pop()
    try:
        yield Coming(beside)
    finally:
        beside.end()


def _build(pipe: Pipe, on: date) -> None:
    # Its objects all stay, so there is no garbage to look for.
    gc.disable()
    # What is done with a piece is asked for when there is one: nobody waits for it before.
    work = cache(pipe.recv)
    built = build(on, lambda piece: hand(pipe, work()(piece)))
    work()
    pipe.send(built)

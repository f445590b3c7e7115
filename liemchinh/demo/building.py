"""The example built in a process of its own, on a core of its own, while another makes ready and loads what has come."""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

from liemchinh.demo.build import build
from liemchinh.demo.content import Example, Piece

Worked = TypeVar("Worked")


def as_it_is(piece: Piece) -> Piece:
    """Nothing is done with a piece."""
    return piece


class Coming:
    """An example on its way: its people by the piece, and the rest (`example`) once they have all come."""

    example: Example

    def __init__(self, pipe: "Connection[Any, Any]") -> None:
        self._pipe = pipe

    def pieces(self, work: Callable[[Piece], Worked]) -> Iterator[Worked]:
        """Waits for each, as `work` makes it over there. Raises what `build` raises, and EOFError when the other process was killed."""
        self._pipe.send(work)
        while not isinstance(told := self._pipe.recv(), (Example, ValueError)):
            yield told
        if isinstance(told, ValueError):
            raise told
        self.example = told


_running: list[tuple[SpawnProcess, "Connection[Any, Any]"]] = []


def begin(on: date) -> None:
    """Begins to build the example of a day in another process, which ends at the latest with this one."""
    # Alike on every system, and without what this process holds open.
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_build, args=(on, theirs), daemon=True)
    process.start()
    theirs.close()
    _running.append((process, ours))


@contextmanager
def begun() -> Iterator[Coming]:
    """What was begun, as it comes. The other process ends with the block."""
    process, ours = _running.pop()
    try:
        yield Coming(ours)
    finally:
        process.terminate()
        process.join()
        ours.close()


def _build(on: date, pipe: "Connection[Any, Any]") -> None:
    # Ctrl+C is for the process that waits; its objects all stay, so there is no garbage to look for.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    # What is done with a piece is asked for when there is one: nobody waits for it before.
    work = cache(pipe.recv)
    try:
        try:
            built: Example | ValueError = build(on, lambda piece: pipe.send(work()(piece)))
        except ValueError as refused:
            built = refused
        work()
        pipe.send(built)
    except (BrokenPipeError, EOFError):
        pass  # nobody waits any more

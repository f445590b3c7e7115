"""The example built in a process of its own, on a core of its own, while another makes ready and loads what has come."""

import gc
import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing.connection import Connection
from typing import Any

from liemchinh.demo.build import build
from liemchinh.demo.content import Example, Piece


class Coming:
    """An example on its way: its people by the piece, and the rest (`example`) once they have all come."""

    example: Example

    def __init__(self, pipe: "Connection[Any, Any]") -> None:
        self._pipe = pipe

    def pieces(self) -> Iterator[Piece]:
        """Waits for each. Raises what `build` raises, and EOFError when the other process was killed."""
        while isinstance(told := self._pipe.recv(), Piece):
            yield told
        if isinstance(told, ValueError):
            raise told
        self.example = told


@contextmanager
def beside(on: date) -> Iterator[Coming]:
    """Begins to build the example of a day. The other process ends with the block, and by itself as soon as this one is no more."""
    # Alike on every system, and without what this process holds open.
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_build, args=(on, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield Coming(ours)
    finally:
        process.terminate()
        process.join()
        ours.close()


def _build(on: date, pipe: Connection) -> None:
    # Ctrl+C is for the process that waits; its objects all stay, so there is no garbage to look for.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    try:
        pipe.send(build(on, pipe.send))
    except ValueError as refused:
        pipe.send(refused)
    except BrokenPipeError:
        pass  # nobody waits any more

"""The example built in a process of its own, on a core of its own, while the one that will load it makes ready."""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing.connection import Connection

from liemchinh.demo.build import Step, build
from liemchinh.demo.content import Example

Built = Callable[[Step], Example]


@contextmanager
def beside(on: date) -> Iterator[Built]:
    """Begins to build the example of a day. Inside the block the given call waits for it, and its `step` is told what `build` tells.

    The other process ends with the block, and by itself as soon as this one is no more. The call raises what `build` raises, and
    EOFError when the other process was killed.
    """
    # Alike on every system, and without what this process holds open.
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_build, args=(on, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield lambda step: _received(ours, step)
    finally:
        process.terminate()
        process.join()
        ours.close()


def _received(pipe: Connection, step: Step) -> Example:
    while isinstance(told := pipe.recv(), int):
        step(told)
    if isinstance(told, ValueError):
        raise told
    example: Example = told
    return example


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

"""Work in a process of its own, on a core of its own, beside the one that waits for what it makes."""

import multiprocessing
import pickle
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from django.conf import settings

Pipe = Connection


class Beside:
    """`work` of a module, begun with `told` in a process that knows the settings and no database; it ends at the latest with this one.

    What goes between the two is in memory alone.
    """

    def __init__(self, work: Callable[..., None], *told: Any) -> None:
        # Alike on every system, and without what this process holds open.
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self.process = spawn.Process(target=_run, args=(work, theirs, *told), daemon=True)
        self.process.start()
        theirs.close()

    def send(self, told: object) -> None:
        """Waits until the other process has room for it. Raises OSError when that was killed."""
        self._pipe.send(told)

    def receive(self) -> Any:
        """Waits for the next thing. Raises what the work raises, and EOFError or OSError when the other process was killed."""
        told = self._pipe.recv()
        if isinstance(told, Exception):
            raise told
        return told

    def end(self) -> None:
        """Ends the other process, wherever it is."""
        self.process.terminate()
        self.process.join()
        self._pipe.close()


def hand(pipe: Pipe, told: object) -> None:
    """Hands something large to the one that waits. Pickled as it is: what `Pipe.send` looks up for each date takes a third of its time."""
    pipe.send_bytes(pickle.dumps(told, pickle.HIGHEST_PROTOCOL))


def _run(work: Callable[..., None], pipe: Pipe, *told: Any) -> None:
    # Ctrl+C is for the process that waits.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settings.CHARTER  # noqa: B018 (the words of the charter and the order of names are said with the settings)
    try:
        try:
            work(pipe, *told)
        except (BrokenPipeError, EOFError):
            raise
        except Exception as fault:
            pipe.send(fault)
            pipe.recv()  # until it was heard
    except (BrokenPipeError, EOFError):
        pass  # nobody waits any more

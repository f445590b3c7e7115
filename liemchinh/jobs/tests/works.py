"""What a process beside does in tests."""

from liemchinh.imports.reading import Unreadable
from liemchinh.jobs.beside import Pipe


def answer(pipe: Pipe, more: int) -> None:
    """Gives back each number with as many more, until nobody asks."""
    while True:
        pipe.send(pipe.recv() + more)


def refuse(pipe: Pipe, reason: str) -> None:
    """Refuses a file."""
    raise Unreadable(reason)


def stumble(pipe: Pipe) -> None:
    """Does what cannot be done."""
    pipe.send({}["nothing"])

"""Work in a process of its own: what it makes comes back, what it raises comes back as what it was, and it ends with the one that waits."""

import os

import pytest

from liemchinh.imports.reading import Unreadable
from liemchinh.jobs.beside import Beside
from liemchinh.jobs.tests import works


def test_what_is_asked_is_answered_elsewhere_until_the_end() -> None:
    beside = Beside(works.answer, 3)
    beside.send(4)
    assert beside.receive() == 7
    assert beside.process.pid not in {None, os.getpid()}
    beside.end()
    assert not beside.process.is_alive()


def test_what_it_raises_is_raised_here() -> None:
    beside = Beside(works.refuse, "Tệp rỗng.")
    with pytest.raises(Unreadable) as refused:
        beside.receive()
    beside.end()
    assert refused.value.reason == "Tệp rỗng."
    beside = Beside(works.stumble)
    with pytest.raises(KeyError):
        beside.receive()
    beside.end()


def test_whoever_waits_for_a_killed_process_hears_it() -> None:
    beside = Beside(works.answer, 3)
    beside.process.kill()
    with pytest.raises(EOFError):
        beside.receive()
    beside.end()

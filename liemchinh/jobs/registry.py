"""What can be done in the background, declared once by each room in its `jobs.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Protocol

from django.utils.module_loading import autodiscover_modules


class Progress(Protocol):
    """What a piece of work gets: the record it is about, how far an earlier attempt came, and where to say how far it is."""

    @property
    def reference_id(self) -> int | None: ...
    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...
    def advance(self, done: int, total: int) -> None: ...


Work = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something due every so often; `call` must be safe to repeat."""

    name: str
    every: timedelta
    call: Callable[[], None]


_works: dict[str, Work] = {}
_recurring: dict[str, Recurring] = {}


def register_job(kind: str, work: Work) -> None:
    """`work` must be repeatable and resumable: it may be killed anywhere and is then called again with the same record."""
    if kind in _works:
        raise ValueError(f"kind of job registered twice: {kind}")
    _works[kind] = work


def register_tick(name: str, every: timedelta, call: Callable[[], None]) -> None:
    """`call` is made when `every` has passed since it was last made, by one worker at a time."""
    if name in _recurring:
        raise ValueError(f"tick registered twice: {name}")
    _recurring[name] = Recurring(name, every, call)


def work_of(kind: str) -> Work:
    """The declared work; KeyError if nobody declared it."""
    _discover()
    return _works[kind]


def recurring() -> Mapping[str, Recurring]:
    """Everything due from time to time, by name."""
    _discover()
    return _recurring


@cache
def _discover() -> None:
    # Asked for the first time, not when the program starts: no command need wait for all that works behind the screens.
    autodiscover_modules("jobs")

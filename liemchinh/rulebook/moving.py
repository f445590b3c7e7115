"""Open deadlines that a change of the rules would move. Rooms that keep deadlines are found by name (`moved_deadlines.py`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Protocol

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from liemchinh.access.actor import Actor
from regulations.charter import Charter


@dataclass(frozen=True, slots=True)
class Change:
    """The rules of a tree before and after what is to be vouched for; `trees`: where it holds."""

    trees: frozenset[int]
    before: Callable[[int], Charter]
    after: Callable[[int], Charter]


@dataclass(frozen=True, slots=True)
class Move:
    """An open deadline that gets another day. None: no day is known, before or after. `opens`: from when the step can be taken, after."""

    number: int
    case: int
    step: str
    before: date | None
    after: date | None
    opens: date | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A move as a reader who may see the case is told it."""

    title: str
    url: str
    before: date | None
    after: date | None
    opens: date | None


class Mover(Protocol):
    """What a room with deadlines offers."""

    def moves(self, change: Change) -> Sequence[Move]: ...
    def hold(self, moves: Sequence[Move]) -> None: ...
    def write(self, moves: Sequence[Move], sequence: int) -> None: ...
    def shown(self, moves: Sequence[Move], actor: Actor) -> Sequence[Shown]: ...


@dataclass(frozen=True, slots=True)
class Preview:
    """What would move: told one by one where the reader may see the case, as a number elsewhere. `mark` stands for all of it."""

    shown: Sequence[Shown]
    others: int
    mark: str

    @property
    def count(self) -> int:
        """All that would move."""
        return len(self.shown) + self.others


@cache
def movers() -> tuple[Mover, ...]:
    """The movers of all rooms that keep deadlines."""
    rooms = [
        app for app in apps.get_app_configs() if app.module and module_has_submodule(app.module, "moved_deadlines")
    ]
    return tuple(import_module(f"{app.name}.moved_deadlines").mover for app in rooms)


def preview(change: Change, actor: Actor) -> Preview:
    """What the change would move. The number of queries does not grow with the deadlines."""
    found = [(mover, mover.moves(change)) for mover in movers()]
    shown = [one for mover, moves in found for one in mover.shown(moves, actor)]
    return Preview(
        shown, sum(len(moves) for _mover, moves in found) - len(shown), mark_of([moves for _mover, moves in found])
    )


def mark_of(found: Sequence[Sequence[Move]]) -> str:
    """A short text that is another one as soon as one deadline more, or another day, would move."""
    told = ";".join(f"{move.number}:{move.before}:{move.after}:{move.opens}" for moves in found for move in moves)
    return sha256(told.encode()).hexdigest()[:16]

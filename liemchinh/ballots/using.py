"""The rooms that use the box: each registers by name, and no name of theirs is known here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from liemchinh.access.actor import Actor
from liemchinh.ballots.counted import Counted
from liemchinh.ballots.models import Box
from liemchinh.ballots.words import KEEP
from regulations.answers import Refusal


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands on the slip, the phone's page and the minutes, in words; `how`: one line of how to mark."""

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    how: str


@dataclass(frozen=True, slots=True)
class Use:
    """What a room does with a box. `verb`: who keeps its boxes, at the organisation that votes; `may_see` narrows that further.

    `when_counted` and `when_void` run inside the transaction. `faults`: what else stands in the way of freezing; `back`: the room's page.
    """

    words: Callable[[Box], Layout]
    verb: str = KEEP
    may_see: Callable[[Actor, Box], bool] | None = None
    when_counted: Callable[[Box, Counted, Actor], None] | None = None
    when_void: Callable[[Box, Actor | None], None] | None = None
    faults: Callable[[Box], list[Refusal]] = field(default=lambda box: [])
    back: Callable[[Box], str] = field(default=lambda box: "")


_uses: dict[str, Use] = {}


def provide_use(code: str, use: Use) -> None:
    """A room says, at start, what it does with its boxes."""
    _uses[code] = use


def use_of(box: Box) -> Use:
    """What the room of this box does with it."""
    return _uses[box.use]


def uses() -> dict[str, Use]:
    """All rooms that use the box."""
    return _uses

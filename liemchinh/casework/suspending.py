"""Where a room whose case asks for a suspension meets the room that keeps suspensions. Neither imports the other.

A suspension is a matter of the register, with its own deadline and paper. Nothing in it names the case that asked for it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Deadline


@dataclass(frozen=True, slots=True)
class Told:
    """A decision on a suspension. `on`: from when it counts; `number`, `dated`: its paper; `body`: the committee that decided on a
    beginning; `until`: the last day of an extension."""

    on: date
    number: str = ""
    dated: date | None = None
    body: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """A suspension that has begun and not ended: the case that keeps it, since when, and the deadline that waits for its end."""

    matter: int
    since: date
    deadline: Deadline | None


class Suspensions(Protocol):
    """What the room of suspensions gives. Whoever calls has said who may; the rules and the register are asked here."""

    def running(self, person: int) -> Running | None:
        """The suspension of somebody that has a case of its own; None where there is none."""

    def begin(self, person: int, told: Told, *, actor: Actor) -> int:
        """Somebody's activity is suspended; gives the case that keeps it."""

    def extend(self, matter: int, told: Told, *, actor: Actor) -> int:
        """The suspension of that case lasts longer; gives the entry."""

    def end(self, matter: int, told: Told, *, actor: Actor) -> int:
        """It ends: by a decision with a number, or on its last day without one; gives the entry."""


_rooms: list[Suspensions] = []


def provide_suspensions(room: Suspensions) -> None:
    """The room that keeps suspensions says so once, at start."""
    _rooms[:] = [room]


def suspensions() -> Suspensions:
    """The room that keeps suspensions."""
    return _rooms[0]

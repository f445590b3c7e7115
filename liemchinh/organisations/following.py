"""What rooms above contribute when organisations change: they go along, count what would move, and take what is assigned."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits in a place to be assigned: `source` is the ended organisation it stood in."""

    id: int
    title: str
    detail: str
    source: int


@dataclass(frozen=True, slots=True)
class Assigned:
    """A decision by which things left a waiting place: the entry that tells it, the place, where to, from which day, by which paper."""

    sequence: int
    place: int
    target: int
    on: date
    decision: str


@dataclass(frozen=True, slots=True)
class Follower:
    """A room whose things stand in organisations.

    `carried(ended, on)`: how many stand in each. `follow(moves, ended, on, sequence)`: move them, recorded by the entry.
    `people(place)`: who waits there, with the organisation they stood in before (0: unknown). `waiting(people, actor)`: those of
    them whom the actor may see, with names. `assign(people, assigned, actor)`: they stand in the target from the day they came to the
    place, or Refused. `later(assigned)`: the entries that stand on that. `unassign(assigned, actor)`: they wait as before, or Refused.
    `unfollow(ended, on, sequence)`: what went along because of an act recorded after the decision, now taken back by the entry, stands
    where it would without it.
    """

    carried: Callable[[Sequence[int], date], Mapping[int, int]]
    follow: Callable[[Mapping[int, int], Collection[int], date, int], None]
    people: Callable[[int], Mapping[int, int]]
    waiting: Callable[[Mapping[int, int], Actor], list[Waiting]]
    assign: Callable[[Sequence[int], "Assigned", Actor], None]
    later: Callable[["Assigned"], Collection[int]]
    unassign: Callable[["Assigned", Actor], None]
    unfollow: Callable[[Collection[int], date, int], None] = lambda _ended, _on, _sequence: None


_followers: list[Follower] = []


def register_follower(follower: Follower) -> None:
    """Called once, at start, by the room above."""
    _followers.append(follower)


def followers() -> Sequence[Follower]:
    """Every room that goes along."""
    return _followers


def carried(ended: Sequence[int], on: date) -> dict[int, int]:
    """How many members stand in each of the ended organisations."""
    counts: dict[int, int] = {}
    for follower in _followers:
        for number, count in follower.carried(ended, on).items():
            counts[number] = counts.get(number, 0) + count
    return counts

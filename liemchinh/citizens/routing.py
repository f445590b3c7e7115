"""Who may open a report: the inspection body one level above the office, nobody concerned, below or beside them. Pure: no database.

A level at which fewer than two may open it counts as empty: one person alone could lose a report, or keep it to themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who can open reports at a level, and every organisation they serve in besides: posts, membership, the account's own."""

    account: int
    level: int
    person: int | None = None
    places: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Chart:
    """The tree of a day: each organisation's parent (None at a top), and who can open reports at each."""

    parents: Mapping[int, int | None]
    readers: Mapping[int, Sequence[Reader]]

    def upward(self, place: int) -> Iterator[int]:
        """The place and everything above it, the nearest first. An organisation that is not in the tree has nothing above it."""
        seen: set[int] = set()
        step: int | None = place
        while step is not None and step not in seen:
            seen.add(step)
            yield step
            step = self.parents.get(step)


@dataclass(frozen=True, slots=True)
class About:
    """Whom a report concerns: the office, the people, and every organisation in which they hold a post."""

    office: int
    people: frozenset[int] = frozenset()
    seats: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Route:
    """The level that reads a report and its readers; no level: the form refuses and prints an address outside."""

    level: int | None
    readers: tuple[Reader, ...] = ()


def may_open(chart: Chart, reader: Reader, about: About) -> bool:
    """Is the reader neither concerned, nor below, nor beside anybody concerned?"""
    if reader.person is not None and reader.person in about.people:
        return False
    forbidden = about.seats | {about.office}
    return all(forbidden.isdisjoint(chart.upward(place)) for place in (reader.level, *sorted(reader.places)))


def route(chart: Chart, about: About) -> Route:
    """The nearest level above the office at which at least two may open the report; none where there is none up to the top."""
    for level in list(chart.upward(about.office))[1:]:
        fit = tuple(reader for reader in chart.readers.get(level, ()) if may_open(chart, reader, about))
        if len({reader.person or -reader.account for reader in fit}) >= FEWEST:
            return Route(level, fit)
    return Route(None)

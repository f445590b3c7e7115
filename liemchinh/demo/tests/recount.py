"""Counts the example from nothing but its events: a second way, sharing no code with what made them."""

import itertools
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from liemchinh.demo.build import build
from liemchinh.demo.content import Event, Example, Organisation, Person, Piece
from liemchinh.web.dates import PartialDate
from regulations.charter import Charter, open_charter

ENDS = ("struck_off", "left", "expelled", "died")


@cache
def charter() -> Charter:
    """The shipped charter, whose words the example uses."""
    return open_charter()


def category(organisation: Organisation) -> str:
    """What the charter's table makes of an organisation's kind and level."""
    return charter().kinds.category_of(organisation.kind, organisation.level, on=organisation.valid_from)


@cache
def told(on: date) -> tuple[Sequence[Piece], Example, float]:
    """The people by the piece, the rest, and how many seconds of processor time it took; built once for all tests of a process."""
    pieces: list[Piece] = []
    started = time.process_time()
    rest = build(on, pieces.append)
    return pieces, rest, time.process_time() - started


@cache
def example(on: date) -> Example:
    """The same as one."""
    pieces, rest, _seconds = told(on)
    return whole(pieces, rest)


def whole(pieces: Sequence[Piece], rest: Example) -> Example:
    """An example whose people came by the piece."""
    persons = tuple(person for piece in pieces for person in piece.persons)
    return replace(rest, persons=persons, events=tuple(event for piece in pieces for event in piece.events))


@cache
def stays(on: date) -> dict[str, list["Stay"]]:
    """For everyone, their time in each branch, oldest first, checked act by act."""
    made = example(on)
    persons = {person.key: person for person in made.persons}
    acts: dict[str, list[Event]] = defaultdict(list)
    for event in made.events:
        acts[event.person_key].append(event)
    assert acts.keys() == persons.keys()
    return {key: History(persons[key]).told(events) for key, events in acts.items()}


@dataclass
class Stay:
    """Time in one branch: from a day until the first day no longer, and what changed within it."""

    branch: str
    starts: date
    official: date | None = None
    exempt: date | None = None
    ends: date | None = None
    how: str = ""
    suspended: list[tuple[date, date | None]] = field(default_factory=list)

    def holds(self, day: date) -> bool:
        """Whether the member was counted here at the end of the day."""
        return self.starts <= day and (self.ends is None or day < self.ends)


class History:
    """Follows one person act by act; every act must be possible after those before."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.stays: list[Stay] = []
        self.admitted: date | None = None  # of the current membership
        self.official: date | None = None
        self.helped = 0

    def told(self, events: list[Event]) -> list[Stay]:
        """The stays that these acts make."""
        for before, after in itertools.pairwise(events):
            together = (before.kind, after.kind) == ("transferred_out", "transferred_in")
            assert before.on < after.on or (before.on == after.on and together), (before, after)
        for event in events:
            _DOES[event.kind](self, event)
        return self.stays

    @property
    def stay(self) -> Stay:
        """The stay that is under way."""
        assert self.stays and self.stays[-1].ends is None, self.person
        return self.stays[-1]

    def enter(self, event: Event) -> None:
        assert not self.stays or self.stays[-1].ends is not None, event
        assert event.organisation_key
        exempt = self.stays[-1].exempt if self.stays and event.kind == "transferred_in" else None
        self.stays.append(Stay(event.organisation_key, event.on, self.official, exempt))

    def leave(self, event: Event) -> None:
        stay = self.stay
        assert stay.branch == event.organisation_key, event
        stay.ends, stay.how = event.on, event.kind

    def _begin(self, event: Event) -> None:
        born = PartialDate.parse(self.person.birth).latest
        earliest = PartialDate.parse(event.happened).earliest if event.happened else event.on
        assert earliest == event.on
        assert (event.on.year - born.year, event.on.month, event.on.day) >= (18, born.month, born.day), (
            self.person,
            event,
        )
        self.admitted, self.official = event.on, None

    def do_admit(self, event: Event) -> None:
        assert self.admitted is None, event
        self._begin(event)
        if event.organisation_key:
            self.enter(event)

    def do_official(self, event: Event) -> None:
        assert self.admitted and self.official is None, event
        assert (event.on.year, event.on.month, event.on.day) == (
            self.admitted.year + 1,
            self.admitted.month,
            self.admitted.day,
        ), event
        self.official = event.on
        if event.organisation_key:
            assert self.stay.branch == event.organisation_key
            self.stay.official = event.on

    def do_exempt(self, event: Event) -> None:
        assert self.stay.branch == event.organisation_key and self.official and not self.stay.exempt, event
        assert not any(until is None for _, until in self.stay.suspended)
        self.stay.exempt = event.on

    def do_out(self, event: Event) -> None:
        assert event.counterpart_key != event.organisation_key
        assert not any(until is None for _, until in self.stay.suspended)
        self.leave(event)

    def do_in(self, event: Event) -> None:
        assert event.counterpart_key != event.organisation_key
        if event.counterpart_key:
            last = self.stays[-1]
            assert (last.branch, last.how, last.ends) == (event.counterpart_key, "transferred_out", event.on), event
        else:
            assert not self.stays or (self.stays[-1].how == "transferred_out" and self.stays[-1].ends != event.on), (
                event
            )
            assert self.official, event
        self.enter(event)

    def do_suspend(self, event: Event) -> None:
        assert self.stay.branch == event.organisation_key and self.official and not self.stay.exempt
        self.stay.suspended.append((event.on, None))

    def do_resume(self, event: Event) -> None:
        since, until = self.stay.suspended.pop()
        assert until is None and self.stay.branch == event.organisation_key and (event.on - since).days <= 90, event
        self.stay.suspended.append((since, event.on))

    def do_help(self, event: Event) -> None:
        assert self.stay.branch == event.organisation_key and not self.helped, event
        self.helped = 1

    def do_end(self, event: Event) -> None:
        if self.stay.suspended and self.stay.suspended[-1][1] is None:
            assert event.kind == "expelled" and (event.on - self.stay.suspended[-1][0]).days <= 90, event
        self.leave(event)

    def do_restore(self, event: Event) -> None:
        last = self.stays[-1]
        assert last.how in ("struck_off", "expelled") and last.branch == event.organisation_key, event
        self.enter(event)

    def do_readmit(self, event: Event) -> None:
        last = self.stays[-1]
        assert last.how in ("struck_off", "expelled") and last.ends, event
        assert (event.on - last.ends).days >= 1096, event
        self._begin(event)
        self.enter(event)


_DOES = {
    "admitted": History.do_admit, "official": History.do_official, "exempt": History.do_exempt, "transferred_out": History.do_out,
    "transferred_in": History.do_in, "suspended": History.do_suspend, "resumed": History.do_resume, "helped": History.do_help,
    "restored": History.do_restore, "readmitted": History.do_readmit, **dict.fromkeys(ENDS, History.do_end),
}  # fmt: skip


def present(on: date, day: date) -> Iterator[tuple[str, Stay]]:
    """Everyone counted at the end of `day`, with their stay, in the example as of `on`."""
    for key, history in stays(on).items():
        for stay in history:
            if stay.holds(day):
                yield key, stay


def flows(made: Example, root: str, first: date, last: date) -> Counter[str]:
    """Acts by kind in a tree and a period, both ends included."""
    return Counter(
        event.kind
        for event in made.events
        if event.organisation_key and event.organisation_key.split("-")[0] == root and first <= event.on <= last
    )

"""What the example consists of: plain frozen records, in the order in which they can be loaded.

Persons and events are tuples with names: there are hundreds of thousands, and they pass from one process to another.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

EventKind = Literal[
    "admitted", "official", "exempt", "transferred_out", "transferred_in", "suspended", "resumed", "restored", "helped",
    "struck_off", "left", "expelled", "died", "readmitted",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation, as it is known from `valid_from`. A parent stands before its children; a root has none."""

    key: str
    code: str
    name: str
    level: str
    kind: str
    parent_key: str | None
    valid_from: date
    valid_to: date | None
    unit_type: str


class Person(NamedTuple):
    """One person. `birth` is a partial date; `ethnicity` a slug; levels are empty where there is none."""

    key: str
    full_name: str
    gender: str
    birth: str
    ethnicity: str
    education: str
    profession_level: str
    theory_level: str
    occupation: str
    home_place: str
    card_no: str
    cv_no: str


class Event(NamedTuple):
    """One act of membership, effective from `on`.

    `organisation_key` is None for an admission or recognition outside the installation, told when the person first arrives.
    `counterpart_key` is the other side of a transfer; None there means outside the installation. A transfer within a tree is
    two events of the same day, out before in. `happened` is the date as it is told where it is incomplete ("1948"); `on` is then
    its earliest day.
    """

    person_key: str
    organisation_key: str | None
    kind: EventKind
    on: date
    counterpart_key: str | None = None
    happened: str = ""


class Piece(NamedTuple):
    """Some people with all their events, each one's by day. `branches`: of how many branches' members, as far as can be told, for a bar."""

    persons: Sequence[Person]
    events: Sequence[Event]
    branches: int


@dataclass(frozen=True, slots=True)
class Post:
    """A seat held from `starts_on` until `ends_on` (the first day no longer; None: still)."""

    person_key: str
    organisation_key: str
    post: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who signs in. A role without an organisation is held for the installation as a whole."""

    username: str
    display_name: str
    roles: tuple[tuple[str, str | None], ...]
    person_key: str | None


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A figure an organisation reported, as of a day."""

    organisation_key: str
    indicator: str
    on: date
    value: int


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """A line of a published report: what it counts, where, when, and what the report prints.

    `filters` narrow the indicator: `depth` below the organisation, `category` of the organisations counted, `unit_type` of the
    grassroots organisation that they or the members belong to (every organisation below it carries the same). Either `period`
    (both ends included) or `as_of` is given. `is_change`: the report prints by how many percent it differs from the same period
    before. What the records make of it is computed, never stored here.
    """

    key: str
    report: str
    label: str
    indicator: str
    organisation_key: str
    period: tuple[date, date] | None
    as_of: date | None
    filters: Mapping[str, tuple[str, ...]]
    unit: Literal["count", "percent"]
    printed: Decimal
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """The whole example as of `on`, every list in load order: parents before children, each person's events by day."""

    on: date
    organisations: tuple[Organisation, ...]
    persons: tuple[Person, ...]
    events: tuple[Event, ...]
    posts: tuple[Post, ...]
    accounts: tuple[Account, ...]
    reported: tuple[ReportedValue, ...]
    published: tuple[PublishedLine, ...]

    def digest(self) -> str:
        """SHA-256 over all content: equal exactly when the content is equal, in every process and on every machine."""
        total = hashlib.sha256(self.on.isoformat().encode())
        for field in fields(self)[1:]:
            for record in getattr(self, field.name):
                total.update(repr(record).encode())
        return total.hexdigest()

"""What is asked in an address and how it is answered. Whatever has the written shape is asked; nothing is refused for its value."""

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from liemchinh.api.queries import told_indicators

MOST_INDICATORS = 20
MOST_ROWS = 200
# Written the one way, so that nothing that looks like a day is another.
_DAY = r"^(19[3-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
# A whole number without a sign, a point or a space around it.
NUMBER = r"^[1-9][0-9]{0,17}$"


def day_in(text: str) -> date:
    """The day a text names, from 1930 to 2099; a day that the month has not is its last one."""
    year, month, day = (int(part) for part in text.split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))


Day = Annotated[str, Field(pattern=_DAY)]
Number = Annotated[str, Field(pattern=NUMBER)]
# The keys are known once all rooms have declared theirs, which is before any address is read; a type checker cannot list them.
Key = StrEnum("Key", {one.key: one.key for one in told_indicators()})  # type: ignore[misc]


class Trouble(Schema):
    """Why there is no answer: a code, and words for people."""

    error: str
    message: str


class OrganisationsAsked(Schema):
    """Which organisations: of a day (default today), under one of them, after a number, so many."""

    on: Day = Field(default_factory=str)
    under: Number = Field(default_factory=str)
    after: Number = Field(default_factory=str)
    size: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 100


class OrganisationTold(Schema):
    """An organisation as it stands on the day asked for."""

    id: int
    name: str
    kind: str
    category: str
    parent: int | None
    valid_from: date
    valid_to: date | None


class Organisations(Schema):
    """One page; `next` is asked for with `after`, null on the last."""

    on: date
    items: list[OrganisationTold]
    next: str | None


class IndicatorTold(Schema):
    """What can be counted."""

    key: str
    label: str
    kind: str
    unit: str
    counts: str


class Indicators(Schema):
    """All that can be asked for."""

    items: list[IndicatorTold]


class FiguresAsked(Schema):
    """Which figures, of the days between two days, both in it, in either order; by the tree of a day (default the last)."""

    indicator: Annotated[list[Key], Field(min_length=1, max_length=MOST_INDICATORS)]
    first: Day
    last: Day
    tree: Day = Field(default_factory=str)
    by: Literal["whole", "children"] = "whole"


class FigureTold(Schema):
    """A figure beside that of the same period before. `hidden`: too small to be told; then both are null."""

    key: str
    value: int | float | None
    before: int | float | None
    hidden: bool


class LineTold(Schema):
    """What stands directly under the organisation; `organisation` null is what stands under none of these."""

    organisation: int | None
    name: str
    figures: list[FigureTold]


class Figures(Schema):
    """Figures of an organisation, and of what stands directly under it when asked."""

    organisation: int
    first: date
    last: date
    tree: date
    figures: list[FigureTold]
    children: list[LineTold]


class ChangesAsked(Schema):
    """Which changes: after a number, so many."""

    after: Number = Field(default_factory=str)
    size: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 100


class ChangeTold(Schema):
    """A change of the register: of whom by an id, where by a number, when. `cancels`: the number of the change it takes back."""

    number: int
    kind: Literal["entered", "official", "arrived", "departed", "moved", "ended", "cancelled"]
    person: str | None
    organisation: int | None
    effective_on: date | None
    recorded_on: date
    cancels: int | None


class Changes(Schema):
    """One page, oldest first; `next` is asked for with `after`, null when nothing more is recorded."""

    items: list[ChangeTold]
    next: str | None

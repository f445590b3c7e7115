"""What a room may contribute to the common pages. Plain data that imports nothing, so that any room may make it.

A room has `waiting.py` with `waiting(actor, on) -> list[Waiting]`, `changed.py` with `changes(actor, since) -> list[Change]`, `search.py`
with `search(actor, query) -> list[Hit]`, `mine.py` with `mine(actor, on) -> list[Section]`; each is found by its name when the program
starts (`web.discovery`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

Provide = TypeVar("Provide", bound=Callable[..., list[Any]])


def concerns(*verbs: str, rows: Sequence[Any] = ()) -> Callable[[Provide], Provide]:
    """Says when a room need not be asked at all: of an actor with none of these verbs, and while the tables of `rows` are empty.

    Nothing else is said by it: what an actor may see the room itself decides, as it does without.
    """

    def marked(provide: Provide) -> Provide:
        provide.verbs, provide.rows = verbs, tuple(rows)  # type: ignore[attr-defined]  # functions have them, `web.discovery` reads them
        return provide

    return marked


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for this person. `why` says in one sentence why it is theirs; `due_on` is None where no day is known.

    `day_url`: where the calculation of the day stands.
    """

    title: str
    why: str
    due_on: date | None
    url: str
    kind: str = ""
    day_url: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed in what this person may see."""

    sentence: str
    when: datetime
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A page that this person opens most, offered at the head of home (`shortcuts.py`: `shortcuts(actor, on) -> list[Shortcut]`)."""

    title: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found by the search box. `kind` is the word its group stands under: "Tổ chức", "Hội viên"."""

    title: str
    detail: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of one's own page: what a room holds about oneself, as lines of (what, how it stands)."""

    title: str
    rows: Sequence[tuple[str, str]]
    url: str = ""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """The file of a paper (its kind and number, as the case has them) for the person it is addressed to.

    `own_files.py`: `own_files(actor, case) -> list[OwnFile]`.
    """

    kind: str
    number: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class OwnLink:
    """Something the person a case is about can do in another room (`own_links.py`: `own_links(actor, case) -> list[OwnLink]`)."""

    title: str
    says: str
    url: str
    button: str

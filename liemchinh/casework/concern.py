"""What a kind of case says to the person it is about, and what they may send. Rooms tell it at start; the pages are casework's."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from liemchinh.access.actor import Actor
from liemchinh.casework.statement_words import EXPLANATION, ON_DRAFT, RECONSIDER, RESERVE

if TYPE_CHECKING:
    from liemchinh.casework.models import Case
    from liemchinh.casework.steps import Taken


@dataclass(frozen=True, slots=True)
class Card:
    """A part of the page: title, lines of (what, how it stands), a sentence below; `drawn`: templates the room has filled in itself."""

    title: str
    rows: Sequence[tuple[str, str]] = ()
    says: str = ""
    drawn: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Examiner:
    """Somebody of the team; `challenged_on`: their challenge waits for an answer since then."""

    person: int
    name: str
    leads: bool
    challenged_on: date | None


def _nobody(_case: "Case") -> Sequence[Examiner]:
    return ()


def _refused(_case: "Case", _person: int, _actor: Actor) -> None:
    raise LookupError("this kind of case has no team")


@dataclass(frozen=True, slots=True)
class Concern:
    """What a kind of case says to whom it is about (guards 13).

    `roles`: as what they take part. `shown_on`: case and person → the day from which its procedure shows it to them; None before.
    `cards`: case and person → what is alleged, the draft, the result. `offers`: what they may send, codes of SENT. `meets`: what they send
    → the step that waited for it, made from its day and where a paper lies ("": sent by themselves). `team`, `challenge`: who examines,
    and how one of them is challenged. `untold`: steps they are told nothing of.
    """

    roles: frozenset[str]
    shown_on: Callable[["Case", int], date | None]
    cards: Callable[["Case", int], Sequence[Card]]
    offers: tuple[str, ...] = (EXPLANATION, ON_DRAFT, RESERVE, RECONSIDER)
    meets: Mapping[str, Callable[[date, str], "Taken"]] = field(default_factory=dict)
    team: Callable[["Case"], Sequence[Examiner]] = _nobody
    challenge: Callable[["Case", int, Actor], object] = _refused
    untold: frozenset[str] = frozenset()


_concerns: dict[str, Concern] = {}


def provide_concern(kinds: Iterable[str], concern: Concern) -> None:
    """Called at start by the room of these kinds of case."""
    _concerns.update(dict.fromkeys(kinds, concern))


def concern_of(kind: str) -> Concern | None:
    """What the room of a kind tells; None: its cases are shown to nobody they are about by these pages."""
    return _concerns.get(kind)

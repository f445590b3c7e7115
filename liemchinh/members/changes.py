"""What is to be recorded about people, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from liemchinh.members.facts import PersonFacts
from regulations.answers import Refusal


class NewAct(NamedTuple):
    """An act to be recorded: kind without "members.", the day it takes effect, where; `happened` is the date as told ("1956").

    Only an admission or recognition elsewhere, told when the person first comes, has no organisation. "moved" carries the paper and the
    entry of the assignment out of a waiting place.
    """

    kind: str
    on: date
    organisation: int | None
    happened: str = ""
    decision: str = ""
    assignment: int | None = None


class Change(NamedTuple):
    """What is to be recorded about one person in one go. Without `person` a new person is registered from `facts`.

    `case`: the acts belong to a case that is nobody's to see without a right of its own, and are read with it.
    """

    person: int | None = None
    facts: PersonFacts | None = None
    acts: Sequence[NewAct] = ()
    cancels: Sequence[int] = ()
    reason: str = ""
    external: tuple[str, str] | None = None
    case: int | None = None

    def personal(self) -> dict[str, str]:
        """The values that were told of the person, for the book's erasable side."""
        told = self.facts.personal() if self.facts else {}
        return told | dict(zip(("source", "external_id"), self.external or (), strict=False))


@dataclass(slots=True)
class Outcome:
    """What became of a change: the person, the entries' sequences, or every refusal (then nothing of it was written)."""

    person: int | None = None
    sequences: Sequence[int] = ()
    refusals: list[Refusal] = field(default_factory=list)

"""A list of people in which each carries one of a few marks, and one tap changes it: meetings and dues show the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liemchinh.access.requests import SignedRequest
from liemchinh.members.reasons import Words


@dataclass(frozen=True, slots=True)
class Mark:
    """One row: the field's name, the number before the person, and the choices with the one that stands.

    `guest`: a member of another branch, here for a time.
    """

    field: str
    number: int
    name: str
    choices: Sequence[tuple[str, Words, bool]]
    guest: bool


def marks_of(rows: Iterable[tuple[int, str, str, bool]], words: Mapping[str, Words]) -> list[Mark]:
    """Rows of (person, name, mark, guest) with the marks there are."""
    return [
        Mark(_field(person), place, name, [(code, word, code == mark) for code, word in words.items()], guest)
        for place, (person, name, mark, guest) in enumerate(rows, 1)
    ]


def marks_sent(request: SignedRequest, people: Iterable[int]) -> dict[int, str]:
    """The marks that a form sent back for these people; whoever has none is missing."""
    sent = {person: request.POST.get(_field(person), "")[:20] for person in people}
    return {person: mark for person, mark in sent.items() if mark}


def seen_by(request: SignedRequest) -> int:
    """The entry that the form was made from; -1, which none has, for what is no number."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1


def _field(person: int) -> str:
    return f"mark-{person}"

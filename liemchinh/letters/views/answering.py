"""How the pages of letters ask and answer: one question with its answers as links, and every reason why a service refuses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from regulations.answers import Refusal, Refused

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a screen, and its answers: address and words of each."""

    words: str
    answers: Sequence[tuple[str, str]]


def tried(call: Callable[[], Made]) -> tuple[Made | None, tuple[Refusal, ...]]:
    """What a service made, or every reason why it refuses."""
    try:
        return call(), ()
    except Refused as refused:
        return None, refused.refusals

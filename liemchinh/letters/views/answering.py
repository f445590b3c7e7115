"""How the pages of letters ask and answer: one question with its answers as links."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a screen, and its answers: address and words of each."""

    words: str
    answers: Sequence[tuple[str, str]]

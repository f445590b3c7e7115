"""The words of the first charter, and where they stand in a text: for tests that look for what must not be said."""

import re
from collections.abc import Iterable

from regulations.words import WORDS, read_words
from tests.source import ROOT

FIRST = ROOT / "charters" / "vietnam_party"
SPOKEN = read_words(FIRST / WORDS, [])


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds each of the words as a whole word, in any case."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)


def told(text: str, words: re.Pattern[str]) -> list[str]:
    """The words found, each with its line."""
    lines = text.splitlines()
    return [f"{at}: {found[0]}" for at, line in enumerate(lines, start=1) for found in words.finditer(line)]


NEUTRAL = any_of(SPOKEN.instead)
OWN = any_of(SPOKEN.own - {"party", "badge", "badges", "politburo"})

"""The charter's own words. The application speaks of an association in neutral words; what people read has the charter's words instead."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from regulations.reading import Malformed, Problem, Reader, open_file

WORDS = "words.toml"
LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """A charter's words by the neutral word in whose place they stand; `only`: further words of its own that nobody else says."""

    instead: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()

    @property
    def own(self) -> frozenset[str]:
        """Every word that is this charter's alone, in lower case."""
        return frozenset(word.lower() for word in (*self.instead.values(), *self.only))


def read_words(file: Path, problems: list[Problem]) -> Words:
    """The words of a charter. A charter without the file speaks in the neutral ones."""
    reader = open_file(file, problems) if file.exists() else None
    if reader is None:
        return Words()
    only = reader.texts("only")
    found = {neutral: own for language in LANGUAGES for neutral, own in reader.pairs(language).items()}
    reader.close()
    _refuse_chains(found, reader)
    return Words(found, tuple(only))


def _refuse_chains(found: Mapping[str, str], reader: Reader) -> None:
    """Two neutral words for one would not lead back, and a word that is neutral and the charter's would be put in twice."""
    for neutral, own in found.items():
        if own in found:
            reader.report(f"“{own}” vừa là chữ chung vừa là chữ của điều lệ", neutral)
        if list(found.values()).count(own) > 1:
            reader.report(f"“{own}” đứng thay hai chữ chung", neutral)


def in_words_of(instead: Mapping[str, str]) -> Callable[[str], str]:
    """What puts other words in the place of words: longest first, whole words only, small, Capital and CAPITALS kept."""
    forms = {form(word): form(other) for form in (str, _capital, str.upper) for word, other in instead.items()}
    if not forms:
        return str
    words = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) + r")(?!\w)")
    return lru_cache(20_000)(lambda text: words.sub(lambda found: forms[found[0]], text))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


_spoken: Callable[[str], str] = str


def speak(charter: Path) -> None:
    """From now on `own` answers in the words of this charter; the settings of a process say it once. Raises Malformed."""
    global _spoken
    problems: list[Problem] = []
    words = read_words(charter / WORDS, problems)
    if problems:
        raise Malformed(problems)
    _spoken = in_words_of(words.instead)


def own(text: str) -> str:
    """The text in the words of the charter in force here; a text without neutral words is returned as it is."""
    return _spoken(text)

"""The charter's own words, and by which part of a name it lists people.

The application speaks of an association in neutral words; what people read has the charter's words instead.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from regulations.reading import Malformed, Problem, Reader, open_file

WORDS = "words.toml"
LANGUAGES = ("vi", "en")
# People stand in lists by their given name, the last word, or by their family name, the first.
GIVEN, FAMILY = "given", "family"


@dataclass(frozen=True, slots=True)
class Words:
    """A charter's words by the neutral word in whose place they stand; `only`: further words of its own that nobody else says.
    `names_by`: GIVEN or FAMILY.
    """

    instead: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    names_by: str = GIVEN

    @property
    def own(self) -> frozenset[str]:
        """Every word that is this charter's alone, in lower case."""
        return frozenset(word.lower() for word in (*self.instead.values(), *self.only))


def read_words(file: Path, problems: list[Problem]) -> Words:
    """The words of a charter. A charter without the file speaks in the neutral ones."""
    reader = open_file(file, problems) if file.exists() else None
    if reader is None:
        return Words()
    only, names_by = reader.texts("only"), reader.text("names_by", required=False, choices=(GIVEN, FAMILY))
    found = {neutral: own for language in LANGUAGES for neutral, own in reader.pairs(language).items()}
    reader.close()
    _refuse_chains(found, reader)
    return Words(found, tuple(only), names_by or GIVEN)


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
_charter: Path | None = None
_names_by = GIVEN


def speak(charter: Path) -> None:
    """From now on this process is of this charter, in words and in the order of names; its settings say it once. Raises Malformed."""
    global _spoken, _charter, _names_by
    problems: list[Problem] = []
    words = read_words(charter / WORDS, problems)
    if problems:
        raise Malformed(problems)
    _spoken, _charter, _names_by = in_words_of(words.instead), charter, words.names_by


def own(text: str) -> str:
    """The text in the words of the charter in force here; a text without neutral words is returned as it is."""
    return _spoken(text)


def charter_spoken() -> Path | None:
    """The charter of this process; None where nobody said one."""
    return _charter


def lists_by_family_name() -> bool:
    """Do people stand in lists by their family name here, and not by their given name?"""
    return _names_by == FAMILY

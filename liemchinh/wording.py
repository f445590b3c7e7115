"""Translations in the charter's own words: the catalogues say "hội viên", the page says what this organisation calls its people."""

from functools import lru_cache
from pathlib import Path

from django.utils.translation import trans_real

from regulations.words import own, speak

_Django = trans_real.DjangoTranslation


class Worded(_Django):
    """What Django looks a sentence up in, with the charter's words put in once for each sentence."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        found = super().gettext
        self.gettext = lru_cache(20_000)(lambda message: own(found(message)))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form for this count, in the charter's words."""
        return own(super().ngettext(one, many, count))


def speak_for(charter: Path) -> None:
    """Every translation of this process from now on is in the words of this charter. Raises Malformed."""
    speak(charter)
    trans_real.DjangoTranslation = Worded

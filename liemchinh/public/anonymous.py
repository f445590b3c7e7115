"""What the rules do with a letter that nobody signed, as of a day: asked of the charter, cited on the form."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from regulations.answers import Answer
from regulations.charter import Charter, open_charter

ANONYMOUS = "denunciation.anonymous"
NOT_A_DENUNCIATION = "not_a_denunciation"


@lru_cache(maxsize=2)
def _charter(folder: Path) -> Charter:
    return open_charter(folder)


def anonymous_letters(folder: Path, on: date) -> Answer:
    """The answer of the shipped charter, with its citation; "unknown" where the text of that day was not seen."""
    return _charter(folder).rulebook.parameter(ANONYMOUS, on=on)

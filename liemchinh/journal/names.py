"""Names for ids: upper rooms offer them, so that the book can make sentences without importing anyone."""

from collections.abc import Callable, Iterable, Mapping

Namer = Callable[[Iterable[int]], Mapping[int, str]]
Wording = Callable[[str], str]
_namers: dict[str, Namer] = {}
_wordings: dict[str, Wording] = {}


def provide_names(kind: str, namer: Namer) -> None:
    """`kind` is "organisation", "member" or "account"."""
    _namers[kind] = namer


def names_of(kind: str, ids: Iterable[int | None]) -> Mapping[int, str]:
    """The names of `ids` today; an id without a name (erased, unknown) is missing from the answer."""
    wanted = {number for number in ids if number is not None}
    return _namers[kind](wanted) if wanted and kind in _namers else {}


def provide_words(key: str, wording: Wording) -> None:
    """The words for a code that entries keep under `key` in their data: a role's name for its code."""
    _wordings[key] = wording


def words_for(key: str, code: str) -> str:
    """The words for a code; the code itself where nobody offers any."""
    return _wordings[key](code) if key in _wordings else code

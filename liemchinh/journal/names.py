"""Names for ids: upper rooms offer them, so that the book can make sentences without importing anyone."""

from collections.abc import Callable, Iterable, Mapping

Namer = Callable[[Iterable[int]], Mapping[int, str]]
_namers: dict[str, Namer] = {}


def provide_names(kind: str, namer: Namer) -> None:
    """`kind` is "organisation", "member" or "account"."""
    _namers[kind] = namer


def names_of(kind: str, ids: Iterable[int | None]) -> Mapping[int, str]:
    """The names of `ids` today; an id without a name (erased, unknown) is missing from the answer."""
    wanted = {number for number in ids if number is not None}
    return _namers[kind](wanted) if wanted and kind in _namers else {}

"""Which organisation a row means: by the id of the file, else by a code or full name that means exactly one in scope."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from liemchinh.access.actor import Actor
from liemchinh.imports.telling import Found
from liemchinh.organisations.queries import named_within, subtree
from liemchinh.organisations.sources import ids_in_source

PIECE = 5000
Value = TypeVar("Value")


class Places:
    """The organisations that texts of a file mean, looked up together. With `into`, only those under it can be meant."""

    def __init__(self, texts: Iterable[str], *, source: str, into: int | None, actor: Actor) -> None:
        told = sorted({text for text in texts if text})
        self._into = into
        self._known = known_ids(source, told)
        unknown = [text for text in told if text not in self._known]
        if unknown:
            self._known |= named_within([into] if into is not None else actor.roots("imports.run"), unknown)
        self._outside = beyond(into, self._known.values())

    def all(self, texts: Iterable[str]) -> dict[str, Found]:
        """What each of the texts means."""
        return {text: self.find(text) for text in set(texts)}

    def find(self, text: str) -> Found:
        """The organisation a cell means, or None and why it means none; for an empty cell the one that takes the rows in."""
        if not text:
            return self._into, "" if self._into is not None else "dòng không ghi tổ chức, mà tệp không có tổ chức nhận"
        number = self._known.get(text)
        if number is None:
            return None, f"không có đúng một tổ chức là “{text}”; hãy nhập danh sách tổ chức trước"
        if number in self._outside:
            return None, f"“{text}” không thuộc tổ chức nhận tệp này"
        return number, ""


def beyond(into: int | None, numbers: Iterable[int]) -> set[int]:
    """Those of the organisations that do not count under `into` today; none where there is no such bound."""
    if into is None:
        return set()
    told = set(numbers)
    inside = {number for piece in pieces(sorted(told)) for number in subtree([into]).filter(descendant_id__in=piece)}
    return told - inside


def known_ids(source: str, texts: Iterable[str]) -> dict[str, int]:
    """Which organisations carry these ids of a source."""
    found: dict[str, int] = {}
    for piece in pieces(list(texts)):
        found |= ids_in_source(source, piece)
    return found


def pieces(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values in pieces that any database takes in one question."""
    return (values[start : start + PIECE] for start in range(0, len(values), PIECE))

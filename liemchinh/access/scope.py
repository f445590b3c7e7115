"""Is this organisation, or this person, in that scope on today's tree? Upper rooms offer their answers at start; none is imported."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from regulations.answers import Refusal

Inside = Callable[[frozenset[int]], Iterable[int]]
Within = Callable[[frozenset[int], int], bool]
Find = Callable[[frozenset[int], str], Mapping[int, str]]
Ended = Callable[[int, date], Sequence[Refusal]]
PlaceOf = Callable[[int], int | None]


def _alone(roots: frozenset[int]) -> Iterable[int]:
    return roots


_inside: Inside = _alone
_within: Within | None = None
_tops: Callable[[], frozenset[int]] | None = None
_find: Find | None = None
_ended: Ended | None = None
_place_of: PlaceOf | None = None
_find_person: Find | None = None


def provide_subtree(
    inside: Inside | None,
    *,
    within: Within | None = None,
    tops: Callable[[], frozenset[int]] | None = None,
    find: Find | None = None,
    ended: Ended | None = None,
) -> None:
    """Called once, at start, by the room that keeps the tree; None: every organisation stands alone.

    `inside(roots)`: the ids under them today (may be a query, to stand behind `__in`). `within(roots, id)`: the same for one,
    quickly. `tops()`: the tops of all trees. `find(roots, text)`: what an id, code or name means inside the roots, id → name.
    `ended(id, on)`: the refusal of acts in an organisation that stands no longer on the day.
    """
    global _inside, _within, _tops, _find, _ended
    _inside, _within, _tops, _find, _ended = inside or _alone, within, tops, find, ended


def within(roots: frozenset[int], organisation_id: int) -> bool:
    """True when the organisation is one of `roots` or below one of them today."""
    if organisation_id in roots:
        return True
    if not roots:
        return False
    return _within(roots, organisation_id) if _within else organisation_id in set(_inside(roots))


def inside(roots: frozenset[int]) -> Iterable[int]:
    """All organisations under `roots` today, themselves included; usable behind `__in`."""
    return _inside(roots) if roots else ()


def tops() -> frozenset[int]:
    """The tops of all trees today."""
    return _tops() if _tops else frozenset()


def find(roots: frozenset[int], text: str) -> Mapping[int, str]:
    """The organisations inside `roots` that `text` names by id, code or name: several when it is ambiguous."""
    wanted = text.strip()
    if not roots or not wanted:
        return {}
    return _find(roots, wanted) if _find else {number: wanted for number in _inside(roots) if str(number) == wanted}


def ended(organisation_id: int | None, on: date) -> list[Refusal]:
    """Why nothing can be given in an organisation on a day: it stands no longer. Empty when it does, and where no tree is kept."""
    return list(_ended(organisation_id, on)) if _ended and organisation_id is not None else []


def provide_people(place_of: PlaceOf | None, *, find: Find | None = None) -> None:
    """Called once, at start, by the room that keeps the register.

    `place_of(person_id)`: the organisation a person belongs to today (of one who left: the last). `find(roots, text)`: the people
    inside these organisations that a card number or our own number names, id → name.
    """
    global _place_of, _find_person
    _place_of, _find_person = place_of, find


def place_of(person_id: int) -> int | None:
    """The organisation a person belongs to today; None for an unknown person."""
    return _place_of(person_id) if _place_of else None


def find_person(roots: frozenset[int], text: str) -> Mapping[int, str]:
    """The people inside `roots` that `text` names."""
    wanted = text.strip()
    return _find_person(roots, wanted) if roots and wanted and _find_person else {}

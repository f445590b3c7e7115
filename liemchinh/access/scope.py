"""Is this organisation in that scope, on today's tree? The room `organisations` offers its tree at start; this room imports no upper one."""

from collections.abc import Callable, Iterable, Mapping

Inside = Callable[[frozenset[int]], Iterable[int]]
Within = Callable[[frozenset[int], int], bool]
Find = Callable[[frozenset[int], str], Mapping[int, str]]


def _alone(roots: frozenset[int]) -> Iterable[int]:
    return roots


_inside: Inside = _alone
_within: Within | None = None
_tops: Callable[[], frozenset[int]] | None = None
_find: Find | None = None


def provide_subtree(
    inside: Inside | None,
    *,
    within: Within | None = None,
    tops: Callable[[], frozenset[int]] | None = None,
    find: Find | None = None,
) -> None:
    """Called once, at start, by the room that keeps the tree; None: every organisation stands alone.

    `inside(roots)`: the ids under them today (may be a query, to stand behind `__in`). `within(roots, id)`: the same for one,
    quickly. `tops()`: the tops of all trees. `find(roots, text)`: what an id, code or name means inside the roots, id → name.
    """
    global _inside, _within, _tops, _find
    _inside, _within, _tops, _find = inside or _alone, within, tops, find


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

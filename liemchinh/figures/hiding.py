"""Guard 10: small numbers about conduct and ethnicity in a branch are hidden from others, also by subtraction. Pure."""

from collections.abc import Iterable, Mapping, Sequence

LEAST = 5


def hidden_parts(
    parts: Mapping[int, int], protected: Iterable[int], whole: int | None, shown: Iterable[int] = ()
) -> frozenset[int]:
    """Which of the sibling `parts` are not shown, given that their sum `whole` is (None: it is not).

    A protected part (a branch) under five is not shown, unless nothing happened at all. If what is hidden could still be found by
    subtraction, the smallest of the others is hidden too, until at least two are hidden and together they leave more than one possibility.
    `shown` are parts that stay whatever happens (the reader does that work there).
    """
    stay = frozenset(shown)
    hidden = {part for part in protected if part in parts and parts[part] < LEAST and part not in stay}
    if not hidden or whole == 0:
        return frozenset()
    if whole is None:
        return frozenset(hidden)
    others = sorted(
        (part for part in parts if part not in hidden and part not in stay), key=lambda part: (parts[part], part)
    )
    while _is_open(parts, hidden) and others:
        hidden.add(others.pop(0))
    return frozenset(hidden)


def _is_open(parts: Mapping[int, int], hidden: set[int]) -> bool:
    """Can each hidden part be told from their sum? One alone can; so can all when their sum leaves no choice."""
    return len(hidden) < 2 or sum(parts[part] for part in hidden) == 0


def is_small(value: int) -> bool:
    """Would this number be hidden in a branch?"""
    return value < LEAST


def hides_whole(parts: Sequence[int], hidden: int) -> bool:
    """Must the sum be hidden too? When it has but one part, and that is hidden."""
    return len(parts) == 1 and hidden == 1

"""Small numbers of a sensitive kind are not shown to those without the right to open them, nor left to be worked out. Pure.

Guards 10: counts under five in a branch are hidden from others, also by subtraction from siblings.
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

FEWEST = 5
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Stands where a number is not shown."""


HIDDEN = Hidden()


@dataclass(frozen=True, slots=True)
class Covered:
    """Which parts are not shown, and whether the whole is not shown either."""

    parts: frozenset[object]
    whole: bool


def covered(parts: Mapping[Key, int], small: Collection[Key], *, rest: int = 0, rest_is_shown: bool = True) -> Covered:
    """Which of `parts` must not be shown beside their sum. `small` are the parts that are branches (or hold a single one): only their
    counts are protected, those of larger organisations show as they are unless they must cover for one.

    `rest` is what the sum holds besides the parts; a `rest` that is not shown covers by itself only if it could be anything, so it counts
    as a part that is not shown. Guaranteed: no protected count under five is shown, and none follows from the sum and what is shown,
    since never exactly one number is missing beside a sum that is shown. A hidden zero is a count under five like any other, so that
    "hidden" tells nothing.
    """
    hidden: set[Key] = {key for key in small if parts.get(key, 0) < FEWEST}
    if not hidden:
        return Covered(frozenset(), False)
    missing = len(hidden) + (not rest_is_shown)
    if missing == 1:
        others = [key for key in parts if key not in hidden]
        if not others:
            return Covered(frozenset(hidden), True)
        # The smallest of the others goes too; among equals the first, so that the same question always shows the same.
        hidden.add(min(others, key=lambda key: parts[key]))
    return Covered(frozenset(hidden), False)

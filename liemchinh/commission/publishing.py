"""Which counts of cases are told to whoever has not opened them: none under five, and none that could be found by subtraction. Pure."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

LEAST = 5
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Told(Generic[Key]):
    """Counts that may be told, and the sum of all others; each of them and the sum at least LEAST, or the sum none at all."""

    counts: Mapping[Key, int] = field(default_factory=dict)
    rest: int = 0

    @property
    def whole(self) -> int:
        """Everything that is told."""
        return sum(self.counts.values()) + self.rest


def told(counts: Mapping[Key, int]) -> Told[Key]:
    """What may be told of the parts of one whole.

    Parts under LEAST are told as one rest; as long as that rest is under LEAST itself, the smallest part beside it joins it. Nothing at
    all of a whole under LEAST. Two ways of parting the same whole can stand beside each other: in both, every sum that can be formed of
    what is told belongs to at least LEAST cases.
    """
    parts = {key: count for key, count in counts.items() if count}
    small = {key for key, count in parts.items() if count < LEAST}
    rest = sum(parts[key] for key in small)
    others = sorted((key for key in parts if key not in small), key=lambda key: (parts[key], str(key)))
    while 0 < rest < LEAST and others:
        key = others.pop(0)
        small.add(key)
        rest += parts[key]
    if 0 < rest < LEAST:
        return Told()
    return Told({key: count for key, count in parts.items() if key not in small}, rest)

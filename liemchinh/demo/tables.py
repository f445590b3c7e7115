"""The lists the example is made of, read once from the CSV files of `names/`, and drawing from them by weight.

Districts, communes and their codes are real, as of 2022; offices are named as such offices are; which hamlet lies where, every
person and everything said of them is invented.
"""

import csv
from bisect import bisect
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

FOLDER = Path(__file__).with_name("names")
T = TypeVar("T")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `names/<name>.csv`, in the order of the file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


class Urn(Generic[T]):
    """Draws things by weight: one call of the generator for each, whatever the weights."""

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        pairs = tuple(weighted)
        self.things = tuple(thing for thing, _ in pairs)
        self.sums = tuple(accumulate(weight for _, weight in pairs))
        self.whole = float(self.sums[-1])
        self.last = len(self.sums) - 1

    def draw(self, rng: Random) -> T:
        """One of the things."""
        return self.things[bisect(self.sums, rng.random() * self.whole, 0, self.last)]

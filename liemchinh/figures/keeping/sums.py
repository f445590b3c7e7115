"""Kept sums for a question: read where they stand, otherwise made first."""

from collections.abc import Iterable, Sequence
from datetime import date

from liemchinh.figures.keeping.freshness import caught_up
from liemchinh.figures.keeping.making import make
from liemchinh.figures.keeping.nodes import Rows, read
from liemchinh.figures.keeping.own import Key
from liemchinh.figures.keeping.packing import Numbers


def sums(organisations: Sequence[int], tree_on: date, months: Iterable[int]) -> dict[Key, Numbers]:
    """The rows of organisations that stand together (one, then what is directly under it) at the ends of months, on the tree of a day.

    True up to the newest entry of the book when this is called: what is stale or missing is made first, while others go on writing.
    Only where they write without a pause is the last of it made in their way.
    """
    wanted = sorted(set(months))
    found = read(organisations, tree_on, wanted)
    if found is not None:
        return found
    made: Rows | None = make(organisations, tree_on, wanted)
    if made is None:
        with caught_up():
            made = make(organisations, tree_on, wanted)
    if made is None:
        raise RuntimeError("inside a transaction there always is a quiet moment")
    return {key: row for key, (row, _ties) in made.items()}

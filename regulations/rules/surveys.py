"""What a conduct survey may show. Rules of this product (guards 7, 10): no charter may loosen them, so they are no parameters.

About one person: nothing where fewer than five ballots are valid; marks below the threshold to nobody; above it never how many voters at
most did not mark, so that nobody is known to have marked. About a tree of branches: sums of at least three branches, never of so few or
so many people that a sum, or what is left when shown sums are taken from each other, says something about one branch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

LEAST_VALID = 5
LEAST_MARKS = 3
# A third of the valid ballots, rounded up.
SHARE_OF = 3
# Counts end so many below the valid ballots: oneself never marks oneself, and one more voter stays in doubt.
IN_DOUBT = 2
# A sum of people is shown from so many people in so many branches on, and so many must be left who are not in it.
LEAST_PEOPLE = 5
LEAST_BRANCHES = 3


def threshold(valid: int) -> int | None:
    """How many marks on an item make it one to talk about; None where so few ballots are valid that nothing may be told."""
    return None if valid < LEAST_VALID else max(LEAST_MARKS, -(-valid // SHARE_OF))


def marks_told(marks: int, valid: int) -> int | None:
    """How many marks may be told of one person and item: None below the threshold; near all of them "this many or more"."""
    least = threshold(valid)
    return None if least is None or marks < least else min(marks, most_told(valid))


def most_told(valid: int) -> int:
    """The number at which counts end: it stands for itself and everything above."""
    return valid - IN_DOUBT


@dataclass(frozen=True)
class Place:
    """A branch (`assessed` people, of whom `people` are counted), or an organisation with places below."""

    key: int
    below: Sequence["Place"] = ()
    assessed: int = 0
    people: int = 0

    @cached_property
    def whole(self) -> "Sum":
        """Everything under it together."""
        own = Sum(1, self.assessed, self.people) if self.assessed else Sum()
        return sum((place.whole for place in self.below), own)


@dataclass(frozen=True, slots=True)
class Sum:
    """Branches, people assessed and people counted of a group of branches."""

    branches: int = 0
    assessed: int = 0
    people: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.branches + other.branches, self.assessed + other.assessed, self.people + other.people)

    def __sub__(self, other: "Sum") -> "Sum":
        return Sum(self.branches - other.branches, self.assessed - other.assessed, self.people - other.people)

    @property
    def stands(self) -> bool:
        """May it be told?"""
        left = self.assessed - self.people
        return self.branches >= LEAST_BRANCHES and self.people >= LEAST_PEOPLE and left >= LEAST_PEOPLE


def sums_told(place: Place) -> Mapping[int, int]:
    """The sums that may be told of a place and those below it, so that also every difference of told sums may be told.

    Whoever is shown them learns the sums of groups of branches that do not overlap, and nothing finer: of each place the places told
    directly below it, and the rest together. Where the rest may not be told, the smallest place (by people assessed) goes to it.
    Sums over several rounds are never told: a round less another would be one of them.
    """
    if not place.whole.stands:
        return {}
    found = {place.key: place.whole.people}
    told = sorted((one for one in place.below if one.whole.stands), key=lambda one: (one.whole.assessed, one.key))
    while told and not _may_be_left(place.whole - sum((one.whole for one in told), Sum())):
        told.pop(0)
    for one in told:
        found |= sums_told(one)
    return found


def _may_be_left(rest: Sum) -> bool:
    return rest == Sum() or rest.stands

"""What a conduct survey may show. Rules of this product (guards 7, 10): a charter may be stricter; the floor here no value lowers.

About one person: nothing where fewer than five ballots are valid; marks below the threshold to nobody; above it never how many voters at
most did not mark, so that nobody is known to have marked. About a tree of branches: sums of at least three branches, never of so few or
so many people that a sum, or what is left when shown sums are taken from each other, says something about one branch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from regulations.rulebook import Rulebook

LEAST_VALID = 5
LEAST_MARKS = 3
# A third of the valid ballots, rounded up.
MOST_ONE_IN = 3
# Counts end so many below the valid ballots: oneself never marks oneself, and one more voter stays in doubt.
IN_DOUBT = 2
# A sum of people is shown from so many people in so many branches on, and so many must be left who are not in it.
LEAST_PEOPLE = 5
LEAST_BRANCHES = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """From when on something is told: so many valid ballots, so many marks, and marks on one in so many of the valid ballots."""

    valid: int = LEAST_VALID
    marks: int = LEAST_MARKS
    one_in: int = MOST_ONE_IN


FLOOR = Shown()


def shown_on(book: Rulebook, on: date) -> Shown:
    """The rule of a day, never below the floor; where it is unknown, or no number, the floor."""

    def told(name: str, least: int) -> int:
        value = book.parameter(name, on=on).value
        return value if isinstance(value, int) and value > 0 else least

    return Shown(
        max(told("surveys.ballots_at_least", LEAST_VALID), LEAST_VALID),
        max(told("surveys.marks_at_least", LEAST_MARKS), LEAST_MARKS),
        min(told("surveys.marks_one_in", MOST_ONE_IN), MOST_ONE_IN),
    )


def threshold(valid: int, rule: Shown = FLOOR) -> int | None:
    """How many marks on an item make it one to talk about; None where so few ballots are valid that nothing may be told.

    None also where the threshold is above the number at which counts end: whatever were told, nearly everybody marked.
    """
    least = max(rule.marks, -(-valid // rule.one_in))
    return None if valid < rule.valid or least > most_told(valid) else least


def marks_told(marks: int, valid: int, rule: Shown = FLOOR) -> int | None:
    """How many marks may be told of one person and item: None below the threshold; near all of them "this many or more"."""
    least = threshold(valid, rule)
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

"""Rows of organisations with everything under them, on a tree: summed up from own rows and from the rows of what stands directly under."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from liemchinh.figures.declarations import CLASSES, TIES, Indicator, kept
from liemchinh.figures.keeping.freshness import noted, true_until
from liemchinh.figures.keeping.own import Key, Own
from liemchinh.figures.keeping.own import load as load_own
from liemchinh.figures.keeping.packing import Numbers, Ties, code, places
from liemchinh.figures.keeping.packing import numbers as unpacked_numbers
from liemchinh.figures.keeping.packing import ties as unpacked_ties
from liemchinh.figures.keeping.shape import Shape
from liemchinh.figures.keeping.trees import tree_since
from liemchinh.figures.models import NodeVector

Rows = dict[Key, Own]


def months_standing(organisations: Sequence[int], tree_on: date) -> list[int]:
    """The months for which rows of all these organisations are kept on the tree of a day, true up to the newest entry."""
    tree = tree_since(organisations[0], tree_on) if true_until() is not None else None
    if tree is None:
        return []
    told = NodeVector.objects.filter(organisation_id__in=organisations, tree=tree).values_list("month", flat=True)
    return [month for month, times in sorted(Counter(told).items()) if times == len(organisations)]


def read(organisations: Sequence[int], tree_on: date, months: Sequence[int]) -> dict[Key, Numbers] | None:
    """All the rows, if they stand and nobody touched them while they were read."""
    until = true_until()
    tree = tree_since(organisations[0], tree_on) if until is not None else None
    if tree is None:
        return None
    told = NodeVector.objects.filter(organisation_id__in=organisations, tree=tree, month__in=months)
    rows = told.values_list("organisation_id", "month", "numbers")
    found = {(number, month): unpacked_numbers(row) for number, month, row in rows}
    return found if len(found) == len(organisations) * len(months) and noted() == until else None


def load(organisations: Iterable[int], tree: date, months: Sequence[int]) -> Rows:
    """The rows that are kept on a tree, whole."""
    listed = sorted(organisations)
    found: Rows = {}
    for start in range(0, len(listed), 5000):
        told = NodeVector.objects.filter(organisation_id__in=listed[start : start + 5000], tree=tree, month__in=months)
        for number, month, row, ties in told.values_list("organisation_id", "month", "numbers", "ties"):
            found[number, month] = (unpacked_numbers(row), unpacked_ties(ties))
    return found


class Summing:
    """Sums of one month, from the bottom up. `fresh` own rows are not kept yet."""

    def __init__(self, shape: Shape, month: int, found: Rows, fresh: Rows) -> None:
        self.shape, self.month, self.found, self.fresh = shape, month, found, fresh
        self.alone = {
            code(act): (places()[act], code(act, "other_province")) for act in ("transferred_in", "transferred_out")
        }
        self.seen = {(code(act), where): code(act, where) for act in TIES for where in CLASSES}
        self.by_class, self.beyond = _tie_places()
        self.direct, self.sources = _direct_places()

    def sum_up(self, order: Sequence[int]) -> dict[int, Own]:
        """The rows of `order` (what is under stands before what is above); they are found from now on."""
        shape = self.shape
        needed = {*order, *(child for number in order for child in shape.children.get(number, ()))}
        new_here = {number: self.fresh[number, self.month] for number in needed if (number, self.month) in self.fresh}
        own = load_own(needed - new_here.keys(), self.month) | new_here
        shape.look_up({there for _row, ties in own.values() for _code, there in ties})
        new: dict[int, Own] = {}
        for number in order:
            new[number] = self.found[number, self.month] = self._sum(number, own)
        return new

    def _sum(self, number: int, own: Mapping[int, Own]) -> Own:
        row, ties = self._seen_from_tree(number, *own[number])
        children = self.shape.children.get(number, ())
        if children:
            below = [self.found[child, self.month] for child in children]
            row = row + np.sum([child_row for child_row, _ties in below], axis=0)
            for _row, child_ties in below:
                for tie, times in child_ties.items():
                    ties[tie] = ties.get(tie, 0) + times
            inside = self.shape.inside(number)
            ties = {tie: times for tie, times in ties.items() if tie[1] not in inside}
            row[self.direct] = np.sum([own[child][0][self.sources] for child in children], axis=0)
        if children or ties:
            _tell(row, ties, self.beyond)
        return row, ties

    def _seen_from_tree(self, number: int, row: Numbers, ties: Ties) -> Own:
        """An own row with its ties told by where the other side lies; those with nobody inside the installation among them."""
        linked: dict[int, int] = defaultdict(int)
        told: Ties = {}
        for (act, there), times in ties.items():
            linked[act] += times
            told[self.seen[act, self.shape.class_of(number, there)], there] = times
        for act, (place, beyond) in self.alone.items():
            if alone := int(row[place]) - linked[act]:
                told[beyond, 0] = alone
        row = row.copy()
        if told:
            _tell(row, told, self.by_class)
        return row, {tie: times for tie, times in told.items() if tie[1] != number}


@dataclass(frozen=True, slots=True)
class _Told:
    """Places of a row that are filled from ties, and of which codes each is the sum."""

    places: Numbers
    codes: Numbers


def _tell(row: Numbers, ties: Ties, wanted: _Told) -> None:
    times = [0] * len(TIES) * (len(CLASSES) + 1)
    for (tie, _there), count in ties.items():
        times[tie] += count
    row[wanted.places] = wanted.codes @ np.array(times)


def _tie_places() -> tuple[_Told, _Told]:
    """Places filled from ties: those told by where the other side lies add up; those beyond the asked organisation do not."""
    wanted = [one for one in kept() if one.is_of_ties]
    by_class, beyond = ([one for one in wanted if one.is_relative is relative] for relative in (False, True))
    return _told(by_class), _told(beyond)


def _told(chosen: Sequence[Indicator]) -> _Told:
    every = range(len(TIES) * (len(CLASSES) + 1))
    codes = [[int(one in _codes(indicator)) for one in every] for indicator in chosen]
    return _Told(np.array([places()[one.key] for one in chosen], dtype=np.int64), np.array(codes, dtype=np.int64))


def _codes(one: Indicator) -> list[int]:
    where = next((str(test.value) for test in one.where if test.how == "class"), "")
    classes = [where] if where else list(CLASSES)
    return [code(act, name) for act in one.acts for name in classes]


def _direct_places() -> tuple[Numbers, Numbers]:
    """Counts of what stands directly under: the places, and the places of the same counts of an organisation itself."""
    by_tests: dict[object, int] = defaultdict(int)
    for one in kept():
        if one.of == "organisations" and not one.is_relative:
            by_tests[one.where] = places()[one.key]
    asked = [one for one in kept() if one.of == "organisations" and one.is_relative]
    sources = [by_tests[tuple(test for test in one.where if test.column != "depth")] for one in asked]
    return np.array([places()[one.key] for one in asked], dtype=np.int64), np.array(sources, dtype=np.int64)

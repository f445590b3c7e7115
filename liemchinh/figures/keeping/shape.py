"""The shape of a tree under some organisations on a day: what stands under what, and where the other sides of transfers lie."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from liemchinh.figures.placing import regions_of
from liemchinh.figures.reading import rows
from liemchinh.figures.sql.relations import NOW, Regions, in_tree, numbers


@dataclass
class Shape:
    """Parents before they are asked are all known; where other organisations lie is looked up when needed."""

    tree_on: date
    children: dict[int, list[int]]
    regions: Regions
    above: dict[int, frozenset[int]] = field(default_factory=dict)
    _inside: dict[int, frozenset[int]] = field(default_factory=dict)
    _classes: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._provinces, self._districts = frozenset(self.regions.provinces), frozenset(self.regions.districts)

    def order(self, wanted: Iterable[int], known: Set[int]) -> list[int]:
        """What must be summed to know `wanted`, from the bottom up: itself and what is under it, down to what is known."""
        ordered: list[int] = []
        seen: set[int] = set()
        waiting = [(number, False) for number in wanted]
        while waiting:
            number, entered = waiting.pop()
            if entered:
                ordered.append(number)
            elif number not in seen and number not in known:
                seen.add(number)
                waiting.append((number, True))
                waiting += [(child, False) for child in self.children.get(number, ())]
        return ordered

    def inside(self, number: int) -> frozenset[int]:
        """Everything that counts under an organisation, itself among it."""
        if number not in self._inside:
            below = (self.inside(child) for child in self.children.get(number, ()))
            self._inside[number] = frozenset({number}).union(*below)
        return self._inside[number]

    def look_up(self, organisations: Iterable[int]) -> None:
        """Asks once where these organisations lie, and those of the shape itself."""
        missing = sorted({*organisations} - self.above.keys() - {0})
        found: dict[int, set[int]] = {number: set() for number in missing}
        regions = numbers([*self.regions.provinces, *self.regions.districts])
        for start in range(0, len(missing), 5000):
            piece = numbers(missing[start : start + 5000])
            for number, ancestor in rows(
                f"SELECT c.descendant_id, c.ancestor_id FROM {NOW.closure} c WHERE c.descendant_id IN ({piece})"
                f" AND c.ancestor_id IN ({regions}) AND {in_tree('c', self.tree_on)}"
            ):
                found[number].add(ancestor)
        if found:
            self._classes.clear()
        self.above |= {number: frozenset(ancestors) for number, ancestors in found.items()}

    def class_of(self, here: int, there: int) -> str:
        """Where the other side of a transfer lies, seen from `here`."""
        if (here, there) not in self._classes:
            self._classes[here, there] = self._class_of(here, there)
        return self._classes[here, there]

    def _class_of(self, here: int, there: int) -> str:
        if here not in self.above:
            self.look_up([here])
        near, far = self.above[here], self.above.get(there, frozenset())
        if near & self._provinces != far & self._provinces:
            return "other_province"
        return "same_district" if near & self._districts == far & self._districts else "other_district"


def shape_under(organisations: Sequence[int], tree_on: date) -> Shape:
    """The shape under organisations that stand together, the first of them with the others under it."""
    under = f"SELECT k.descendant_id FROM {NOW.closure} k WHERE k.ancestor_id IN ({numbers(organisations)}) AND {in_tree('k', tree_on)}"
    children: dict[int, list[int]] = {}
    for child, parent in rows(
        f"SELECT c.descendant_id, c.ancestor_id FROM {NOW.closure} c WHERE c.depth = 1 AND {in_tree('c', tree_on)}"
        f" AND c.descendant_id IN ({under})"
    ):
        children.setdefault(parent, []).append(child)
    shape = Shape(tree_on, children, regions_of(NOW, organisations[0], tree_on))
    shape.look_up({number for pair in children.items() for number in (pair[0], *pair[1])} | {*organisations})
    return shape

"""Where the question stands: what is directly under the asked organisation on the tree of a day, and against what transfers are seen."""

from dataclasses import dataclass
from datetime import date

from liemchinh.figures.reading import column, rows
from liemchinh.figures.sql.relations import (
    NO_REGIONS,
    Place,
    Regions,
    Relations,
    in_tree,
    nodes_under,
    numbers,
    whole_of,
)


@dataclass(frozen=True, slots=True)
class Ground:
    """The asked organisation on the tree of a day; `children` stand directly under it that day, `others` ended and count there."""

    whole: int
    tree_on: date
    children: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    regions: Regions = NO_REGIONS

    def cut(self, relations: Relations) -> Place:
        """The organisation in its parts."""
        return nodes_under(relations, self.whole, [*self.children, *self.others], self.tree_on, self.regions)

    def parts(self, relations: Relations) -> Place:
        """In its parts, if it was asked for by child; otherwise as a whole."""
        return self.cut(relations) if self.children or self.others else self.as_one(relations)

    def as_one(self, relations: Relations) -> Place:
        """The organisation as a whole."""
        return whole_of(relations, self.whole, self.tree_on, self.regions)


def ground(relations: Relations, whole: int, tree_on: date, *, by_child: bool, regions: bool) -> Ground:
    """Looks it up; `by_child` and `regions` only when they are needed."""
    children, others = _children(relations, whole, tree_on) if by_child else ((), ())
    return Ground(whole, tree_on, children, others, regions_of(relations, whole, tree_on) if regions else NO_REGIONS)


def _children(relations: Relations, whole: int, tree_on: date) -> tuple[tuple[int, ...], tuple[int, ...]]:
    found = rows(
        f"SELECT c.descendant_id, v.sort_key FROM {relations.closure} c LEFT JOIN {relations.version} v"
        f" ON v.organisation_id = c.descendant_id AND {relations.versions_on('v', tree_on)}"
        f" WHERE c.ancestor_id = {whole} AND c.depth = 1 AND {in_tree('c', tree_on)}"
    )
    standing = sorted((key, number) for number, key in found if key is not None)
    return tuple(number for _key, number in standing), tuple(sorted(number for number, key in found if key is None))


def regions_of(relations: Relations, whole: int, tree_on: date) -> Regions:
    """The province the organisation lies in, or all of its tree, or the top of a tree without; and what is directly under them."""
    above = rows(
        f"SELECT c.ancestor_id, c.depth, v.category FROM {relations.closure} c LEFT JOIN {relations.version} v"
        f" ON v.organisation_id = c.ancestor_id AND {relations.versions_on('v', tree_on)}"
        f" WHERE c.descendant_id = {whole} AND {in_tree('c', tree_on)} ORDER BY c.depth"
    )
    provinces = [number for number, _depth, category in above if category == "province"][:1]
    top = above[-1][0] if above else whole
    if not provinces:
        # Provinces first: they are few, and a nation has hundreds of thousands of organisations to look through for them.
        standing = column(
            f"SELECT v.organisation_id FROM {relations.version} v WHERE {relations.versions_on('v', tree_on)} AND v.category = 'province'"
        )
        provinces = column(
            f"SELECT c.descendant_id FROM {relations.closure} c WHERE c.descendant_id IN ({numbers(standing)}) AND c.ancestor_id = {top}"
            f" AND {in_tree('c', tree_on)}"
        )
    if not provinces:
        return Regions((top,))
    districts = column(
        f"SELECT c.descendant_id FROM {relations.closure} c WHERE c.ancestor_id IN ({numbers(provinces)}) AND c.depth = 1"
        f" AND {in_tree('c', tree_on)}"
    )
    return Regions(tuple(sorted(provinces)), tuple(sorted(districts)))

"""The tables that counting reads, and under which node each organisation counts. The same names stand on every engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

GRASSROOTS = "('grassroots_branch', 'grassroots_committee')"


def text(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def day(value: date) -> str:
    """A day as SQL writes it: compared with a column of days, every engine takes it for one."""
    return f"'{value.isoformat()}'"


def number(value: date) -> int:
    """A day as a whole number, 20220430: the difference of two of them, cut at 10000, is completed years."""
    return value.year * 10_000 + value.month * 100 + value.day


def numbers(values: Sequence[int]) -> str:
    """Ids for IN (…); nothing is an id that nobody has."""
    return ", ".join(str(int(value)) for value in values) or "-1"


@dataclass(frozen=True, slots=True)
class Relations:
    """Where spells, people, versions and the closure stand, and up to which entry the book counts (None: all of it).

    As known on a day, the first four are temporary tables with the same columns that hold what was known then (`known.py`).
    """

    spell: str = "members_spell"
    profile: str = "figures_profile"
    version: str = "organisations_version"
    closure: str = "organisations_closure"
    known: int | None = None

    def standing(self, alias: str, start: str, end: str, on: date) -> str:
        """Live rows that hold at the end of a day."""
        return f"{alias}.cancelled_by IS NULL AND {alias}.{start} <= {day(on)} AND ({alias}.{end} IS NULL OR {alias}.{end} > {day(on)})"

    def members_on(self, alias: str, on: date) -> str:
        """Live spells of a day."""
        return self.standing(alias, "starts_on", "ends_on", on)

    def versions_on(self, alias: str, on: date) -> str:
        """Live versions of a day."""
        return self.standing(alias, "valid_from", "valid_to", on)

    def acts(self, alias: str, kinds: Sequence[str]) -> str:
        """Entries of these kinds (of the register where no room is named) that no later entry cancelled."""
        until = f" AND {alias}.sequence <= {self.known}" if self.known is not None else ""
        later = f" AND x.sequence <= {self.known}" if self.known is not None else ""
        listed = ", ".join(text(kind if "." in kind else f"members.{kind}") for kind in kinds)
        return (
            f"{alias}.kind IN ({listed}){until}"
            f" AND NOT EXISTS (SELECT 1 FROM journal_entry x WHERE x.cancels_id = {alias}.sequence{later})"
        )


NOW = Relations()


def in_tree(alias: str, on: date) -> str:
    """Rows of the closure that hold on the tree of a day."""
    return f"{alias}.valid_from <= {day(on)} AND {alias}.valid_to > {day(on)}"


@dataclass(frozen=True, slots=True)
class Regions:
    """What a transfer is seen against: the provinces of a tree (or tops without one) and the organisations directly under them."""

    provinces: tuple[int, ...] = ()
    districts: tuple[int, ...] = ()


NO_REGIONS = Regions()


@dataclass(frozen=True, slots=True)
class Place:
    """A FROM part that says which organisation counts under which node, and how deep below it.

    `whole` is the asked organisation, `whole_depth` the depth below it; `tree_on` the day whose tree decides.
    """

    source: str
    node: str
    organisation: str
    depth: str
    whole_depth: str
    where: str
    whole: int
    tree_on: date
    regions: Regions = NO_REGIONS


def nodes_under(
    relations: Relations, whole: int, nodes: Sequence[int], tree_on: date, regions: Regions = NO_REGIONS
) -> Place:
    """The asked organisation cut into `nodes` directly under it; what stands under none of them counts under itself."""
    return Place(
        source=f"{relations.closure} c",
        node="c.ancestor_id",
        organisation="c.descendant_id",
        depth="c.depth",
        whole_depth=f"(c.depth + CASE WHEN c.ancestor_id = {whole} THEN 0 ELSE 1 END)",
        where=f"c.ancestor_id IN ({numbers([whole, *nodes])}) AND (c.ancestor_id <> {whole} OR c.depth = 0) AND {in_tree('c', tree_on)}",
        whole=whole,
        tree_on=tree_on,
        regions=regions,
    )


def whole_of(relations: Relations, whole: int, tree_on: date, regions: Regions = NO_REGIONS) -> Place:
    """The asked organisation with everything under it, as one."""
    return Place(
        source=f"{relations.closure} c",
        node="c.ancestor_id",
        organisation="c.descendant_id",
        depth="c.depth",
        whole_depth="c.depth",
        where=f"c.ancestor_id = {whole} AND {in_tree('c', tree_on)}",
        whole=whole,
        tree_on=tree_on,
        regions=regions,
    )


def each_alone(organisations: Sequence[int] | None) -> Place:
    """Every organisation for itself, of these or of all: what own vectors are made of."""
    some = "" if organisations is None else f"c.id IN ({numbers(organisations)})"
    return Place("organisations_organisation c", "c.id", "c.id", "0", "0", some or "1 = 1", 0, date.max)


def by_unit_type(relations: Relations, whole: int, on: date, tree_on: date) -> Place:
    """The grassroots organisations under the asked one that stand on a day, with what is under them, by their type of unit."""
    return Place(
        source=(
            f"{relations.closure} a JOIN {relations.version} g ON g.organisation_id = a.descendant_id"
            f" AND {relations.versions_on('g', on)} AND g.category IN {GRASSROOTS}"
            f" JOIN {relations.closure} c ON c.ancestor_id = g.organisation_id AND {in_tree('c', on)}"
        ),
        node="g.unit_type",
        organisation="c.descendant_id",
        depth="c.depth",
        whole_depth="c.depth",
        where=f"a.ancestor_id = {whole} AND {in_tree('a', tree_on)}",
        whole=whole,
        tree_on=tree_on,
    )


def of_unit_types(relations: Relations, organisation: str, unit_types: Sequence[str], on: date) -> str:
    """Organisations whose grassroots organisation (or they themselves) has one of these types on a day."""
    listed = ", ".join(text(code) for code in unit_types)
    return (
        f"{organisation} IN (SELECT k.descendant_id FROM {relations.version} g JOIN {relations.closure} k"
        f" ON k.ancestor_id = g.organisation_id AND {in_tree('k', on)}"
        f" WHERE {relations.versions_on('g', on)} AND g.category IN {GRASSROOTS} AND g.unit_type IN ({listed}))"
    )

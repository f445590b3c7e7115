"""The tree beside a page: the way down to the present organisation and what stands below it, as plain links, one level at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from liemchinh.access.actor import Actor
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import children_visible_to, headcounts, path_visible_to, tops_visible_to

MOST = 200
Address = Callable[[int], str]


@dataclass
class Node:
    """One line of the tree. `members` is None for those who may not see figures."""

    number: int
    name: str
    url: str
    members: int | None = None
    current: bool = False
    below: list["Node"] = field(default_factory=list)


def beside(actor: Actor, organisation: int | None, on: date, address: Address) -> list[Node]:
    """The top of the actor's view, the way to `organisation` and its children; at the bottom, its siblings. A fixed number of queries."""
    path = path_visible_to(actor, organisation, on) if organisation is not None else []
    children = _children(actor, path[-1] if path else None, on)
    if not children and len(path) > 1:
        children, path = _children(actor, path[-2], on), path[:-1]
    shown = [*path, *children] if path else [*tops_visible_to(actor, on)[:MOST]]
    counts = headcounts([version.organisation_id for version in shown], on) if may_count(actor) else None
    nodes = [_node(version, address, organisation, counts) for version in shown]
    if not path:
        return nodes
    for above, below in pairwise(nodes[: len(path)]):
        above.below = [below]
    nodes[len(path) - 1].below = nodes[len(path) :]
    return nodes[:1]


def may_count(actor: Actor) -> bool:
    """May the actor see how many members there are?"""
    return actor.may("figures.see") or actor.may("members.see")


def _children(actor: Actor, version: Version | None, on: date) -> Sequence[Version]:
    return list(children_visible_to(actor, version.organisation_id, on)[:MOST]) if version else []


def _node(version: Version, address: Address, current: int | None, counts: object) -> Node:
    number = version.organisation_id
    members = counts.get(number, 0) if isinstance(counts, dict) else None
    return Node(number, version.name, address(number), members, number == current)

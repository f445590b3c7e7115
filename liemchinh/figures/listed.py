"""The rows behind a number, all of them and for nobody's eyes: what a signed report freezes, and what it is compared with later."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from liemchinh.figures.asking import Question
from liemchinh.figures.declarations import indicator
from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.figures.known import known_at
from liemchinh.figures.placing import ground
from liemchinh.figures.reading import rows
from liemchinh.figures.sql.listing import records
from liemchinh.figures.sql.relations import NOW, Relations, in_tree
from liemchinh.journal.services import last_sequence


class Row(NamedTuple):
    """One that is counted: a person (0 where organisations or cases are counted), where, on which day (0: none told), how many times."""

    person: int
    organisation: int
    day: int
    weight: int


def rows_behind(asked: Question, key: str, *, at: int | None = None) -> list[Row]:
    """What a number counts, in a fixed order; `at`: as known at an entry of the book instead of now.

    For freezing and comparing alone: whoever shows them asks for the reader's rights. ValueError of what has no rows (a share, a value
    told by others).
    """
    one = indicator(key)
    if one.kind not in {"stock", "flow"}:
        raise ValueError(f"{key} has no rows behind it")
    weight = "weight" if one.sums == "weight" else "1"
    with _relations(asked.organisation, at) as relations:
        stands = ground(relations, asked.organisation, asked.tree_on, by_child=False, regions=one.is_of_ties)
        place = stands.as_one(relations)
        found = records(relations, place, one, asked.period.first, asked.period.last, asked.narrowing)
        told = rows(f"SELECT r.person, r.organisation, r.day, {weight} FROM ({found}) r")
    return sorted(
        Row(person or 0, organisation, _ordinal(day), int(times)) for person, organisation, day, times in told
    )


class Node(NamedTuple):
    """A place in the tree of a day: the one it stands directly under (0: none), itself, how deep below the asked one, 1."""

    parent: int
    organisation: int
    depth: int
    weight: int


def tree_behind(organisation: int, on: date, *, at: int | None = None) -> list[Node]:
    """The tree under an organisation on a day, in a fixed order; `at`: as known at an entry. For freezing and comparing alone."""
    with _relations(organisation, at) as relations:
        told = rows(
            f"SELECT v.parent_id, c.descendant_id, c.depth FROM {relations.closure} c LEFT JOIN {relations.version} v"
            f" ON v.organisation_id = c.descendant_id AND {relations.versions_on('v', on)}"
            f" WHERE c.ancestor_id = {int(organisation)} AND {in_tree('c', on)}"
        )
    return sorted(Node(parent or 0, place, depth, 1) for parent, place, depth in told)


@contextmanager
def _relations(organisation: int, at: int | None) -> Iterator[Relations]:
    if at is None or at >= last_sequence():
        catch_up()
        yield NOW
        return
    with known_at(at, organisation) as relations:
        yield relations


def _ordinal(day: date | str | None) -> int:
    if day is None:
        return 0
    return (date.fromisoformat(day[:10]) if isinstance(day, str) else day).toordinal()

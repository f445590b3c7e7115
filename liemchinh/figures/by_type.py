"""Grassroots organisations by the kind of unit they are in, with everything under them: what form 5 is made of."""

from collections.abc import Iterable, Sequence

from liemchinh.access.actor import Actor
from liemchinh.figures.asking import Question, relations_of
from liemchinh.figures.declarations import indicator
from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.figures.periods import Period
from liemchinh.figures.queries import may_see
from liemchinh.figures.reading import rows
from liemchinh.figures.sql.counting import members_on, organisations_on
from liemchinh.figures.sql.relations import by_unit_type


def by_unit_type_visible_to(
    actor: Actor, asked: Question, keys: Iterable[str], periods: Sequence[Period]
) -> list[dict[str, dict[str, int]]] | None:
    """For each period: type of unit (its code; "" where none is recorded) → indicator → count. None: not in the actor's scope.

    Takes stocks only (ValueError otherwise), none of them sensitive: nothing about people crosses with a type of unit.
    """
    if not may_see(actor, asked.organisation):
        return None
    wanted = [indicator(key) for key in keys]
    if any(one.kind != "stock" or one.sensitive or one.asks_period for one in wanted):
        raise ValueError("only plain stocks are counted by type of unit")
    found = []
    with relations_of(asked) as relations:
        if relations.known is None:
            catch_up()
        for period in periods:
            place = by_unit_type(relations, asked.organisation, period.last, asked.tree_on)
            told: dict[str, dict[str, int]] = {}
            for of, counting in (("members", members_on), ("organisations", organisations_on)):
                group = [one for one in wanted if one.of == of]
                if group:
                    made = counting(relations, place, group, period.last)
                    for unit_type, *values in rows(made.sql):
                        row = told.setdefault(unit_type, {})
                        row |= {
                            key: int(value or 0)
                            for (key, level), value in zip(made.columns, values, strict=True)
                            if level == "node"
                        }
            found.append(told)
    return found

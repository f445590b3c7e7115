"""Counts for any question: kept sums answer whole months as known now, base rows everything else. The answers are the same."""

from collections.abc import Iterable, Sequence

from liemchinh.figures.base import Counted, acts_together, cases_together, count, members_together, people_together
from liemchinh.figures.between import acts_near, members_near
from liemchinh.figures.declarations import Indicator
from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.figures.keeping.packing import places
from liemchinh.figures.keeping.sums import sums
from liemchinh.figures.periods import Period, is_month_end, month_of
from liemchinh.figures.placing import Ground
from liemchinh.figures.sql.counting import NOTHING, Narrowing
from liemchinh.figures.sql.relations import Relations


def counts(
    relations: Relations,
    ground: Ground,
    chosen: Iterable[Indicator],
    periods: Sequence[Period],
    narrowing: Narrowing = NOTHING,
) -> list[Counted]:
    """The counts of each period: stocks at its end, acts within it."""
    wanted = list(chosen)
    plain = relations.known is None and narrowing == NOTHING
    if relations.known is None:
        catch_up()
    quick = [[one for one in wanted if plain and _is_quick(one, period)] for period in periods]
    found = _from_sums(ground, quick, periods)
    answered = [{one.key for one in kept} for kept in quick]
    together: list[Indicator] = []
    if not narrowing.unit_type:
        some = set().union(*answered)
        together = [one for one in wanted if one.key not in some and _is_together(one, narrowing)]
        _put(found, _together(relations, ground, together, periods, plain=plain))
    done = {one.key for one in together}
    for period, keys, answer in zip(periods, answered, found, strict=True):
        alone = [one for one in wanted if one.key not in keys and one.key not in done]
        if alone:
            _put([answer], [count(relations, ground, alone, period, narrowing)])
    return found


def _put(found: Sequence[Counted], counted: Sequence[Counted]) -> None:
    for answer, part in zip(found, counted, strict=True):
        answer.nodes.update(part.nodes)
        answer.whole.update(part.whole)


def _is_together(one: Indicator, narrowing: Narrowing) -> bool:
    """Can several periods or days be counted in one pass?"""
    if one.of == "cases":
        return narrowing == NOTHING and not (one.distinct or one.asks_last_day)
    return one.of != "organisations" and not one.asks_last_day


def _together(
    relations: Relations, ground: Ground, chosen: Sequence[Indicator], periods: Sequence[Period], *, plain: bool
) -> list[Counted]:
    """What all periods ask for, in one pass over members, one over acts and one over cases."""
    found = [Counted() for _period in periods]
    members = [one for one in chosen if one.kind == "stock"]
    people = [one for one in chosen if one.distinct]
    cases = [one for one in chosen if one.of == "cases"]
    others = [one for one in chosen if one.is_of_other_rooms and not one.distinct and one.of != "cases"]
    acts = [
        one for one in chosen
        if one.kind == "flow" and not (one.distinct or one.of == "cases" or one.is_of_other_rooms)
    ]  # fmt: skip
    if members:
        days = [period.last for period in periods]
        there = members_near(ground, members, days) if plain else None
        _put(found, there or members_together(relations, ground, members, days))
    if acts:
        near = acts_near(ground, acts, periods) if plain else None
        _put(found, near or acts_together(relations, ground, acts, periods))
    if others:
        _put(found, acts_together(relations, ground, others, periods))
    if cases:
        _put(found, cases_together(relations, ground, cases, periods))
    if people:
        _put(found, people_together(relations, ground, people, periods))
    return found


def _is_quick(one: Indicator, period: Period) -> bool:
    return one.is_kept and (is_month_end(period.last) if one.kind == "stock" else period.is_whole_months)


def _from_sums(ground: Ground, quick: Sequence[Sequence[Indicator]], periods: Sequence[Period]) -> list[Counted]:
    months = {month for chosen, period in zip(quick, periods, strict=True) for month in _months(chosen, period)}
    found = [Counted() for _period in periods]
    if not months:
        return found
    nodes = [ground.whole, *ground.children]
    rows = sums(nodes, ground.tree_on, months)
    here = places()
    for chosen, period, answer in zip(quick, periods, found, strict=True):
        last, eve = month_of(period.last), month_of(period.eve)
        for one in chosen:
            place = here[one.key]
            told = {node: int(rows[node, last][place]) for node in nodes}
            if one.kind == "flow":
                told = {node: value - int(rows[node, eve][place]) for node, value in told.items()}
            answer.whole[one.key] = told.pop(ground.whole)
            answer.nodes[one.key] = told
            if one.adds_up:
                told[ground.whole] = answer.whole[one.key] - sum(told.values())
    return found


def months_needed(chosen: Iterable[Indicator], periods: Iterable[Period]) -> set[int]:
    """The ends of months whose kept sums answer these indicators in these periods."""
    wanted = list(chosen)
    return {month for one in periods for month in _months([each for each in wanted if _is_quick(each, one)], one)}


def _months(chosen: Sequence[Indicator], period: Period) -> set[int]:
    found = {month_of(period.last)} if chosen else set()
    return found | {month_of(period.eve)} if any(one.kind == "flow" for one in chosen) else found

"""Counts for any question: kept sums answer whole months as known now, base rows everything else. The answers are the same."""

from collections.abc import Iterable, Sequence

from liemchinh.figures.base import Counted, acts_together, count
from liemchinh.figures.declarations import Indicator
from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.figures.keeping.nodes import sums
from liemchinh.figures.keeping.packing import places
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
    as_now = relations.known is None
    if as_now:
        catch_up()
    quick = [
        [one for one in wanted if as_now and narrowing == NOTHING and _is_quick(one, period)] for period in periods
    ]
    found = _from_sums(ground, quick, periods)
    rests = [[one for one in wanted if one not in kept] for kept in quick]
    together = _together(rests, periods, narrowing)
    if together:
        for answer, counted in zip(found, acts_together(relations, ground, together, periods), strict=True):
            _put(answer, counted)
    for period, rest, answer in zip(periods, rests, found, strict=True):
        alone = [one for one in rest if one not in together]
        if alone:
            _put(answer, count(relations, ground, alone, period, narrowing))
    return found


def _put(answer: Counted, counted: Counted) -> None:
    answer.nodes.update(counted.nodes)
    answer.whole.update(counted.whole)


def _together(rests: Sequence[Sequence[Indicator]], periods: Sequence[Period], narrowing: Narrowing) -> list[Indicator]:
    """Acts that all periods ask for, if little time lies between the periods: one pass is then cheaper than several."""
    if len(periods) < 2 or narrowing.unit_type:
        return []
    covered = sum((period.last - period.eve).days for period in periods)
    spanned = (max(period.last for period in periods) - min(period.eve for period in periods)).days
    if spanned > 2 * covered:
        return []
    return [one for one in rests[0] if one.kind == "flow" and not one.distinct and all(one in rest for rest in rests)]


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


def _months(chosen: Sequence[Indicator], period: Period) -> set[int]:
    found = {month_of(period.last)} if chosen else set()
    return found | {month_of(period.eve)} if any(one.kind == "flow" for one in chosen) else found

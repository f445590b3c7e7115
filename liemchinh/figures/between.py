"""Acts of any period, where sums are kept nearby: the difference of two of them, and what happened in the few days between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liemchinh.figures.base import Counted, acts_together
from liemchinh.figures.declarations import Indicator
from liemchinh.figures.keeping.freshness import true_until
from liemchinh.figures.keeping.nodes import months_standing
from liemchinh.figures.keeping.packing import places
from liemchinh.figures.keeping.sums import sums
from liemchinh.figures.periods import Period, month_end
from liemchinh.figures.placing import Ground
from liemchinh.figures.sql.relations import NOW

NEAR = 62  # days: of a period whose ends lie farther from what is kept, everything is counted


@dataclass(frozen=True, slots=True)
class _Step:
    """From the end of a kept month to a day, forwards or back."""

    month: int
    days: Period | None
    sign: int


def acts_near(ground: Ground, chosen: Sequence[Indicator], periods: Sequence[Period]) -> list[Counted] | None:
    """Acts of each period as known now. None: too little is kept near their ends, or somebody wrote meanwhile."""
    until = true_until()
    nodes = [ground.whole, *ground.children]
    steps = _steps(
        {day for period in periods for day in (period.eve, period.last)}, months_standing(nodes, ground.tree_on)
    )
    if until is None or steps is None:
        return None
    kept = sums(nodes, ground.tree_on, {step.month for step in steps.values()})
    spans = sorted({step.days for step in steps.values() if step.days})
    counted = dict(zip(spans, acts_together(NOW, ground, chosen, spans), strict=True)) if spans else {}

    def since_ever(one: Indicator, day: date) -> dict[int, int]:
        """Acts until a day, by node."""
        step, place = steps[day], places()[one.key]
        told = {node: int(kept[node, step.month][place]) for node in nodes}
        if step.days:
            between = counted[step.days]
            told[ground.whole] += step.sign * between.whole[one.key]
            for node in ground.children:
                told[node] += step.sign * between.nodes[one.key].get(node, 0)
        return told

    found = [_difference(ground, chosen, {one.key: (since_ever(one, period.eve), since_ever(one, period.last)) for one in chosen})
             for period in periods]  # fmt: skip
    return found if true_until() == until else None


def _steps(days: set[date], months: Sequence[int]) -> dict[date, _Step] | None:
    found = {}
    for day in days:
        month = min(months, key=lambda month: abs((month_end(month) - day).days), default=None)
        if month is None or abs((month_end(month) - day).days) > NEAR:
            return None
        found[day] = _step(month, day)
    return found


def _step(month: int, day: date) -> _Step:
    end = month_end(month)
    if end == day:
        return _Step(month, None, 0)
    first, last = sorted((end, day))
    return _Step(month, Period(first + timedelta(days=1), last), 1 if end < day else -1)


def _difference(
    ground: Ground, chosen: Sequence[Indicator], told: Mapping[str, tuple[dict[int, int], dict[int, int]]]
) -> Counted:
    found = Counted()
    for one in chosen:
        eve, last = told[one.key]
        nodes = {node: count - eve[node] for node, count in last.items()}
        whole = found.whole[one.key] = nodes.pop(ground.whole)
        if one.adds_up:
            nodes[ground.whole] = whole - sum(nodes.values())
        found.nodes[one.key] = nodes
    return found

"""Any period and any day, where sums are kept nearby: what is kept there, and what happened in the few days between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liemchinh.figures.base import Counted, acts_together, members_together
from liemchinh.figures.declarations import Indicator
from liemchinh.figures.keeping.freshness import true_until
from liemchinh.figures.keeping.nodes import months_standing
from liemchinh.figures.keeping.own import Key
from liemchinh.figures.keeping.packing import Numbers, places
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


@dataclass(frozen=True, slots=True)
class _Nearby:
    """The steps to the days asked for, and the sums they begin at, true up to an entry."""

    nodes: tuple[int, ...]
    steps: Mapping[date, _Step]
    kept: Mapping[Key, Numbers]
    until: int

    @property
    def spans(self) -> list[Period]:
        """The days between."""
        return sorted({step.days for step in self.steps.values() if step.days})

    def sum(self, one: Indicator, day: date) -> dict[int, int]:
        """What is kept where the step to a day begins, by node."""
        place, month = places()[one.key], self.steps[day].month
        return {node: int(self.kept[node, month][place]) for node in self.nodes}


def acts_near(ground: Ground, chosen: Sequence[Indicator], periods: Sequence[Period]) -> list[Counted] | None:
    """Acts of each period as known now. None: too little is kept near their ends, or somebody wrote meanwhile."""
    near = _nearby(ground, {day for period in periods for day in (period.eve, period.last)})
    if near is None:
        return None
    spans = near.spans
    counted = dict(zip(spans, acts_together(NOW, ground, chosen, spans), strict=True)) if spans else {}

    def since_ever(one: Indicator, day: date) -> dict[int, int]:
        """Acts until a day, by node."""
        step, told = near.steps[day], near.sum(one, day)
        return _moved(told, one, counted[step.days], step.sign) if step.days else told

    found = [_difference(ground, chosen, {one.key: (since_ever(one, period.eve), since_ever(one, period.last)) for one in chosen})
             for period in periods]  # fmt: skip
    return found if true_until() == near.until else None


def members_near(ground: Ground, chosen: Sequence[Indicator], days: Sequence[date]) -> list[Counted] | None:
    """Members at the end of each day as known now; None as for acts. Of those who changed on the days between, as many as on the day
    come to what is kept, and as many as at its month's end go."""
    near = _nearby(ground, set(days))
    if near is None:
        return None
    ends = {day: month_end(step.month) for day, step in near.steps.items()}
    both = sorted({*days, *ends.values()})
    spans = near.spans
    counted = dict(zip(both, members_together(NOW, ground, chosen, both, spans), strict=True)) if spans else {}
    found = []
    for day in days:
        answer = Counted()
        for one in chosen:
            told = near.sum(one, day)
            if near.steps[day].days:
                told = _moved(_moved(told, one, counted[day], 1), one, counted[ends[day]], -1)
            _tell(answer, ground, one, told)
        found.append(answer)
    return found if true_until() == near.until else None


def _nearby(ground: Ground, days: set[date]) -> _Nearby | None:
    until = true_until()
    nodes = (ground.whole, *ground.children)
    steps = _steps(days, months_standing(nodes, ground.tree_on))
    if until is None or steps is None:
        return None
    return _Nearby(nodes, steps, sums(nodes, ground.tree_on, {step.month for step in steps.values()}), until)


def _moved(told: Mapping[int, int], one: Indicator, between: Counted, sign: int) -> dict[int, int]:
    """Numbers by node, more or less what was counted between; the first node is the whole."""
    whole, *children = told
    moved = {whole: told[whole] + sign * between.whole[one.key]}
    return moved | {node: told[node] + sign * between.nodes[one.key].get(node, 0) for node in children}


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
        _tell(found, ground, one, {node: count - eve[node] for node, count in last.items()})
    return found


def _tell(found: Counted, ground: Ground, one: Indicator, nodes: dict[int, int]) -> None:
    whole = found.whole[one.key] = nodes.pop(ground.whole)
    if one.adds_up:
        nodes[ground.whole] = whole - sum(nodes.values())
    found.nodes[one.key] = nodes

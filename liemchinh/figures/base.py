"""Counting in the base rows: one pass for stocks, one for acts, for every part of the asked organisation at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from liemchinh.figures.declarations import Indicator
from liemchinh.figures.periods import Period
from liemchinh.figures.placing import Ground
from liemchinh.figures.reading import rows
from liemchinh.figures.sql import flows
from liemchinh.figures.sql.cases import cases_in
from liemchinh.figures.sql.counting import (
    NOTHING,
    Counting,
    Narrowing,
    acts_in,
    members_on,
    members_on_days,
    organisations_on,
)
from liemchinh.figures.sql.relations import Place, Relations


@dataclass(slots=True)
class Counted:
    """Counts of one period. `nodes`: key → node → count (a node that is not there counts nothing); `whole`: key → count."""

    nodes: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    whole: dict[str, int] = field(default_factory=dict)


def count(
    relations: Relations, ground: Ground, chosen: Sequence[Indicator], period: Period, narrowing: Narrowing = NOTHING
) -> Counted:
    """Counts stocks at the end of the period's last day and acts within it."""
    found, groups = Counted(), _groups(_possible(chosen))
    people, cut = groups.pop("people", []), ground.parts(relations)
    for name, group in groups.items():
        _take(found, group, _query(name, relations, cut, group, period, narrowing))
    wanted = [one for group in groups.values() for one in group]
    _add_up(found, wanted)
    for one in chosen:
        found.whole.setdefault(one.key, 0)
    told = people_together(relations, ground, people, [period], narrowing)[0]
    found.nodes.update(told.nodes)
    found.whole.update(told.whole)
    # Whoever is in cases of two parts is one in the whole.
    once = groups.get("case people", [])
    if once:
        whole = Counted()
        _take(whole, once, _query("case people", relations, ground.as_one(relations), once, period, narrowing))
        found.whole.update({one.key: whole.nodes[one.key].get(ground.whole, 0) for one in once})
    return found


def people_together(
    relations: Relations, ground: Ground, chosen: Sequence[Indicator], periods: Sequence[Period], narrowing: Narrowing = NOTHING
) -> list[Counted]:  # fmt: skip
    """Whom acts of several periods are about, in one pass: each person once at each node, and once in the whole."""
    found = [Counted(whole={one.key: 0 for one in chosen}) for _period in periods]
    if not chosen:
        return found
    edges, begins = _edges(periods)
    counting = acts_in(
        relations, ground.parts(relations), chosen, begins, edges[-1], narrowing, edges[1:], _joined(periods), "f.node, f.person"
    )  # fmt: skip
    told = rows(counting.sql)
    for period, answer in zip(periods, found, strict=True):
        within = range(edges.index(period.eve), edges.index(period.last))
        for place, one in enumerate(chosen, 3):
            met = {(row[0], row[1]) for row in told if row[2] in within and row[place]}
            answer.nodes[one.key] = dict(Counter(node for node, _person in met))
            answer.whole[one.key] = len({person for _node, person in met})
    return found


def _edges(periods: Iterable[Period]) -> tuple[list[date], date]:
    """The days on which any of them begins after, or ends; and the first day of all."""
    edges = sorted({day for period in periods for day in (period.eve, period.last)})
    return edges, edges[0] + timedelta(days=1)


def acts_together(
    relations: Relations, ground: Ground, chosen: Sequence[Indicator], periods: Sequence[Period]
) -> list[Counted]:
    """Acts of several periods in one pass: what happened between the days on which any of them begins or ends is counted once."""
    possible, found = _possible(chosen), [Counted() for _period in periods]
    spans = _joined(periods)
    edges, begins = _edges(periods)
    if possible:
        counting = acts_in(relations, ground.parts(relations), possible, begins, edges[-1], ends=edges[1:], spans=spans)
        found = _by_period(possible, counting, periods)
    for answer in found:
        for one in chosen:
            answer.whole.setdefault(one.key, 0)
    return found


def cases_together(
    relations: Relations, ground: Ground, chosen: Sequence[Indicator], periods: Sequence[Period]
) -> list[Counted]:
    """The same of cases; each subject of each case once, and nothing that asks what followed (ValueError)."""
    if any(one.distinct or one.asks_last_day for one in chosen):
        raise ValueError("what stands on the last day, and whom cases are about, is counted period by period")
    edges, begins = _edges(periods)
    return _by_period(
        chosen, cases_in(relations, ground.parts(relations), chosen, begins, edges[-1], ends=edges[1:]), periods
    )


def _by_period(chosen: Sequence[Indicator], counting: Counting, periods: Sequence[Period]) -> list[Counted]:
    """What was counted in stretches, put together to periods."""
    edges, told = _edges(periods)[0], defaultdict(list)
    for node, stretch, *values in rows(counting.sql):
        told[stretch].append((node, *values))
    found = [Counted() for _period in periods]
    for period, answer in zip(periods, found, strict=True):
        for stretch in range(edges.index(period.eve), edges.index(period.last)):
            _add(answer, chosen, counting, told[stretch])
        _add_up(answer, chosen)
    return found


def _joined(periods: Sequence[Period]) -> list[Period]:
    """The periods without what they share; nothing where they leave no gap, because then the ends say it all."""
    joined: list[Period] = []
    for period in sorted(periods):
        if joined and period.eve <= joined[-1].last:
            joined[-1] = Period(joined[-1].first, max(joined[-1].last, period.last))
        else:
            joined.append(period)
    return joined if len(joined) > 1 else []


def members_together(
    relations: Relations,
    ground: Ground,
    chosen: Sequence[Indicator],
    days: Sequence[date],
    changed: Sequence[Period] = (),
) -> list[Counted]:
    """Members at the end of several days in one pass. With `changed` only those of whom something counted changed within one of these."""
    found = [Counted() for _day in days]
    counting = members_on_days(relations, ground.parts(relations), chosen, days, changed)
    told = rows(counting.sql)
    columns: dict[str, list[int]] = defaultdict(list)
    for place, (key, _level) in enumerate(counting.columns):
        columns[key].append(place + 2)
    for bit, answer in enumerate(found):
        here = [row for row in told if row[1] >> bit & 1]
        for one in chosen:
            place = columns[one.key][bit if one.asks_age else 0]
            nodes = answer.nodes[one.key]
            for row in here:
                nodes[row[0]] = nodes.get(row[0], 0) + _number(one, row[place])
        _add_up(answer, chosen)
    return found


def _number(one: Indicator, value: Any) -> int:
    return int(value or 0) // (10_000 if one.sums == "age" else 1)


def anybody_moved() -> bool:
    """Did ever an organisation, or somebody in it, move without leaving?"""
    kinds = "'organisations.reorganised', 'organisations.assigned', 'members.moved'"
    return bool(rows(f"SELECT 1 FROM journal_entry e WHERE e.kind IN ({kinds}) LIMIT 1"))


def _possible(chosen: Iterable[Indicator]) -> list[Indicator]:
    """Without what moves with its organisation where no organisation was ever reorganised: nobody did."""
    wanted = list(chosen)
    if not any(act in flows.MOVED for one in wanted for act in one.acts):
        return wanted
    return wanted if anybody_moved() else [one for one in wanted if not set(one.acts) & set(flows.MOVED)]


def _groups(chosen: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    groups: dict[str, list[Indicator]] = defaultdict(list)
    for one in chosen:
        name = one.of if one.kind == "stock" else "people" if one.distinct else "acts"
        groups[f"case {name}" if one.of == "cases" else name].append(one)
    return groups


def _query(
    name: str, relations: Relations, place: Place, group: Sequence[Indicator], period: Period, narrowing: Narrowing
) -> Counting:
    if name == "members":
        return members_on(relations, place, group, period.last, narrowing)
    if name == "organisations":
        return organisations_on(relations, place, group, period.last, period.first, narrowing)
    counting = cases_in if name.startswith("case ") else acts_in
    return counting(relations, place, group, period.first, period.last, narrowing)


def _take(found: Counted, group: Sequence[Indicator], counting: Counting) -> None:
    _add(found, group, counting, rows(counting.sql))


def _add(found: Counted, group: Sequence[Indicator], counting: Counting, told: Iterable[tuple[Any, ...]]) -> None:
    by_key: Mapping[str, Indicator] = {one.key: one for one in group}
    for node, *values in told:
        for (key, level), value in zip(counting.columns, values, strict=True):
            number = _number(by_key[key], value)
            if level == "whole":
                found.whole[key] = found.whole.get(key, 0) + number
            else:
                found.nodes[key][node] = found.nodes[key].get(node, 0) + number


def _add_up(found: Counted, chosen: Sequence[Indicator]) -> None:
    for one in chosen:
        if one.is_relative:
            found.whole.setdefault(one.key, 0)
        else:
            found.whole[one.key] = sum(found.nodes[one.key].values())

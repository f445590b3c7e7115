"""Counts of many indicators in one pass: a SELECT with one row a node."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.figures.declarations import Indicator
from liemchinh.figures.periods import Period
from liemchinh.figures.sql import flows
from liemchinh.figures.sql.conditions import Sense, all_of
from liemchinh.figures.sql.relations import Place, Relations, day, number, of_unit_types, text

DAY_NUMBER = "f.day_number"
PROFILE = "LEFT JOIN {profile} q ON q.person_id = {person}"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows a count besides its declaration: filters of a published line or a row of a form."""

    depth: int | None = None
    category: tuple[str, ...] = ()
    unit_type: tuple[str, ...] = ()

    def organisations(self, relations: Relations, place: Place, on: date) -> list[str]:
        """Conditions on the organisation that counts, for members and organisations alike."""
        return [of_unit_types(relations, place.organisation, self.unit_type, on)] if self.unit_type else []

    def versions(self, place: Place) -> list[str]:
        """Conditions on standing organisations."""
        found = [] if self.depth is None else [f"{place.whole_depth} = {self.depth}"]
        if self.category:
            found.append(f"v.category IN ({', '.join(text(code) for code in self.category)})")
        return found


NOTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class Counting:
    """A SELECT of the node and a count for each of `columns`: (key, "node") as seen from the node, (key, "whole") from the asked one."""

    sql: str
    columns: tuple[tuple[str, str], ...]


def members_on(
    relations: Relations, place: Place, chosen: Sequence[Indicator], on: date, narrowing: Narrowing = NOTHING
) -> Counting:
    """Members at the end of a day, by node."""
    sense = Sense(relations, place, "s", number(on), on)
    columns = [_counted(one, sense) for one in chosen]
    where = [place.where, relations.members_on("s", on), *narrowing.organisations(relations, place, on)]
    sql = (
        f"SELECT {', '.join([place.node, *columns])} FROM {place.source}"
        f" JOIN {relations.spell} s ON s.organisation_id = {place.organisation}"
        f" {PROFILE.format(profile=relations.profile, person='s.person_id')} WHERE {' AND '.join(where)} GROUP BY {place.node}"
    )
    return Counting(sql, tuple((one.key, "node") for one in chosen))


def members_on_days(
    relations: Relations,
    place: Place,
    chosen: Sequence[Indicator],
    days: Sequence[date],
    changed: Sequence[Period] = (),
) -> Counting:
    """Members at the end of several days in one pass. Rows: node, on which of the days (bit by bit) they were members, counts.

    What does not depend on the day has one column, of the last day; what does has one for each day, in the order of `days`. With
    `changed` only those whose spell began or ended, or who completed a year of age or of the party, within one of these periods.
    """
    columns, names = [], []
    for one in chosen:
        for on in days if one.asks_age else days[-1:]:
            columns.append(_counted(one, Sense(relations, place, "s", number(on), on)))
            names.append((one.key, "node"))
    on_days = " + ".join(
        f"CASE WHEN {relations.members_on('s', on)} THEN {1 << bit} ELSE 0 END" for bit, on in enumerate(days)
    )
    by = f"{place.node}, {on_days}"
    met = f"s.cancelled_by IS NULL AND s.starts_on <= {day(max(days))} AND (s.ends_on IS NULL OR s.ends_on > {day(min(days))})"
    if changed:
        met += f" AND ({' OR '.join(dict.fromkeys(test for period in changed for test in _changes(period)))})"
    sql = (
        f"SELECT {', '.join([by, *columns])} FROM {place.source}"
        f" JOIN {relations.spell} s ON s.organisation_id = {place.organisation}"
        f" {PROFILE.format(profile=relations.profile, person='s.person_id')} WHERE {place.where} AND {met} GROUP BY {by}"
    )
    return Counting(sql, tuple(names))


def _changes(period: Period) -> Iterator[str]:
    """Why somebody may be counted otherwise at the end of a period (of less than a year) than on its eve."""
    for column in ("s.starts_on", "s.ends_on"):
        yield f"{column} BETWEEN {day(period.first)} AND {day(period.last)}"
    # Months and days alone, 1031 and 1111: who was born on 29 February completes a year after 28 February of any year.
    eve, last = number(period.eve) % 10_000, number(period.last) % 10_000
    for column in ("q.born_from", "q.born_to", "q.admitted"):
        inside, outside = f"BETWEEN {eve + 1} AND {last}", f"NOT BETWEEN {last + 1} AND {eve}"
        yield f"{column} % 10000 {inside if eve < last else outside}"


def organisations_on(
    relations: Relations,
    place: Place,
    chosen: Sequence[Indicator],
    on: date,
    first: date | None = None,
    narrowing: Narrowing = NOTHING,
) -> Counting:
    """Organisations standing at the end of a day, by node; `first` begins the period for those that ask what happened in it."""
    columns, names = [], []
    for one in chosen:
        for level, depth in _levels(one, (("node", place.depth), ("whole", place.whole_depth))):
            columns.append(_counted(one, Sense(relations, place, "v", number(on), on, first=first, depth=depth)))
            names.append((one.key, level))
    where = [
        place.where,
        relations.versions_on("v", on),
        *narrowing.organisations(relations, place, on),
        *narrowing.versions(place),
    ]
    sql = (
        f"SELECT {', '.join([place.node, *columns])} FROM {place.source} JOIN {relations.version} v"
        f" ON v.organisation_id = {place.organisation} WHERE {' AND '.join(where)} GROUP BY {place.node}"
    )
    return Counting(sql, tuple(names))


def acts_in(
    relations: Relations,
    place: Place,
    chosen: Sequence[Indicator],
    first: date | None,
    last: date,
    narrowing: Narrowing = NOTHING,
    ends: Sequence[date] = (),
    spans: Sequence[Period] = (),
    by: str = "f.node",
) -> Counting:
    """Acts that take effect in a period, by node, or by a column of the profile `q`. With `ends` (rising days up to `last`) also by the
    stretch that ends on each of them: the second column of the answer is the place of the stretch. With `spans` only acts within one."""
    columns, names = [], []
    for one in chosen:
        for level, node in _levels(one, (("node", "f.node"), ("whole", str(place.whole)))):
            columns.append(_counted(one, Sense(relations, place, "f", DAY_NUMBER, last, node=node), act=True))
            names.append((one.key, level))
    narrow = " AND ".join(narrowing.organisations(relations, place, last))
    rows = flows.parts(relations, place, {act for one in chosen for act in one.acts}, first, last, narrow, spans)
    columns_by = [by, *stretches(ends)]
    sql = (
        f"SELECT {', '.join([*columns_by, *columns])} FROM ({rows}) f {PROFILE.format(profile=relations.profile, person='f.person')}"
        f" GROUP BY {', '.join(columns_by)}"
    )
    return Counting(sql, tuple(names))


def ties_of(relations: Relations, place: Place, acts: Sequence[str], last: date, ends: Sequence[date]) -> str:
    """(node, stretch, act, counterpart, times) of every transfer and move inside the installation until `last`."""
    rows = flows.parts(relations, place, acts, None, last)
    by = ", ".join(["f.node", *stretches(ends), "f.act", "f.counterpart"])
    return f"SELECT {by}, COUNT(*) FROM ({rows}) f WHERE f.counterpart IS NOT NULL GROUP BY {by}"


def stretches(ends: Sequence[date]) -> list[str]:
    """A column with the place of the stretch an act `f` lies in, of those that end on each of these rising days; none without days."""
    told = " ".join(f"WHEN f.day <= {day(end)} THEN {stretch}" for stretch, end in enumerate(ends))
    return [f"CASE {told} END"] if ends else []


def _levels(one: Indicator, levels: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    return levels if one.is_relative else levels[:1]


def _counted(one: Indicator, sense: Sense, *, act: bool = False) -> str:
    tests = all_of(one.where, sense)
    if act:
        tests = f"f.act IN ({', '.join(text(name) for name in one.acts)}) AND {tests}"
    if one.sums == "age":
        # Full years times 10000: the remainder of the difference of two days as numbers is cut off, alike on every engine.
        return f"SUM(({sense.at} - q.born_to) - ({sense.at} - q.born_to) % 10000) FILTER (WHERE {tests})"
    if one.sums == "weight":
        return f"COALESCE(SUM(f.weight) FILTER (WHERE {tests}), 0)"
    return f"COUNT({'DISTINCT f.person' if one.distinct else '*'}) FILTER (WHERE {tests})"

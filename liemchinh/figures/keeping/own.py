"""Own rows: what an organisation itself counts at the end of months, made from the base rows. Whatever tree it stands in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from django.db.models import QuerySet

from liemchinh.figures.base import anybody_moved
from liemchinh.figures.declarations import TIES, Indicator, indicator, kept
from liemchinh.figures.keeping.packing import Numbers, Ties, code, nothing, places
from liemchinh.figures.keeping.packing import numbers as unpacked_numbers
from liemchinh.figures.keeping.packing import ties as unpacked_ties
from liemchinh.figures.models import OwnVector
from liemchinh.figures.periods import month_end
from liemchinh.figures.reading import rows
from liemchinh.figures.sql.counting import Counting, acts_in, members_on_days, organisations_on, ties_of
from liemchinh.figures.sql.flows import ENTERING, LEAVING, MOVED
from liemchinh.figures.sql.relations import NOW, each_alone

Key = tuple[int, int]  # organisation, month
Own = tuple[Numbers, Ties]
PIECE = 2000


def build_missing(organisations: Iterable[int], months: Sequence[int]) -> dict[Key, Own]:
    """The own rows that are not kept, made from the base rows; those of many months in one pass."""
    wanted = sorted(set(organisations))
    made: dict[Key, Own] = {}
    for start in range(0, len(wanted), PIECE):
        piece = wanted[start : start + PIECE]
        found = set(_of(piece, months).values_list("organisation_id", "month"))
        missing = {month: [number for number in piece if (number, month) not in found] for month in months}
        for group, its_months in _alike(missing).items():
            made |= build(group, its_months)
    return made


def load(organisations: Iterable[int], month: int) -> dict[int, Own]:
    """The kept own rows of a month."""
    wanted = sorted(set(organisations))
    found: dict[int, Own] = {}
    for start in range(0, len(wanted), PIECE):
        told = _of(wanted[start : start + PIECE], [month]).values_list("organisation_id", "numbers", "ties")
        found |= {number: (unpacked_numbers(row), unpacked_ties(some)) for number, row, some in told}
    return found


def _alike(missing: Mapping[int, Sequence[int]]) -> dict[tuple[int, ...], list[int]]:
    """Months by which organisations they miss, so that those that miss the same are made in one pass."""
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for month, some in missing.items():
        if some:
            groups[tuple(some)].append(month)
    return groups


def _of(organisations: Sequence[int], months: Sequence[int]) -> "QuerySet[OwnVector]":
    return OwnVector.objects.filter(organisation_id__in=organisations, month__in=months)


def build(organisations: Sequence[int], months: Sequence[int]) -> dict[Key, Own]:
    """Own rows from the base rows. Flows count from the beginning of time to the end of each month."""
    made: dict[Key, Numbers] = {(number, month): nothing() for number in organisations for month in months}
    place, ordered = each_alone(organisations), sorted(months)
    ends = [month_end(month) for month in ordered]
    members, standing, acts = _kinds()
    _fill_members(made, members, members_on_days(NOW, place, members, ends), ordered)
    for month, end in zip(ordered, ends, strict=True):
        _fill(made, organisations_on(NOW, place, standing, end), month)
    for group in _families(acts):
        _accumulate(made, acts_in(NOW, place, group, None, ends[-1], ends=ends), ordered)
    some = _ties(organisations, ordered)
    return {key: (row, some.get(key, {})) for key, row in made.items()}


def _kinds() -> tuple[list[Indicator], list[Indicator], list[Indicator]]:
    plain = [one for one in kept() if not one.is_relative and not one.is_of_ties]
    stocks = [one for one in plain if one.kind == "stock"]
    return (
        [one for one in stocks if one.of == "members"],
        [one for one in stocks if one.of == "organisations"],
        [one for one in plain if one.kind == "flow"],
    )


def _families(acts: Iterable[Indicator]) -> Iterable[list[Indicator]]:
    """Ways in, ways out and what stands in the book alone, apart: a row is asked only what it may answer."""
    families: dict[frozenset[str], list[Indicator]] = defaultdict(list)
    for one in acts:
        families[
            frozenset("in" if act in ENTERING else "out" if act in LEAVING else "book" for act in one.acts)
        ].append(one)
    return families.values()


def _fill_members(
    made: Mapping[Key, Numbers], chosen: Sequence[Indicator], counting: Counting, months: Sequence[int]
) -> None:
    """Rows tell on which of the days (bit by bit) they hold; what depends on the day has a column for each."""
    columns, per = _columns([one.key for one in chosen])
    firsts = {key: place for place, (key, _level) in reversed(list(enumerate(counting.columns)))}
    of_day = [
        np.array([firsts[one.key] + (bit if one.asks_age else 0) for one in chosen]) for bit in range(len(months))
    ]
    for number, on_days, *values in rows(counting.sql):
        told = _told(values)
        for bit, month in enumerate(months):
            if on_days >> bit & 1:
                made[number, month][columns] += told[of_day[bit]] // per


def _fill(made: Mapping[Key, Numbers], counting: Counting, month: int) -> None:
    columns, _per = _columns([key for key, _level in counting.columns])
    for number, *values in rows(counting.sql):
        made[number, month][columns] = _told(values)


def _accumulate(made: Mapping[Key, Numbers], counting: Counting, months: Sequence[int]) -> None:
    columns, per = _columns([key for key, _level in counting.columns])
    for number, stretch, *values in rows(counting.sql):
        told = _told(values) // per
        for month in months[stretch:]:
            made[number, month][columns] += told


def _columns(keys: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The places of these indicators in a row, and by what their counts are divided."""
    return np.array([places()[key] for key in keys]), np.array(
        [10_000 if indicator(key).sums == "age" else 1 for key in keys]
    )


def _told(values: Sequence[Any]) -> Numbers:
    return np.array([value or 0 for value in values], dtype=np.int64)


def _ties(organisations: Sequence[int], months: Sequence[int]) -> dict[Key, Ties]:
    ends = [month_end(month) for month in months]
    acts = TIES if anybody_moved() else [act for act in TIES if act not in MOVED]
    found: dict[Key, Ties] = defaultdict(lambda: defaultdict(int))
    for number, stretch, act, counterpart, times in rows(ties_of(NOW, each_alone(organisations), acts, ends[-1], ends)):
        for month in months[stretch:]:
            found[number, month][code(act), counterpart] += times
    return found

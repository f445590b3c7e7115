"""Lines of published reports beside what the records make of them, and whether everything adds up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db.models import Q

from liemchinh.access.actor import Actor
from liemchinh.figures.arithmetic import change
from liemchinh.figures.asking import Number, Question, ask
from liemchinh.figures.counting import months_needed
from liemchinh.figures.declarations import counted, indicator, indicators, partitions
from liemchinh.figures.indicators.lists import within
from liemchinh.figures.models import PublishedLine
from liemchinh.figures.periods import Period
from liemchinh.figures.queries import may_see
from liemchinh.figures.sql.counting import NOTHING, Narrowing
from liemchinh.journal.services import known_sequence


@dataclass(frozen=True, slots=True)
class Printed:
    """A published line: what it prints, what the records make for its own period and for the same period before.

    `compared`: of a change the two numbers it is worked out from, that of the period before first.
    """

    key: str
    label: str
    report: str
    unit: str
    indicator: str
    period: Period
    printed: Decimal
    value: Number | None
    before: Number | None
    compared: Sequence[tuple[Period, Number | None]] = ()
    narrowing: Narrowing = NOTHING

    @property
    def holds(self) -> bool:
        """Do the records make what is printed?"""
        return self.value is not None and Decimal(self.value) == self.printed


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up: a whole and its parts, or what is printed and what the records make."""

    key: str
    label: str
    expected: Number
    found: Number | None


def published_visible_to(
    actor: Actor, organisation: int, *, known_on: date | None = None, tree_on: date | None = None
) -> list[Printed]:
    """The published lines of an organisation, in the order published; nothing outside the actor's scope.

    Each line counts its own period, on the tree of its own last day unless another is named, with its own filters.
    """
    if not may_see(actor, organisation):
        return []
    live = Q(cancelled_by__isnull=True)
    if known_on is not None:
        until = known_sequence(known_on)
        live = Q(recorded_by__lte=until) & (live | Q(cancelled_by__gt=until))
    lines = list(PublishedLine.objects.filter(live, organisation_id=organisation).order_by("id"))
    groups: dict[tuple[Period, Narrowing], list[PublishedLine]] = defaultdict(list)
    for line in lines:
        groups[_period(line), _narrowing(line)].append(line)
    told: dict[int, Printed] = {}
    for (period, narrowing), group in groups.items():
        asked = Question(organisation, period, tree_on or period.last, known_on, narrowing)
        periods = [period, period.year_before]
        if any(line.is_change for line in group):
            periods.append(period.year_before.year_before)
        answers = ask(asked, [line.indicator for line in group], periods)
        for line in group:
            numbers = [answer.whole[line.indicator] for answer in answers]
            told[line.pk] = _printed_line(line, periods, numbers)
    return [told[line.pk] for line in lines]


def narrowed_line_visible_to(actor: Actor, key: str, indicator: str) -> tuple[str, Narrowing] | None:
    """What a published line counted by this indicator is called and what narrows it. None where it is not in the actor's scope."""
    line = PublishedLine.objects.filter(key=key, indicator=indicator, cancelled_by=None).first()
    return (line.label, _narrowing(line)) if line and may_see(actor, line.organisation_id) else None


def months_of_lines(organisation: int) -> dict[date, set[int]]:
    """The ends of months whose kept sums answer the published lines of an organisation, by the day whose tree decides. For making them
    ahead: no number is told."""
    found: dict[date, set[int]] = defaultdict(set)
    for line in PublishedLine.objects.filter(organisation_id=organisation, cancelled_by=None):
        if _narrowing(line) == NOTHING:
            period = _period(line)
            periods = [period, period.year_before, period.year_before.year_before][: 3 if line.is_change else 2]
            found[period.last] |= months_needed(counted([line.indicator]), periods)
    return found


def _printed_line(line: PublishedLine, periods: Sequence[Period], numbers: Sequence[Number | None]) -> Printed:
    value, before, *_earlier = numbers
    compared: Sequence[tuple[Period, Number | None]] = ()
    if line.is_change:
        compared = [(periods[1], before), (periods[0], value)]
        value, before = (_change(now, then) for now, then in pairwise(numbers[:3]))
    return Printed(
        line.key, line.label, line.report, line.unit, line.indicator, periods[0], line.printed, value, before, compared,
        _narrowing(line),
    )  # fmt: skip


def _change(now: Number | None, then: Number | None) -> Decimal | None:
    return None if now is None or then is None else change(now, then)


def _period(line: PublishedLine) -> Period:
    if line.starts_on and line.ends_on:
        return Period(line.starts_on, line.ends_on - timedelta(days=1))
    assert line.as_of is not None
    return Period(line.as_of, line.as_of)


def _narrowing(line: PublishedLine) -> Narrowing:
    types = {code for told in line.unit_type.split() for code in within("unit_types", told)}
    return Narrowing(line.depth, tuple(line.category.split()), tuple(sorted(types)))


def findings_visible_to(actor: Actor, asked: Question) -> list[Finding]:
    """Everything that does not add up: declared partitions of the question's figures, children and the whole, and published lines against
    the records. Parts that make no whole (“of these …”) are never compared. Nothing outside the actor's scope."""
    if not may_see(actor, asked.organisation):
        return []
    keys = [one.key for one in indicators().values() if one.kind in {"stock", "flow"}]
    answer = ask(asked, keys, [asked.period], by_child=True)[0]
    found = []
    for partition in partitions():
        parts = sum(int(answer.whole[part] or 0) for part in partition.parts)
        if parts != answer.whole[partition.whole]:
            found.append(
                Finding(partition.whole, str(indicator(partition.whole).label), parts, answer.whole[partition.whole])
            )
    found += _printed(published_visible_to(actor, asked.organisation, known_on=asked.known_on))
    return found


def _printed(lines: Sequence[Printed]) -> list[Finding]:
    return [Finding(line.key, line.label, line.printed, line.value) for line in lines if not line.holds]

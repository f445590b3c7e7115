"""What is published of an office, ready to be shown. Numbers hidden because they are small were hidden before they came here."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from liemchinh.envelopes.exchanged import Counts, Office
from liemchinh.envelopes.words import HOW, REASONS
from liemchinh.web.components import Bar


@dataclass(frozen=True, slots=True)
class ShownCounts:
    """Answers of one way, as bars, and the reasons given."""

    total: int
    bars: list[Bar]
    reasons: list[tuple[str | Promise, int]]


@dataclass(frozen=True, slots=True)
class ShownPeriod:
    """One period."""

    period: str
    slip: ShownCounts
    apart: ShownCounts
    suggestions: int | None
    reports: int | None
    boxed: int | None
    changed: list[str]


def shown(office: Office) -> list[ShownPeriod]:
    """The periods in the order in which the office gave them."""
    return [
        ShownPeriod(
            one.period, _counts(one.slip), _counts(one.apart), one.suggestions, one.reports, one.boxed, one.changed
        )
        for one in office.published
    ]  # fmt: skip


def _counts(counts: Counts) -> ShownCounts:
    told = {"satisfied": counts.satisfied, "neutral": counts.neutral, "not_satisfied": counts.not_satisfied}
    return ShownCounts(
        sum(told.values()), [Bar(str(HOW[how]), number) for how, number in told.items()], list(_reasons(counts))
    )


def _reasons(counts: Counts) -> Iterator[tuple[str | Promise, int]]:
    for code, number in sorted(counts.reasons.items(), key=lambda one: -one[1]):
        if code in REASONS and number:
            yield REASONS[code], number

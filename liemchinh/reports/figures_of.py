"""The figures a report asks for: each distinct period and narrowing is asked once, however many cells stand on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from liemchinh.access.actor import Actor, Grant
from liemchinh.figures.asking import Question
from liemchinh.figures.counting import months_needed
from liemchinh.figures.declarations import counted, indicators
from liemchinh.figures.periods import Period
from liemchinh.figures.published import Printed, published_visible_to
from liemchinh.figures.queries import Figure, Line, report_visible_to
from liemchinh.figures.queries import Report as Answered
from liemchinh.figures.sql.counting import NOTHING, Narrowing
from liemchinh.reports.models import Report
from liemchinh.reports.sources import Kind, Source
from liemchinh.reports.words import SEE
from regulations.reports import Named

NOBODYS = Figure("", "", "", None, None)


@dataclass(frozen=True, slots=True)
class Told:
    """One figure with where it comes from, now and in the same period before."""

    figure: Figure
    now: Source | None = None
    before: Source | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    period: Period
    narrowing: Narrowing


def plain_reader(organisation: int) -> Actor:
    """Whoever may see figures of the organisation and nothing more: what such a reader sees may be printed, signed and handed on.

    Small numbers about conduct or ethnicity in a branch are hidden from them, whoever fills the report, so that a report is the same for
    everybody who opens it and a signed one tells nobody more than the pages of figures do (guards 8, 10).
    """
    return Actor(None, "", (Grant("", organisation, frozenset({SEE})),))


class Figures:
    """All figures of one report."""

    def __init__(self, report: Report, named: Iterable[Named], by_child: Iterable[Named]) -> None:
        self.organisation, self.period = report.organisation_id, Period(report.first, report.last)
        self.reader = plain_reader(self.organisation)
        self._wanted: dict[tuple[_Asked, bool], set[str]] = {}
        self._answers: dict[tuple[_Asked, bool], Answered | None] = {}
        for some, is_child in ((named, False), (by_child, True)):
            for one in some:
                if not one.line and one.indicator in indicators():
                    self._wanted.setdefault((self._asked(one), is_child), set()).add(one.indicator)

    def of(self, named: Named) -> Told:
        """One figure of the organisation."""
        if named.line:
            return self._published(named.line)
        answer = self._answer(named, is_child=False)
        found = answer.figures.get(named.indicator) if answer else None
        return self._told(named, found or NOBODYS, self.organisation)

    def below(self, named: Iterable[Named]) -> list[tuple[Line, list[Told]]]:
        """The same figures of each organisation directly below, and of what stands under none of them."""
        answers = [(one, self._answer(one, is_child=True)) for one in named]
        first = next((answer for _one, answer in answers if answer), None)
        found = []
        for place, line in enumerate(first.lines if first else ()):
            told = []
            for one, answer in answers:
                lines = answer.lines if answer else ()
                figure = lines[place].figures.get(one.indicator) if place < len(lines) else None
                told.append(self._told(one, figure or NOBODYS, line.organisation))
            found.append((line, told))
        return found

    def months(self) -> set[int]:
        """The ends of months whose kept sums answer what is asked; published lines apart."""
        found: set[int] = set()
        for (asked, _is_child), keys in self._wanted.items():
            if asked.narrowing == NOTHING:
                found |= months_needed(counted({*keys, "branches"}), [asked.period, asked.period.year_before])
        return found

    def _told(self, named: Named, figure: Figure, organisation: int | None) -> Told:
        if organisation is None or named.indicator not in indicators():
            return Told(figure)
        asked, opening = self._asked(named), named.at == "start"
        now, before = (
            Source(organisation, named.indicator, period, self.period.last, asked.narrowing, opening=opening and is_now)
            for is_now, period in ((True, asked.period), (False, asked.period.year_before))
        )
        return Told(figure, now, before)

    def _asked(self, named: Named) -> _Asked:
        if named.first and named.last:
            period = Period(named.first, named.last)
        else:
            eve = self.period.eve
            period = {"start": Period(eve, eve), "before": self.period.year_before}.get(named.at, self.period)
        narrowing = Narrowing(named.depth, named.category, named.unit_type)
        return _Asked(period, NOTHING if narrowing == NOTHING else narrowing)

    def _answer(self, named: Named, *, is_child: bool) -> Answered | None:
        key = (self._asked(named), is_child)
        if key not in self._answers:
            asked, keys = key[0], sorted(self._wanted.get(key, ()))
            question = Question(self.organisation, asked.period, self.period.last, None, asked.narrowing)
            self._answers[key] = report_visible_to(self.reader, question, keys, by_child=is_child) if keys else None
        return self._answers[key]

    @cached_property
    def _lines(self) -> dict[str, Printed]:
        return {line.key: line for line in published_visible_to(self.reader, self.organisation)}

    def _published(self, key: str) -> Told:
        line = self._lines.get(key)
        if line is None:
            return Told(NOBODYS)
        figure = Figure(line.key, line.label, line.unit, line.value, line.before)
        kind: Kind = "change" if line.compared else "value"
        now, before = (
            Source(self.organisation, line.indicator, period, line.period.last, line.narrowing, kind=kind)
            for period in (line.period, line.period.year_before)
        )
        return Told(figure, now, before)

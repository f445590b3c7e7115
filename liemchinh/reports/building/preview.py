"""A definition with real figures in, as far as it is built; nothing of it is kept."""

from dataclasses import replace
from datetime import date

from liemchinh.figures.periods import Period
from liemchinh.reports.content import Content
from liemchinh.reports.filling import Filling
from liemchinh.reports.models import Report
from liemchinh.reports.periods import OPEN, period_of
from regulations.reports import Part, ReportDefinition, SectionOf


def previewed(definition: ReportDefinition, organisation: int, kind: str, on: date) -> Content:
    """What a report of an organisation would say for the period of a kind around a day; an open one begins with the year. It shows what a
    plain reader of its figures may see: ask the right to see them before."""
    since = date(on.year, 1, 1) if kind in OPEN else None
    period: Period = period_of(kind, on, since=since)
    report = Report(organisation_id=organisation, kind=kind, first=period.first, last=period.last)
    return Filling(report, definition, {}).filled().content


def only(definition: ReportDefinition, part: Part) -> ReportDefinition:
    """The same with this part alone."""
    return replace(definition, sections=(SectionOf("", (part,)),))


def kind_of(definition: ReportDefinition, wished: str = "") -> str:
    """The wished kind of period if it is made for it; else its first, or a year."""
    return wished if wished in definition.periods else next(iter(definition.periods), "year")

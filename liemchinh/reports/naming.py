"""What a report is called by name and period, begun or only asked for."""

from liemchinh.figures.periods import Period
from liemchinh.reports.defined import name_of, read_edition, shipped
from liemchinh.reports.models import Call, Report
from liemchinh.reports.periods import words_of
from regulations.reports import ReportDefinition


def title_of(report: Report) -> str:
    """A report as lists call it."""
    return f"{name_of(report)} {words_of(report.kind, Period(report.first, report.last))}"


def title_of_call(call: Call) -> str:
    """What was asked for."""
    definition = asked_definition(call)
    return f"{definition.name if definition else call.source} {words_of(call.kind, Period(call.first, call.last))}"


def asked_definition(call: Call) -> ReportDefinition | None:
    """The definition that was asked for, one of the charter in its newest edition; None where the charter lost it."""
    return read_edition(call.edition.text) if call.edition is not None else shipped().get(call.source)

"""A statistical form of the charter as a table of a report."""

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.figures.asking import Question
from liemchinh.figures.declarations import indicator
from liemchinh.figures.periods import Period
from liemchinh.figures.showing import NOT_SHOWN, show_value
from liemchinh.figures.statistical.asking import form_visible_to, forms
from liemchinh.figures.statistical.filling import Hidden, Line, Value
from liemchinh.figures.statistical.layouts import Layout
from liemchinh.figures.statistical.sums import keys_of
from liemchinh.reports.content import Cell, Row, Table
from liemchinh.reports.models import Report
from liemchinh.reports.printing import HEADINGS, HIDDEN, Printer
from liemchinh.reports.sources import Source
from liemchinh.web.numbers import NOTHING
from regulations.reports import TablePart

COLUMNS = ("value", "before", "percentage")


def form_table(part: TablePart, report: Report, reader: Actor, printer: Printer) -> Table:
    """The form filled for the report's period; without lines where the charter has no such form."""
    layout = forms().get(part.form)
    period = Period(report.first, report.last)
    filled = form_visible_to(reader, layout, Question(report.organisation_id, period, report.last)) if layout else None
    if layout is None or filled is None:
        return Table(
            part.code,
            part.title,
            part.unit,
            (),
            (),
            part.note or _("Bộ quy định đang dùng không có biểu này."),
            part.annex,
        )
    heads = tuple(one.title for one in layout.across) or layout.columns or tuple(str(HEADINGS[one]) for one in COLUMNS)
    rows = []
    for number, line in enumerate(filled.lines, start=1):
        cells = tuple(
            _cell(f"{part.code}.{number}.{place}", value, _source(layout, line, place, report), printer, layout, place)
            for place, value in enumerate(line.cells, start=1)
        ) or tuple(Cell("", why=line.missing or "heading") for _head in heads)
        label = f"{line.row.mark} {line.row.label}".strip()
        rows.append(Row(label, cells, line.row.indent, line.row.strong))
    return Table(part.code, part.title, part.unit or layout.unit, heads, tuple(rows), part.note, part.annex)


def _cell(code: str, value: Value, source: Source, printer: Printer, layout: Layout, place: int) -> Cell:
    is_share = layout.across[place - 1].share if layout.across else place == len(COLUMNS)
    unit = "percent" if is_share else ""
    if isinstance(value, Hidden):
        return Cell(str(NOT_SHOWN), None, unit, why=HIDDEN)
    if value is None:
        return Cell(NOTHING, None, unit)
    printer.sources[code] = source
    return Cell(show_value(value, unit), value, unit, code)


def _source(layout: Layout, line: Line, place: int, report: Report) -> Source:
    """Of a line that adds up several indicators none is named: it opens as a cell of its form."""
    period = Period(report.first, report.last)
    if not layout.across and place == 2:
        period = period.year_before
    if line.row.at_start:
        period = Period(period.eve, period.eve)
    keys = keys_of(layout, line.row) if not layout.by else ()
    single = keys[0] if len(keys) == 1 and indicator(keys[0]).shown else ""
    return Source(
        report.organisation_id, single, period, report.last, form=layout.code, row=line.row.id, column=place,
        kind="percentage" if not layout.across and place == len(COLUMNS) else "value", opening=line.row.at_start and place == 1,
    )  # fmt: skip

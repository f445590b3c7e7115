"""A report for a meeting: one figure or one chart on each page, large. Prose is for reading and stays in the report. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from liemchinh.reports.content import Cell, Content, Paragraph, Row, Run, Table
from liemchinh.reports.documents.framing import headings, shown
from liemchinh.reports.printing import HEADINGS, told_in_reports
from liemchinh.web.charts import BarRow, bar_rows
from liemchinh.web.components import Bar
from liemchinh.web.numbers import NOTHING, Number

T = TypeVar("T")
# What is still read from the last row of a hall: lines of a chart, and columns of a table that become charts.
MOST_LINES, MOST_CHARTS = 5, 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: its label, how far it is set in, a bar for each entry of the legend."""

    label: str
    depth: int
    bars: tuple[BarRow, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One page. Exactly one of `runs` (a sentence), `number` (one big figure, `beside` it what it is compared with), `lines` (a chart)."""

    section: str
    title: str
    runs: tuple[Run, ...] = ()
    number: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    legend: tuple[str, ...] = ()
    unit: str = ""
    note: str = ""


def slides(content: Content) -> list[Slide]:
    """The pages of a report in its order. What is hidden in it is hidden here; a line without any number has no page."""
    return [slide for section in content.sections for part in section.parts for slide in _of(section.heading, part)]


def _of(section: str, part: Paragraph | Table) -> Iterator[Slide]:
    if isinstance(part, Table):
        for title, rows in _groups(part):
            yield from _charts(section, part, title, rows)
    elif part.kind == "sentence" and any(run.cell is not None for run in part.runs):
        yield Slide(section, "", runs=part.runs)


def _groups(table: Table) -> Iterator[tuple[str, list[Row]]]:
    """The lines that stand under one heading of a table; counts and percentages apart, for they share no scale."""
    title, held = table.title, list[Row]()
    for row in (*table.rows, None):
        if row is not None and any(cell.text for cell in row.cells):
            held.append(row)
            continue
        if row is None or (row.cells and row.cells[0].why == "heading"):
            for _percent, alike in groupby(held, key=lambda one: one.cells[0].unit == "percent"):
                yield title, list(alike)
            held = []
            title = f"{table.title}: {row.label}" if row is not None else ""


def _charts(section: str, table: Table, title: str, rows: Sequence[Row]) -> Iterator[Slide]:
    """A chart of the value and what it is compared with; of a table of another shape one of each of its first columns."""
    heads = headings(table)[1:]
    value, before = (told_in_reports(HEADINGS[name]) for name in ("value", "before"))
    if heads[:1] == (value,):
        columns = [(0, 1)] if heads[:2] == (value, before) else [(0,)]
    else:
        columns = [(place,) for place in range(min(len(heads), MOST_CHARTS))]
    for chosen in columns:
        legend = tuple(heads[place] for place in chosen)
        called = title if len(columns) == 1 else f"{title}: {legend[0]}"
        for some in _by(rows, MOST_LINES):
            beside = tuple(zip(heads, some[0].cells, strict=False))[1:] if heads[:1] == (value,) else ()
            told = (
                _number(some[0], chosen[0], beside, called) if len(some) == 1 else _chart(some, chosen, legend, called)
            )
            yield replace(told, section=section, unit=table.unit, note=table.note)


def _number(row: Row, place: int, beside: Sequence[tuple[str, Cell]], title: str) -> Slide:
    compared = tuple((head, shown(cell)) for head, cell in beside if shown(cell))
    return Slide("", f"{title}: {row.label}", number=_words(row, place), beside=compared)


def _chart(rows: Sequence[Row], chosen: Sequence[int], legend: tuple[str, ...], title: str) -> Slide:
    bars = bar_rows([Bar(row.label, _value(row, one), shown=_words(row, one)) for row in rows for one in chosen])
    drawn = zip(rows, _by(bars, len(chosen)), strict=True)
    lines = tuple(Line(row.label, row.depth, tuple(told)) for row, told in drawn)
    return Slide("", title, lines=lines, legend=legend if len(legend) > 1 else ())


def _by(rows: Sequence[T], many: int) -> list[Sequence[T]]:
    return [rows[at : at + many] for at in range(0, len(rows), many)]


def _cell(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else Cell("")


def _value(row: Row, place: int) -> Number:
    value = _cell(row, place).value
    return 0 if value is None else value


def _words(row: Row, place: int) -> str:
    return shown(_cell(row, place)) or NOTHING

"""What a figure of a report that is not signed counts now: the rows behind it by today's right, or the numbers it is worked out from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from liemchinh.access.actor import Actor
from liemchinh.figures.declarations import indicators
from liemchinh.figures.queries import report_visible_to
from liemchinh.figures.records import Records, records_visible_to
from liemchinh.figures.showing import NOT_SHOWN, show_value
from liemchinh.reports import filling
from liemchinh.reports.content import Cell
from liemchinh.reports.figures_of import plain_reader
from liemchinh.reports.models import Report
from liemchinh.reports.sources import Filled, Source
from liemchinh.web.numbers import NOTHING


@dataclass(frozen=True, slots=True)
class Part:
    """One of the numbers a figure is worked out from, as it is printed."""

    label: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Open:
    """A figure, or one of its parts. `records`: what it counts (None: nothing is counted here, or nothing of it is this reader's to see).
    `parts`: what it is worked out from."""

    row: str
    cell: Cell
    label: str
    source: Source | None
    records: Records | None = None
    parts: Sequence[Part] = ()


def open_now(actor: Actor, report: Report, figure: str, steps: Sequence[int] = (), *, after: str = "") -> Open | None:
    """One figure as it is counted now. `steps`: which of its parts, and which of those. None: there is no such figure or part.

    Refuses whoever may not see figures of the organisation.
    """
    filled = filling.filled_report(report, actor)
    found = next(((cell, row) for cell, row in filled.content.placed() if cell.figure == figure), None)
    if found is None:
        return None
    cell, row = found
    source = filled.sources.get(figure)
    for step in steps:
        parts = parts_of(source, filled) if source else []
        if not 0 < step <= len(parts):
            return None
        part = parts[step - 1]
        cell, row, source = Cell(part.text), part.label, part.source
    parts = parts_of(source, filled) if source else []
    records = None
    if source is not None and source.is_counted:
        records = records_visible_to(actor, source.question, source.indicator, after=after)
    return Open(row, cell, label_of(source), source, records, parts)


def label_of(source: Source | None) -> str:
    """What is counted, in words."""
    declared = indicators().get(source.indicator) if source else None
    return str(declared.label) if declared else ""


def parts_of(source: Source, filled: Filled) -> list[Part]:
    """The two numbers that a difference, a change, a percentage, a share or a mean is worked out from; nothing of what is counted."""
    if source.of is not None:
        return [part for _code, part in printed_parts(source, filled)]
    declared = indicators().get(source.indicator)
    if declared is None:
        return []
    period = source.period
    if source.kind != "value":
        asked = [
            (source.indicator, period),
            (source.over, period) if source.over else (source.indicator, period.year_before),
        ]
    else:
        asked = [(key, period) for key in declared.over or ()]
    return [_part(replace(source, kind="value", indicator=key, period=days, over="")) for key, days in asked]


def printed_parts(source: Source, filled: Filled) -> list[tuple[str, Part]]:
    """Of what is worked out from two figures that stand in the report itself: each by its code, as it is printed there."""
    cells = {cell.figure: cell for cell in filled.content.cells()}
    there = [code for code in source.of or () if code in cells and code in filled.sources]
    return [(code, Part(label_of(filled.sources[code]), cells[code].text, filled.sources[code])) for code in there]


def _part(source: Source) -> Part:
    """Printed as for everybody who may see figures there and nothing more."""
    told = report_visible_to(plain_reader(source.organisation), source.question, [source.indicator])
    figure = told.figures[source.indicator] if told else None
    if figure is None:
        return Part(label_of(source), NOTHING, source)
    text = str(NOT_SHOWN) if figure.hidden else show_value(figure.value, figure.unit)
    return Part(label_of(source), text, source)

"""Where the numbers of a statistical form lead: to the records behind them, where guards 10 let anybody open them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from liemchinh.figures.declarations import indicator
from liemchinh.figures.forms import FIRST_DAY, FREE, Asked
from liemchinh.figures.periods import Period
from liemchinh.figures.records import ANY_TYPE, NO_TYPE
from liemchinh.figures.statistical.filling import HIDDEN, Filled, Line
from liemchinh.figures.statistical.layouts import Layout, Row
from liemchinh.figures.statistical.sums import counted_lines, keys_of
from liemchinh.figures.views.frame import link


def addresses(asked: Asked, filled: Filled, line: Line) -> list[str]:
    """For each cell of a line the address of its records, asked of the same organisation, tree and day of knowledge.

    "" where there is nothing to open: no number, a sum that is no union of records (`keys_of`), percentages and means, whatever is about
    ethnicity (all of a form by it), and every cell of a line in which one, or one that it adds up, is not shown.
    """
    layout = filled.layout
    if (
        line.missing
        or layout.by == "ethnic_groups"
        or _hidden(filled) & {row.id for row in counted_lines(layout, line.row)}
    ):
        return [""] * len(line.cells)
    sources = _by_unit_type(asked, layout, line.row) if layout.by else _beside(asked, layout, line.row)
    return [address if cell else "" for cell, address in zip(line.cells, sources, strict=True)]


def _hidden(filled: Filled) -> set[str]:
    return {line.row.id for line in filled.lines if HIDDEN in line.cells}


def _beside(asked: Asked, layout: Layout, row: Row) -> Iterator[str]:
    """This period, the same a year before, percent."""
    keys = keys_of(layout, row)
    for period in (asked.period, asked.period.year_before):
        then = Period(period.eve, period.eve) if row.at_start else period
        yield _address(asked if then == asked.period else replace(asked, period=then, choice=FREE), keys)
    yield ""


def _by_unit_type(asked: Asked, layout: Layout, row: Row) -> Iterator[str]:
    """One for each column."""
    unit_type = ANY_TYPE if row.total else row.entry or NO_TYPE
    for column in layout.across:
        yield _address(asked, () if column.share or len(column.counts) > 1 else column.counts, unit_type)


def _address(asked: Asked, keys: Sequence[str], unit_type: str | None = None) -> str:
    """The records of the indicators that make the number."""
    if not keys or asked.period.first < FIRST_DAY:
        return ""
    one = indicator(keys[0])
    if not one.shown or one.kind not in {"stock", "flow"} or one.sensitive == "ethnicity":
        return ""
    return link("figures:records", asked, one.key, along=",".join(keys[1:]) or None, unit_type=unit_type)

"""Where the numbers of a statistical form lead: to the records behind them, where guards 10 let anybody open them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from liemchinh.figures.declarations import indicator
from liemchinh.figures.forms import FIRST_DAY, FREE, Asked
from liemchinh.figures.periods import Period
from liemchinh.figures.records import ANY_TYPE, NO_TYPE
from liemchinh.figures.statistical.filling import HIDDEN, Line
from liemchinh.figures.statistical.layouts import Layout, Row
from liemchinh.figures.views.frame import link


def addresses(asked: Asked, layout: Layout, line: Line) -> list[str]:
    """For each cell of a line the address of its records, asked of the same organisation, tree and day of knowledge.

    "" where there is nothing to open: no number, several indicators in one cell, percentages and means, whatever is about ethnicity
    (all of a form by it), and every cell of a line in which one is not shown.
    """
    if line.missing or HIDDEN in line.cells or layout.by == "ethnic_groups":
        return [""] * len(line.cells)
    sources = _by_unit_type(asked, layout, line.row) if layout.by else _beside(asked, line.row)
    return [address if cell else "" for cell, address in zip(line.cells, sources, strict=True)]


def _beside(asked: Asked, row: Row) -> Iterator[str]:
    """This period, the same a year before, percent."""
    keys = () if row.less else row.counts
    for period in (asked.period, asked.period.year_before):
        then = Period(period.eve, period.eve) if row.at_start else period
        yield _address(asked if then == asked.period else replace(asked, period=then, choice=FREE), keys)
    yield ""


def _by_unit_type(asked: Asked, layout: Layout, row: Row) -> Iterator[str]:
    """One for each column."""
    unit_type = ANY_TYPE if row.total else row.entry or NO_TYPE
    for column in layout.across:
        yield _address(asked, () if column.share else column.counts, unit_type)


def _address(asked: Asked, keys: Sequence[str], unit_type: str | None = None) -> str:
    """The records of the one indicator that makes the number."""
    if len(keys) != 1 or asked.period.first < FIRST_DAY:
        return ""
    one = indicator(keys[0])
    if not one.shown or one.kind not in {"stock", "flow"} or one.sensitive == "ethnicity":
        return ""
    return link("figures:records", asked, one.key, unit_type=unit_type)

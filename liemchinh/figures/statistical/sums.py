"""Lines of a form that add up several indicators, and what such a line is called."""

from collections.abc import Mapping, Sequence

from liemchinh.figures.declarations import Indicator, indicator
from liemchinh.figures.statistical.layouts import Layout, Row


def counted_lines(layout: Layout, row: Row) -> list[Row]:
    """The lines that count what a line adds up; the line itself where it counts."""
    if not row.sum:
        return [row]
    rows = {one.id: one for one in layout.rows}
    return [counted for part in row.sum for counted in counted_lines(layout, rows[part])]


def keys_of(layout: Layout, row: Row) -> tuple[str, ...]:
    """The indicators whose records together are exactly those of a line, in its order.

    () where there is no such union: something is taken off, a part is empty or stands at another end of the period, one counts twice, they
    count different things, or something about ethnicity.
    """
    lines = counted_lines(layout, row)
    keys = tuple(key for line in lines for key in line.counts)
    plain = all(line.counts and not line.less and line.at_start == row.at_start for line in lines)
    return keys if plain and len(set(keys)) == len(keys) and _are_alike([indicator(key) for key in keys]) else ()


def _are_alike(parts: Sequence[Indicator]) -> bool:
    if len(parts) == 1:
        return True
    kinds = {(one.kind, one.of) for one in parts}
    # The records of a sum stand at the address of its first indicator, which must have a page.
    return len(kinds) == 1 and parts[0].shown and all(one.sensitive != "ethnicity" for one in parts)


def line_of(layouts: Mapping[str, Layout], keys: Sequence[str]) -> tuple[Layout, Row] | None:
    """The line that adds up exactly these indicators, and its form; None where none does: nobody puts sums together by hand (guards 10)."""
    lines = ((layout, row) for layout in layouts.values() if not layout.by for row in layout.rows)
    return next((one for one in lines if keys_of(*one) == tuple(keys)), None)

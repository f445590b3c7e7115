"""A layout filled with numbers: every cell a number, nothing, or "not shown". Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from liemchinh.figures.arithmetic import percent, percentages
from liemchinh.figures.hiding import hidden_parts, is_small
from liemchinh.figures.statistical.layouts import Across, Layout, Row


@dataclass(frozen=True, slots=True)
class Hidden:
    """Stands where a number is not shown."""


HIDDEN = Hidden()
Value = int | Decimal | Hidden | None
Numbers = Mapping[str, "int | Decimal | None"]


@dataclass(frozen=True, slots=True)
class Column:
    """The numbers of one period: what stood before it, and what is counted in it and at its end."""

    start: Numbers
    end: Numbers


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its cells. In a form by a list one a column; otherwise this period, the year before, percent."""

    row: Row
    cells: tuple[Value, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A whole form. `balances`: whether each period adds up (None where the form has nothing that must, or it cannot be shown)."""

    layout: Layout
    lines: tuple[Line, ...]
    balances: tuple[bool, ...] = ()
    parts_hold: bool = True


def fill(
    layout: Layout, now: Column, before: Column, *, sensitive: Collection[str] = (), small: bool = False
) -> Filled:
    """Fills a form of two periods.

    `sensitive` are the keys whose counts under five are not shown when the organisation is a branch or holds a single one (`small`);
    pass nothing for readers who may see them. Whether it balances is always computed on the true numbers.
    """
    periods = [_values(layout, now), _values(layout, before)]
    shown = [_hide(layout, values, sensitive) if small else dict(values) for values in periods]
    lines = []
    for row in layout.rows:
        if row.missing:
            lines.append(Line(row, missing=row.missing))
            continue
        one, other = shown[0][row.id], shown[1][row.id]
        lines.append(Line(row, (one, other, _percent(one, other))))
    return Filled(
        layout, tuple(lines), _balances(layout, periods), all(_parts_hold(layout, values) for values in periods)
    )


def _values(layout: Layout, column: Column) -> dict[str, Value]:
    found: dict[str, Value] = {}
    rows = {row.id: row for row in layout.rows}

    def value(row: Row) -> Value:
        if row.id not in found:
            found[row.id] = _sum([value(rows[part]) for part in row.sum]) if row.sum else _counted(row, column)
        return found[row.id]

    for row in layout.rows:
        if not row.missing:
            value(row)
    return found


def _counted(row: Row, column: Column) -> Value:
    numbers = column.start if row.at_start else column.end
    plus, minus = [numbers.get(key) for key in row.counts], [numbers.get(key) for key in row.less]
    whole, less = _sum(plus), _sum(minus)
    return whole - less if isinstance(whole, int | Decimal) and isinstance(less, int | Decimal) else None


def _sum(values: list[Value] | list[int | Decimal | None]) -> "int | Decimal | None":
    known = [value for value in values if isinstance(value, int | Decimal)]
    return sum(known) if len(known) == len(values) else None


def _percent(one: Value, other: Value) -> Value:
    if HIDDEN in (one, other):
        return HIDDEN
    return percent(one, other) if isinstance(one, int | Decimal) and isinstance(other, int | Decimal) else None


def _hide(layout: Layout, values: Mapping[str, Value], sensitive: Collection[str]) -> dict[str, Value]:
    """Lines that stand under one sum are hidden together; where nothing at all happened, nothing is."""
    marked = [row.id for row in layout.rows if set(row.counts) & set(sensitive)]
    small = {
        one: number for one in marked if isinstance(number := values.get(one), int | Decimal) and is_small(int(number))
    }
    hidden: set[str] = set()
    for group in layout.together:
        parts = {place: number for place, one in enumerate(group) if isinstance(number := values.get(one), int)}
        protected = [place for place in parts if group[place] in marked]
        found = hidden_parts(parts, protected, sum(parts.values()))
        hidden |= {group[place] for place in found}
    hidden |= {one for one, number in small.items() if number or hidden}
    return {one: HIDDEN if one in hidden else value for one, value in values.items()}


def _balances(layout: Layout, periods: list[dict[str, Value]]) -> tuple[bool, ...]:
    if layout.balance is None:
        return ()
    plus, minus, equals = layout.balance.plus, layout.balance.minus, layout.balance.equals
    found = []
    for values in periods:
        more, less = _sum([values[one] for one in plus]), _sum([values[one] for one in minus])
        found.append(more is not None and less is not None and more - less == values[equals])
    return tuple(found)


def _parts_hold(layout: Layout, values: Mapping[str, Value]) -> bool:
    return all(_sum([values[one] for one in rows]) == values[whole] for whole, rows in layout.parts)


def fill_by_list(
    layout: Layout, counts: Mapping[str, Numbers], within: Mapping[str, Collection[str]], *, hide: bool = False
) -> Filled:
    """Fills a form by a list of the charter. `counts`: code ("" where none is recorded) → numbers; `within`: which codes an entry counts.

    What is recorded under a code the form does not have counts in the row of those without one; the total adds up everything once.
    Shares have two decimals and add up to 100,00; they make sense only where no entry lies within another. `hide`: only the total is shown.
    """
    known = {code for row in layout.rows if row.entry for code in within[row.entry]}

    def codes(row: Row) -> Collection[str]:
        if row.total:
            return list(counts)
        return within[row.entry] if row.entry else [code for code in counts if code not in known]

    filled = [row for row in layout.rows if not row.missing]
    columns = [_column(one, filled, [_added(one, counts, codes(row)) for row in filled]) for one in layout.across]
    cells = {row.id: tuple(column[place] for column in columns) for place, row in enumerate(filled)}
    return Filled(
        layout,
        tuple(
            Line(row, missing=row.missing) if row.missing
            else Line(row, (HIDDEN,) * len(columns) if hide and not row.total else cells[row.id])
            for row in layout.rows
        ),
    )  # fmt: skip


def _added(column: Across, counts: Mapping[str, Numbers], codes: Collection[str]) -> int:
    return sum(int(counts[code].get(key) or 0) for code in codes if code in counts for key in column.counts)


def _column(column: Across, rows: Sequence[Row], numbers: Sequence[int]) -> list[Value]:
    if not column.share:
        return [*numbers]
    parts = iter(percentages([number for row, number in zip(rows, numbers, strict=True) if not row.total]))
    return [percent(number, number) if row.total else next(parts) for row, number in zip(rows, numbers, strict=True)]

"""The arithmetic of charts: from numbers to percentages of a drawing. Text for attributes is made here, so no comma slips in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from liemchinh.web.components import Bar, Cell, Column, Series, Table
from liemchinh.web.numbers import NOTHING, Number, show_number


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: where it begins and how long it is, as percentages; `tone` counts from 1."""

    start: str
    length: str
    tone: int


@dataclass(frozen=True, slots=True)
class BarRow:
    """A bar with its pieces, ready to draw."""

    bar: Bar
    shown: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Upright:
    """A column: where it stands and how high it is, as percentages of its group."""

    x: str
    y: str
    width: str
    height: str
    tone: int


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """The columns over one label."""

    label: str
    shown: str
    columns: tuple[Upright, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the plot and the number it stands for."""

    place: str
    shown: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of a line between two neighbouring numbers."""

    x1: str
    y1: str
    x2: str
    y2: str
    tone: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A number on a line, with the words that name it."""

    x: str
    y: str
    tone: int
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything a line chart draws."""

    ticks: tuple[Tick, ...]
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]


def bar_rows(bars: Sequence[Bar]) -> list[BarRow]:
    """The rows on one scale: the longest bar fills nine tenths. Values and parts are not negative."""
    longest = max((_fraction(bar.value) for bar in bars), default=Fraction(0)) or Fraction(1)
    scale = 90 / longest
    rows = []
    for bar in bars:
        start, parts = Fraction(0), []
        for tone, value in enumerate(bar.parts or (bar.value,), start=1):
            length = max(_fraction(value), Fraction(0)) * scale
            parts.append(Part(_percent(start), _percent(length), tone))
            start += length
        rows.append(BarRow(bar, bar.shown or show_number(bar.value), tuple(parts)))
    return rows


def columns(labels: Sequence[str], series: Sequence[Series]) -> list[ColumnGroup]:
    """One group a label; the tallest column fills the height. Values are not negative; an unknown one draws nothing."""
    tallest = max(
        (_fraction(value) for one in series for value in one.values if value is not None), default=Fraction(0)
    ) or Fraction(1)
    width = Fraction(70, max(len(series), 1))
    groups = []
    for place, label in enumerate(labels):
        values = [one.values[place] for one in series]
        heights = [max(_fraction(value or 0), Fraction(0)) / tallest * 100 for value in values]
        drawn = tuple(
            Upright(
                _percent(15 + width * index),
                _percent(100 - height),
                _percent(width * Fraction(92, 100)),
                _percent(height),
                index + 1,
            )
            for index, height in enumerate(heights)
        )
        shown = " / ".join(NOTHING if value is None else show_number(value) for value in values)
        groups.append(ColumnGroup(label, shown, drawn))
    return groups


def line_plot(labels: Sequence[str], series: Sequence[Series]) -> Plot:
    """Lines between neighbouring known numbers, on a scale of round numbers; the scale begins at zero unless all are far from it."""
    known = [_fraction(value) for one in series for value in one.values if value is not None] or [Fraction(0)]
    bottom, step, count = _scale(min(known), max(known))
    height = step * count

    def x(place: int) -> str:
        return _percent(Fraction(100 * (2 * place + 1), 2 * max(len(labels), 1)))

    def y(value: Fraction) -> str:
        return _percent(100 - (value - bottom) / height * 92 - 4)

    strokes, dots = [], []
    for tone, one in enumerate(series, start=1):
        before: Number | None = None
        for place, value in enumerate(one.values):
            if value is not None:
                dots.append(
                    Dot(x(place), y(_fraction(value)), tone, f"{one.title}, {labels[place]}: {show_number(value)}")
                )
            if value is not None and before is not None:
                strokes.append(Stroke(x(place - 1), y(_fraction(before)), x(place), y(_fraction(value)), tone))
            before = value
    ticks = tuple(Tick(y(bottom + step * number), _shown(bottom + step * number)) for number in range(count + 1))
    return Plot(ticks, tuple(strokes), tuple(dots))


def table_of(labels: Sequence[str], series: Sequence[Series], caption: str, label_title: str) -> Table:
    """The same numbers as a table: a chart never stands alone."""
    rows = tuple(
        (Cell(label), *(Cell(NOTHING if one.values[place] is None else one.values[place] or 0) for one in series))
        for place, label in enumerate(labels)
    )
    return Table(caption, (Column(label_title), *(Column(one.title, numeric=True) for one in series)), rows)


def _scale(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction, int]:
    """Where the scale begins, its step (1, 2 or 5 times a power of ten) and the number of steps (3 to 7)."""
    base = Fraction(0) if (low >= 0 and low < high * Fraction(7, 10)) or low == high else low
    if low == high:
        base = min(Fraction(0), low)
        high = max(high, Fraction(1))
    rough = (high - base) / 4
    power = Fraction(10) ** (len(str(int(rough))) - 1) if rough >= 1 else Fraction(1, 10 ** len(str(int(1 / rough))))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    bottom = base // step * step
    count = -((bottom - high) // step)
    return bottom, step, max(int(count), 1)


def _fraction(value: Number) -> Fraction:
    return Fraction(value)


def _percent(value: Fraction) -> str:
    return f"{float(value):.2f}%"


def _shown(value: Fraction) -> str:
    return (
        show_number(int(value))
        if value.denominator == 1
        else show_number(Decimal(value.numerator) / Decimal(value.denominator))
    )

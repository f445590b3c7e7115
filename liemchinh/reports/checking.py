"""Whether a report holds together: pure checks of its content and of where each figure comes from. Each finding leads to its figure.

Only what must add up is compared: declared partitions and the balances of forms. Parts that make no whole (“trong đó…”) never are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from liemchinh.figures.arithmetic import change, percent
from liemchinh.figures.declarations import indicators, partitions
from liemchinh.figures.periods import Period
from liemchinh.figures.sql.counting import Narrowing
from liemchinh.figures.statistical.layouts import Layout
from liemchinh.reports.content import Content, Number
from liemchinh.reports.sources import Filled, Source

Question = tuple[int, Period, Narrowing]
# From how many times as much or as little as last time a figure is told of. It is never judged.
JUMP = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold. `kind`: a code of words.FINDINGS; `figure`: where, by its code (or what is missing);
    `expected`, `found`: the two numbers. `told`: only told, nothing has to be confirmed. `beside`: the other figures
    it was compared with."""

    kind: str
    figure: str
    label: str
    expected: Number | None = None
    found: Number | None = None
    told: bool = False
    beside: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By which it is confirmed: another number is another finding."""
        return f"{self.kind}:{self.figure}:{self.expected}:{self.found}"


def numbers_of(content: Content) -> dict[str, Number]:
    """The numbers that stand in a report, by figure; what is hidden or empty is missing."""
    return {cell.figure: cell.value for cell in content.cells() if cell.value is not None}


def parts_and_wholes(filled: Filled) -> Iterator[Finding]:
    """Declared partitions whose whole and parts all stand in the report, for one organisation, period and narrowing."""
    there: dict[Question, dict[str, tuple[str, Number]]] = {}
    for figure, value in numbers_of(filled.content).items():
        source = filled.sources.get(figure)
        if source is not None and source.kind == "value":
            asked = (source.organisation, source.period, source.narrowing)
            there.setdefault(asked, {}).setdefault(source.indicator, (figure, value))
    for found in there.values():
        for partition in partitions():
            if partition.whole in found and all(part in found for part in partition.parts):
                figure, value = found[partition.whole]
                parts = sum(found[part][1] for part in partition.parts)
                if parts != value:
                    beside = tuple(found[part][0] for part in partition.parts)
                    yield Finding(
                        "parts", figure, str(indicators()[partition.whole].label), parts, value, beside=beside
                    )


def balances(filled: Filled, forms: Sequence[Layout]) -> Iterator[Finding]:
    """What a form says must balance: what came and went between two days, and the lines that make a line."""
    cells: dict[tuple[str, int], dict[str, tuple[str, Number]]] = {}
    for figure, value in numbers_of(filled.content).items():
        source = filled.sources.get(figure)
        if source is not None and source.form and source.kind == "value":
            cells.setdefault((source.form, source.column), {})[source.row] = (figure, value)
    for layout in forms:
        sums: list[tuple[str, Sequence[str], Sequence[str]]] = [(whole, rows, ()) for whole, rows in layout.parts]
        if layout.balance is not None:
            sums.append((layout.balance.equals, layout.balance.plus, layout.balance.minus))
        labels = {row.id: row.label for row in layout.rows}
        for (_form, _column), found in sorted((key, row) for key, row in cells.items() if key[0] == layout.code):
            for whole, plus, minus in sums:
                if whole not in found or not {*plus, *minus} <= found.keys():
                    continue
                made = sum(found[one][1] for one in plus) - sum(found[one][1] for one in minus)
                figure, value = found[whole]
                if made != value:
                    beside = tuple(found[one][0] for one in (*plus, *minus))
                    yield Finding("balance", figure, labels.get(whole, ""), made, value, beside=beside)


def worked_out(filled: Filled) -> Iterator[Finding]:
    """Differences, changes and percentages made anew from the two figures they say they come from, and shares from part and whole."""
    numbers = numbers_of(filled.content)
    by_source = {
        (source.organisation, source.period, source.narrowing, source.indicator): figure
        for figure, source in filled.sources.items()
        if source.kind == "value" and figure in numbers
    }
    for figure, value in numbers.items():
        source = filled.sources.get(figure)
        pair = _pair(source, by_source) if source is not None else None
        if source is None or pair is None or not {*pair} <= numbers.keys():
            continue
        made = _made(source.kind, numbers[pair[0]], numbers[pair[1]])
        if made is not None and not _as_printed(made, value):
            declared = indicators().get(source.indicator)
            yield Finding("percentage", figure, str(declared.label) if declared else "", made, value, beside=pair)


def _pair(source: Source, by_source: Mapping[tuple[int, Period, Narrowing, str], str]) -> tuple[str, str] | None:
    if source.of is not None:
        return source.of
    declared = indicators().get(source.indicator)
    if source.kind != "value" or declared is None or declared.kind != "share" or declared.over is None:
        return None
    asked = (source.organisation, source.period, source.narrowing)
    part, whole = (by_source.get((*asked, key), "") for key in declared.over)
    return (part, whole) if part and whole else None


def _made(kind: str, one: Number, other: Number) -> Number | None:
    if kind == "difference":
        return one - other
    return change(one, other) if kind == "change" else percent(one, other)


def _as_printed(made: Number, printed: Number) -> bool:
    """Equal, but for a hundredth that is moved so that a column adds up to 100,00."""
    apart = abs(Decimal(made) - Decimal(printed))
    return apart == 0 or (isinstance(printed, Decimal) and apart <= Decimal("0.01"))


def since_last(filled: Filled, last: Filled) -> Iterator[Finding]:
    """Beside the last signed report: its closing stock is what this one opens with; what jumped is told, not judged."""
    before, closed = numbers_of(last.content), {}
    for figure, source in last.sources.items():
        if source.kind == "value" and figure in before:
            closed[source.organisation, source.indicator, source.narrowing, source.period.last] = before[figure]
    for figure, value in numbers_of(filled.content).items():
        one = filled.sources.get(figure)
        if one is None or one.kind != "value" or one.indicator not in indicators():
            continue
        label = str(indicators()[one.indicator].label)
        stood = closed.get((one.organisation, one.indicator, one.narrowing, one.period.last))
        if one.opening and stood is not None and stood != value:
            yield Finding("opening", figure, label, stood, value)
        elif not one.opening and _is_same(last.sources.get(figure), one) and _jumps(before.get(figure), value):
            yield Finding("jump", figure, label, before[figure], value, told=True)


def _is_same(last: Source | None, now: Source) -> bool:
    """An office's definition may put another figure in that place from one edition to the next."""
    return last is not None and (last.kind, last.indicator, last.narrowing) == (now.kind, now.indicator, now.narrowing)


def _jumps(last: Number | None, now: Number) -> bool:
    if last is None or last == now:
        return False
    small, large = sorted((last, now))
    return small <= 0 or large > small * JUMP


def changed(sent: Content, now: Content) -> Iterator[Finding]:
    """Figures that are no longer what was sent upward and approved."""
    before, after = numbers_of(sent), numbers_of(now)
    for figure in sorted(before.keys() | after.keys()):
        if before.get(figure) != after.get(figure):
            yield Finding("changed", figure, "", before.get(figure), after.get(figure))

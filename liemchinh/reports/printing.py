"""How figures are printed in a report, and what each printed one comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from liemchinh.figures.arithmetic import change, percent, percentages
from liemchinh.figures.declarations import partitions
from liemchinh.figures.queries import Figure
from liemchinh.figures.showing import NOT_SHOWN, show_difference, show_percentage, show_value
from liemchinh.members.reasons import Words
from liemchinh.reports.content import Cell, Number
from liemchinh.reports.figures_of import Told
from liemchinh.reports.sources import Kind, Source
from liemchinh.web.numbers import NOTHING, show_number, show_percent
from regulations.reports import Named, TablePart, TableRow

HEADINGS: Mapping[str, Words] = {
    "value": gettext_lazy("Kỳ này"),
    "before": gettext_lazy("Cùng kỳ năm trước"),
    "difference": gettext_lazy("Tăng, giảm"),
    "percentage": gettext_lazy("% so với cùng kỳ"),
    "share": gettext_lazy("Tỷ lệ %"),
}
HIDDEN = "hidden"
# Reports are papers of the office: whoever opens one in another language reads the same.
LANGUAGE = "vi"


def told_in_reports(words: Words) -> str:
    """Words as every report says them."""
    with override(LANGUAGE):
        return str(words)


class Printer:
    """Prints the cells of one report and remembers the source of each."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self._shares: dict[str, Mapping[int, Decimal]] = {}

    def cell(self, code: str, told: Told, saying: str = "value", whole: Told | None = None) -> Cell:
        """One figure as it is printed. `saying`: the value, that of before, how it turned, its share of `whole`."""
        figure = told.figure
        if figure.hidden or (saying == "share" and whole is not None and whole.figure.hidden):
            return Cell(str(NOT_SHOWN), None, figure.unit, why=HIDDEN)
        if saying == "share":
            made = _share(figure, whole.figure if whole else None)
            text = show_percent(made) if made is not None else NOTHING
            return self._kept(code, made, text, "percent", _of_whole(told.now, whole), "percentage")
        if saying == "before":
            return self._kept(code, figure.before, show_value(figure.before, figure.unit), figure.unit, told.before)
        if saying == "difference":
            return self._kept(code, figure.difference, show_difference(figure), figure.unit, told.now, "difference")
        if saying == "percentage":
            return self._kept(code, figure.percentage, show_percentage(figure), "percent", told.now, "percentage")
        if saying == "turn":
            return self._turned(code, told)
        return self._kept(code, figure.value, show_value(figure.value, figure.unit), figure.unit, told.now)

    def row(self, part: TablePart, number: int, told: Told | None, why: str, whole: Told | None) -> tuple[Cell, ...]:
        """The cells of a line of a table, by its columns."""
        if told is None:
            return tuple(Cell("", why=why) for _column in part.columns)
        codes = {column: f"{part.code}.{number}.{place}" for place, column in enumerate(part.columns, start=1)}
        cells = []
        for column, code in codes.items():
            cell = self.cell(code, told, column, whole)
            share = self._shares.get(part.code, {}).get(number)
            if column == "share" and share is not None and not cell.why:
                cell = replace(cell, value=share, text=show_percent(share))
            if column in {"difference", "percentage"} and code in self.sources and {"value", "before"} <= codes.keys():
                self.sources[code] = replace(self.sources[code], of=(codes["value"], codes["before"]))
            cells.append(cell)
        return tuple(cells)

    def share_out(
        self, code: str, rows: Sequence[TableRow], named: Sequence[Named], told: Sequence[Told | None], whole: Told | None
    ) -> None:  # fmt: skip
        """Where the lines are exactly a declared partition of the whole, their shares are made to add up to 100,00."""
        if whole is None or whole.now is None or not named:
            return
        parts = {place: one for place, one in enumerate(told, start=1) if one is not None and rows[place - 1].figure}
        parts = {
            place: one for place, one in parts.items() if one.now is None or one.now.indicator != whole.now.indicator
        }
        keys = sorted(one.now.indicator if one.now else "" for one in parts.values())
        alike = len({(one.now.period, one.now.narrowing) for one in (*parts.values(), whole) if one.now}) == 1
        is_whole = any(found.whole == whole.now.indicator and sorted(found.parts) == keys for found in partitions())
        values = {place: one.figure.value for place, one in parts.items()}
        # Of nothing there are no shares: each line says so as the whole does.
        if alike and is_whole and any(values.values()) and all(isinstance(value, int) for value in values.values()):
            shares = percentages([int(value or 0) for value in values.values()])
            self._shares[code] = dict(zip(values, shares, strict=True))

    def _turned(self, code: str, told: Told) -> Cell:
        figure = told.figure
        made = None if figure.value is None or figure.before is None else figure.value - figure.before
        if made is None:
            return Cell(_("chưa có số để so"), None, figure.unit, why="unknown")
        if not made:
            return self._kept(code, 0, _("không đổi"), figure.unit, told.now, "difference")
        turned = None if figure.unit == "percent" else change(figure.value or 0, figure.before or 0)
        if turned is None:
            amount = show_number(abs(made), 2 if isinstance(made, Decimal) else None)
            words = {
                "amount": _("%(amount)s điểm phần trăm") % {"amount": amount} if figure.unit == "percent" else amount
            }
            return self._kept(code, made, _direction(made) % words, figure.unit, told.now, "difference")
        return self._kept(
            code, turned, _direction(made) % {"amount": show_percent(abs(turned))}, "percent", told.now, "change"
        )

    def _kept(
        self, code: str, value: Number | None, text: str, unit: str, source: Source | None, kind: Kind | None = None
    ) -> Cell:
        if value is None or text == NOTHING:
            return Cell(NOTHING, None, unit)
        if source is None:
            return Cell(text, value, unit)
        self.sources[code] = replace(source, kind=kind) if kind else source
        return Cell(text, value, unit, code)


def _direction(made: Number) -> str:
    return _("tăng %(amount)s") if made > 0 else _("giảm %(amount)s")


def _of_whole(now: Source | None, whole: Told | None) -> Source | None:
    """A share names what it is a share of, where both are of the same days."""
    alike = now is not None and whole is not None and whole.now is not None and whole.now.question == now.question
    return replace(now, over=whole.now.indicator) if now and whole and whole.now and alike else now


def _share(figure: Figure, whole: Figure | None) -> Decimal | None:
    if whole is None or figure.value is None or whole.value is None:
        return None
    return percent(figure.value, whole.value)

"""How a table of one's own is drawn, on a screen and in a file."""

from decimal import Decimal

from django.utils.translation import gettext as _

from liemchinh.figures.declarations import indicator
from liemchinh.figures.forms import FREE, Asked
from liemchinh.figures.periods import Period
from liemchinh.figures.queries import Figure
from liemchinh.figures.showing import NOT_SHOWN, show_figure
from liemchinh.figures.views.report import opened
from liemchinh.figures.workbooks import Cell as FileCell
from liemchinh.figures.workbooks import List, Share
from liemchinh.tabulations.queries import Grid, Row
from liemchinh.tabulations.shape import BOTH, PERIODS, Shape
from liemchinh.web.components import Bar, Cell, Column, Table
from liemchinh.web.dates import show


def title_of(shape: Shape) -> str:
    """What is counted, in a line: the indicator, and by what it is crossed; the first of several and how many more."""
    label = str(indicator(shape.keys[0]).label)
    crossing = shape.crossings.get(shape.cross)
    if crossing:
        return _("%(label)s theo: %(by)s") % {"label": label, "by": str(crossing.label).lower()}
    more = len(shape.keys) - 1
    return _("%(label)s và %(more)s chỉ tiêu khác") % {"label": label, "more": more} if more else label


def detail_of(grid: Grid) -> str:
    """Of which days it is."""
    return _("Từ %(first)s đến hết %(last)s; số có đến cuối kỳ là của ngày cuối") % {
        "first": show(grid.first), "last": show(grid.last)
    }  # fmt: skip


def name_of(row: Row, shape: Shape) -> str:
    """What a row is called."""
    if row.title:
        return row.title
    return _("Nơi khác, hoặc đã kết thúc") if row.is_rest else _("Toàn bộ")


def table_of(shape: Shape, grid: Grid) -> Table:
    """Every number leads to the records behind it, as on the pages of figures."""
    first = Column(_("Kỳ") if shape.rows == PERIODS else _("Đơn vị"))
    columns = (first, *(Column(heading, numeric=True) for heading in grid.headings))
    rows = [_drawn(row, shape, grid) for row in grid.rows]
    return Table(title_of(shape), columns, rows, _drawn(grid.whole, shape, grid) if grid.whole else ())


def bars_of(shape: Shape, grid: Grid) -> list[Bar]:
    """The first column, or of many periods the last one, as a bar for each row."""
    place = len(grid.headings) - 1 if shape.rows == BOTH else 0
    return [
        Bar(name_of(row, shape), row.cells[place][0].value or 0, shown=show_figure(row.cells[place][0]))
        for row in grid.rows
    ]


def as_list(shape: Shape, grid: Grid, name: str) -> List:
    """The same as a sheet: real numbers, and nothing that the screen does not show."""
    rows = [*grid.rows, *([grid.whole] if grid.whole else [])]
    cells: list[list[FileCell]] = [
        [name_of(row, shape), *(_in_file(figure) for figure, _p in row.cells)] for row in rows
    ]
    first = _("Kỳ") if shape.rows == PERIODS else _("Đơn vị")
    widths = [34, *[14] * len(grid.headings)]
    return List([title_of(shape), name, detail_of(grid)], [first, *grid.headings], cells, widths)


def _drawn(row: Row, shape: Shape, grid: Grid) -> list[Cell]:
    return [
        Cell(name_of(row, shape)),
        *(Cell(show_figure(figure), _leads(row, figure, period, grid, shape)) for figure, period in row.cells),
    ]


def _leads(row: Row, figure: Figure, period: Period, grid: Grid, shape: Shape) -> str:
    """The records behind it; out of the parts of a crossing the way ends at organisations (guards 10)."""
    if row.organisation is None:
        return ""
    asked = Asked(row.organisation, period, grid.last, None, "", FREE)
    url = opened(asked, figure)
    return f"{url}&crossed=1" if url and shape.cross and figure.key not in shape.keys else url


def _in_file(figure: Figure) -> FileCell:
    if figure.hidden:
        return str(NOT_SHOWN)
    if figure.unit == "percent" and figure.value is not None:
        return Share(Decimal(figure.value))
    return figure.value

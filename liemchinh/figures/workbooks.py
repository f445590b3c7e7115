"""Files that leave the house: workbooks laid out for A4 and CSV that Excel opens. Pure: what they hold is given."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from liemchinh.figures.statistical.filling import Filled, Hidden, Line, Value
from liemchinh.web.dates import show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
A4 = 9
# So many columns of numbers beside the labels stand on a page that is not on its side.
PORTRAIT = 3
FONT = "Times New Roman"
# A spreadsheet would take a text that begins so for a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
WHY_EMPTY = {
    "not_collected": "không thu thập", "not_yet": "chưa có trong phần mềm", "unknown": "chưa rõ hạn trước 01/07/2025", "heading": "",
}  # fmt: skip
TOO_SMALL = "không hiện"


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage, shown as 18,47%; in CSV the bare number."""

    percent: Decimal


Cell = int | Decimal | Share | str | date | None


@dataclass(frozen=True, slots=True)
class List:
    """A plain table: title lines, headings, rows, and how wide each column is in characters."""

    titles: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """What stands around a form: who reports, for which period, as of when."""

    organisation: str
    period: str
    as_of: str


def harmless(text: str) -> str:
    """The text, with an apostrophe before a beginning that a spreadsheet would calculate."""
    return f"'{text}" if text.startswith(RISKY) else text


def as_csv(table: List) -> bytes:
    """UTF-8 with a mark at the beginning, so that Excel reads Vietnamese; numbers with a point, days as 2026-11-20."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(heading) for heading in table.headings])
    writer.writerows([[_plain(cell) for cell in row] for row in table.rows])
    return "\ufeff".encode() + out.getvalue().encode()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, Share):
        return str(cell.percent)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def as_workbook(table: List) -> bytes:
    """A sheet for A4 on its side: title, headings repeated on every page, real numbers and days."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Số liệu")
    style = Styles(book)
    lay_out(sheet, landscape=len(table.headings) > 6)
    for place, title in enumerate(table.titles):
        sheet.write_string(place, 0, harmless(title), style.of(bold=place == 0))
    top = len(table.titles) + 1
    for column, heading in enumerate(table.headings):
        width = table.widths[column] if column < len(table.widths) else 14
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, harmless(heading), style.of(bold=True, border=True, centre=True, wrap=True))
    for row, cells in enumerate(table.rows, start=top + 1):
        for column, cell in enumerate(cells):
            _write(sheet, row, column, cell, style)
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, style: "Styles") -> None:
    if cell is None:
        sheet.write_blank(row, column, None, style.of(border=True))
    elif isinstance(cell, str):
        sheet.write_string(row, column, harmless(cell), style.of(border=True, wrap=True))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, style.of(border=True, form="dd/mm/yyyy"))
    elif isinstance(cell, Share):
        sheet.write_number(row, column, cell.percent, style.of(border=True, form='0.00"%"'))
    else:
        sheet.write_number(row, column, cell, style.of(border=True, form=_form(cell)))


def _form(number: int | Decimal) -> str:
    return "#,##0" if isinstance(number, int) else "#,##0.00"


class Styles:
    """Formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.made: dict[tuple[object, ...], object] = {}

    def of(
        self, *, bold: bool = False, italic: bool = False, border: bool = False, centre: bool = False, wrap: bool = False,
        form: str = "", indent: int = 0, size: int = 12,
    ) -> object:  # fmt: skip
        key = (bold, italic, border, centre, wrap, form, indent, size)
        if key not in self.made:
            told = {
                "font_name": FONT,
                "font_size": size,
                "bold": bold,
                "italic": italic,
                "text_wrap": wrap,
                "valign": "vcenter",
                "indent": indent,
            }
            told |= {"border": 1} if border else {}
            told |= {"align": "center"} if centre else {}
            told |= {"num_format": form} if form else {}
            self.made[key] = self.book.add_format(told)
        return self.made[key]


def lay_out(sheet: Worksheet, *, landscape: bool) -> None:
    """A4, as wide as one page, with the number of the page."""
    sheet.set_paper(A4)
    sheet.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.79)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&P/&N")
    if landscape:
        sheet.set_landscape()


def form_workbook(filled: Filled, office: Office) -> bytes:
    """A statistical form as it is sent: office top left, number top right, title in the middle, lines for the signatures below."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(f"Biểu {filled.layout.code}")
    style = Styles(book)
    across = filled.layout.across
    last = 1 + (len(across) if across else 3)
    lay_out(sheet, landscape=len(across) > PORTRAIT)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 46)
    sheet.set_column(2, last, 13 if len(across) > PORTRAIT else 15)
    top = _heading(sheet, style, filled, office, last)
    body = _columns(sheet, style, filled, top)
    sheet.repeat_rows(top, body - 1)
    sheet.freeze_panes(body, 2)
    for row, line in enumerate(filled.lines, start=body):
        _line(sheet, style, row, line, last)
    _signatures(sheet, style, body + len(filled.lines) + 1, last, office)
    sheet.print_area(0, 0, body + len(filled.lines) + 8, last)
    book.close()
    return out.getvalue()


def _heading(sheet: Worksheet, style: Styles, filled: Filled, office: Office, last: int) -> int:
    layout = filled.layout
    sheet.merge_range(0, 0, 0, 1, harmless(office.organisation.upper()), style.of(centre=True, wrap=True))
    sheet.merge_range(1, 0, 1, 1, "BAN TỔ CHỨC", style.of(bold=True, centre=True))
    sheet.merge_range(0, last - 1, 0, last, layout.number, style.of(bold=True, centre=True))
    sheet.merge_range(3, 0, 3, last, f"BÁO CÁO {layout.title.upper()}", style.of(bold=True, centre=True, size=14))
    sheet.merge_range(4, 0, 4, last, office.period, style.of(centre=True))
    sheet.merge_range(5, 0, 5, last, office.as_of, style.of(italic=True, centre=True))
    sheet.merge_range(6, last - 1, 6, last, f"Đvt: {layout.unit}", style.of(italic=True, centre=True))
    return 7


def _columns(sheet: Worksheet, style: Styles, filled: Filled, top: int) -> int:
    """The headings, one line of numbers under them; gives the first row of the body."""
    head = style.of(bold=True, border=True, centre=True, wrap=True)
    layout = filled.layout
    if layout.across:
        sheet.merge_range(top, 0, top + 1, 1, layout.rows_title, head)
        column = 2
        while column < 2 + len(layout.across):
            group = layout.across[column - 2].group
            end = column
            while group and end + 1 < 2 + len(layout.across) and layout.across[end - 1].group == group:
                end += 1
            if group and end > column:
                sheet.merge_range(top, column, top, end, group, head)
                for place in range(column, end + 1):
                    sheet.write_string(top + 1, place, layout.across[place - 2].title, head)
            else:
                sheet.merge_range(top, column, top + 1, column, layout.across[column - 2].title, head)
            column = end + 1
        titles, numbers = 2, ["1", *(str(place + 2) for place in range(len(layout.across)))]
    else:
        sheet.merge_range(top, 0, top, 1, "Tiêu chí", head)
        for place, title in enumerate(layout.columns, start=2):
            sheet.write_string(top, place, title, head)
        titles, numbers = 1, ["1", "2", "3", "4 = 2×100/3"]
    sheet.merge_range(top + titles, 0, top + titles, 1, numbers[0], style.of(border=True, centre=True))
    for place, number in enumerate(numbers[1:], start=2):
        sheet.write_string(top + titles, place, number, style.of(border=True, centre=True))
    return top + titles + 1


def _line(sheet: Worksheet, style: Styles, row: int, line: Line, last: int) -> None:
    bold = line.row.strong
    sheet.write_string(row, 0, line.row.mark, style.of(bold=bold, border=True, centre=True))
    sheet.write_string(
        row,
        1,
        line.row.label,
        style.of(bold=bold, border=True, wrap=True, indent=line.row.indent, italic=line.row.added),
    )
    if line.missing:
        sheet.merge_range(row, 2, row, last, WHY_EMPTY[line.missing], style.of(border=True, centre=True, italic=True))
        return
    for place, value in enumerate(line.cells, start=2):
        _value(sheet, style, row, place, value, bold)


def _value(sheet: Worksheet, style: Styles, row: int, column: int, value: Value, bold: bool) -> None:
    if isinstance(value, Hidden):
        sheet.write_string(row, column, TOO_SMALL, style.of(border=True, centre=True, italic=True))
    elif value is None:
        sheet.write_blank(row, column, None, style.of(border=True))
    else:
        sheet.write_number(row, column, value, style.of(bold=bold, border=True, form=_form(value)))


def _signatures(sheet: Worksheet, style: Styles, row: int, last: int, office: Office) -> None:
    place = max(2, last - 2)
    sheet.merge_range(row, place, row, last, "………, ngày …… tháng …… năm ………", style.of(italic=True, centre=True))
    sheet.merge_range(row + 1, 0, row + 1, 1, "NGƯỜI LẬP BIỂU", style.of(bold=True, centre=True))
    sheet.merge_range(row + 1, place, row + 1, last, "TRƯỞNG BAN", style.of(bold=True, centre=True))
    sheet.merge_range(row + 2, 0, row + 2, 1, "(Họ tên, số di động, số cố định)", style.of(italic=True, centre=True))
    sheet.merge_range(
        row + 2, place, row + 2, last, "(Ký, ghi rõ họ tên, đóng dấu)", style.of(italic=True, centre=True)
    )


def form_rows(filled: Filled) -> List:
    """A form as a plain table, for CSV."""
    layout = filled.layout
    headings = [f"{one.group}: {one.title}" if one.group else one.title for one in layout.across] or list(
        layout.columns
    )
    rows: list[list[Cell]] = []
    for line in filled.lines:
        cells: list[Cell] = [_told(value) for value in line.cells]
        if line.missing:
            cells = [WHY_EMPTY[line.missing], *[None] * (len(headings) - 1)]
        rows.append([line.row.mark, line.row.label, *cells])
    return List((layout.title,), ["TT", "Tiêu chí", *headings], rows)


def _told(value: Value) -> Cell:
    return TOO_SMALL if isinstance(value, Hidden) else value


def file_name(what: str, organisation: int, on: date, ending: str) -> str:
    """A name of plain letters: no name of an organisation or a person stands in it."""
    return f"{what}-{organisation}-{show(on).replace('/', '-')}.{ending}"

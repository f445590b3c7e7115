"""The workbook as a file: one sheet to fill in, one to look at. Cells to be filled in are open, all others locked."""

import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from liemchinh.figures.workbooks import FONT, harmless, lay_out
from liemchinh.reports.brought.blank import Blank
from liemchinh.reports.content import Paragraph, Table

FILL_IN, TO_LOOK_AT = "Điền vào đây", "Số của sổ"
# Columns of the sheet that is filled in: the code by which a line is known, what is asked, the last value, the cell, the confirmation.
CODE, ASKED, LAST, CELL, SURE = range(5)
HEADINGS = ("Mã dòng", "Nội dung", "Kỳ trước", "Ghi vào cột này", "Ghi x nếu khác nhiều kỳ trước mà đúng")
WIDTHS = (12, 44, 14, 60, 20)


def as_workbook(blank: Blank) -> bytes:
    """The bytes of the file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    plain = {"font_name": FONT, "font_size": 12, "text_wrap": True, "valign": "top"}
    look = {
        "plain": book.add_format(plain), "bold": book.add_format(plain | {"bold": True}),
        "head": book.add_format(plain | {"bold": True, "border": 1}), "line": book.add_format(plain | {"border": 1}),
        "open": book.add_format(plain | {"border": 1, "bg_color": "#FFF8DC", "locked": False}),
        "number": book.add_format(plain | {"border": 1, "bg_color": "#FFF8DC", "locked": False, "num_format": "#,##0"}),
    }  # fmt: skip
    _fill_in(book.add_worksheet(FILL_IN), blank, look)
    _to_look_at(book.add_worksheet(TO_LOOK_AT), blank, look)
    book.close()
    return out.getvalue()


def _fill_in(sheet: Worksheet, blank: Blank, look: dict[str, object]) -> None:
    lay_out(sheet, landscape=True)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, CODE, blank.code, look["plain"])
    top = (
        blank.title, blank.name, f"Hạn gửi {blank.due}",
        "Chỉ ghi vào ô màu vàng. Số đã có trong sổ nằm ở trang “Số của sổ”, không phải gõ lại. Không sửa cột A.",
    )  # fmt: skip
    for row, line in enumerate(top):
        sheet.write_string(row, ASKED, harmless(line), look["bold" if row < 2 else "plain"])
    head = len(top) + 1
    for column, told in enumerate(HEADINGS):
        sheet.write_string(head, column, told, look["head"])
    row = head + 1
    for number in blank.numbers:
        sheet.write_string(row, CODE, number.code, look["line"])
        sheet.write_string(row, ASKED, harmless(number.title), look["line"])
        _number(sheet, row, LAST, number.last, look["line"])
        _number(sheet, row, CELL, number.value, look["number"])
        sheet.write_blank(row, SURE, None, look["open"])
        row += 1
    for text in blank.texts:
        sheet.set_row(row, 120)
        sheet.write_string(row, CODE, text.code, look["line"])
        sheet.write_string(row, ASKED, harmless(f"{text.title}\n{text.hint}".strip()), look["line"])
        sheet.write_blank(row, LAST, None, look["line"])
        sheet.write_string(row, CELL, text.text, look["open"])
        sheet.write_blank(row, SURE, None, look["line"])
        row += 1
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _number(sheet: Worksheet, row: int, column: int, value: int | None, form: object) -> None:
    if value is None:
        sheet.write_blank(row, column, None, form)
    else:
        sheet.write_number(row, column, value, form)


def _to_look_at(sheet: Worksheet, blank: Blank, look: dict[str, object]) -> None:
    lay_out(sheet, landscape=False)
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 8, 16)
    sheet.write_string(
        0, 0, "Số đã có trong sổ. Sai thì báo để sửa trong sổ; sửa ở đây không có tác dụng.", look["bold"]
    )
    row = 2
    for section in blank.content.sections:
        for part in section.parts:
            row = _table(sheet, part, row, look) if isinstance(part, Table) else _sentence(sheet, part, row, look)
    sheet.protect("")


def _sentence(sheet: Worksheet, part: Paragraph, row: int, look: dict[str, object]) -> int:
    if part.kind == "prose" or not any(run.cell for run in part.runs):
        return row
    sheet.write_string(row, 0, harmless("".join(run.text for run in part.runs)), look["plain"])
    return row + 1


def _table(sheet: Worksheet, table: Table, row: int, look: dict[str, object]) -> int:
    sheet.write_string(row, 0, harmless(table.title), look["bold"])
    for column, told in enumerate(table.columns, start=1):
        sheet.write_string(row, column, harmless(told), look["head"])
    for place, line in enumerate(table.rows, start=row + 1):
        sheet.write_string(place, 0, harmless(line.label), look["line"])
        for column, cell in enumerate(line.cells, start=1):
            sheet.write_string(place, column, harmless(cell.text), look["line"])
    return row + len(table.rows) + 2

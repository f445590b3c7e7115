"""A report as a workbook: a sheet for each table, with real numbers, laid out for A4."""

import io
from collections.abc import Sequence
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from liemchinh.figures.workbooks import Styles, harmless, lay_out
from liemchinh.reports.content import Cell, Number, Row, Table
from liemchinh.reports.documents.framing import Framed, caption, headings, is_wide, lines, period_line, shown, unit_line

LONGEST_TITLE = 31
NOTHING = Cell("", why="heading")
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def as_xlsx(framed: Framed) -> bytes:
    """The bytes of the file: one sheet for each table, in order; of a report without tables its text, a line in each row."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    style = Styles(book)
    tables = framed.content.tables()
    for place, table in enumerate(tables, start=1):
        _sheet(book, style, framed, table, _title(table, place, tables))
    if not tables:
        _text(book, style, framed)
    book.close()
    return out.getvalue()


def _title(table: Table, place: int, tables: Sequence[Table]) -> str:
    """Sheets are told apart by their names, which Excel wants short and without some signs."""
    told = f"Biểu {table.code}".translate(FORBIDDEN)[:LONGEST_TITLE]
    others = [f"Biểu {one.code}".translate(FORBIDDEN)[:LONGEST_TITLE].lower() for one in tables]
    return told if others.count(told.lower()) == 1 else f"Biểu {place}"


def _sheet(book: xlsxwriter.Workbook, style: Styles, framed: Framed, table: Table, title: str) -> None:
    sheet, titles = book.add_worksheet(title), headings(table)
    last = len(titles) - 1
    lay_out(sheet, landscape=is_wide(table))
    sheet.set_column(0, 0, 46)
    if last:
        sheet.set_column(1, last, 15)
    top = [framed.document.issuer, caption(table), framed.content.period, period_line(framed.content), unit_line(table)]
    for row, line in enumerate(top):
        sheet.write_string(row, 0, harmless(line), style.of(bold=row == 1, italic=row > 2))
    head = len(top) + 1
    for column, told in enumerate(titles):
        sheet.write_string(head, column, harmless(told), style.of(bold=True, border=True, centre=True, wrap=True))
    for place, told_row in enumerate(table.rows, start=head + 1):
        _row(sheet, style, place, told_row, last)
    end = head + len(table.rows) + 1
    if table.note:
        sheet.write_string(end, 0, harmless(table.note), style.of(italic=True))
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 1)
    sheet.print_area(0, 0, end, last)
    sheet.set_footer(f"&L{framed.code.replace('&', '&&')}&C{framed.book.replace('&', '&&')}&R&P/&N")


def _row(sheet: Worksheet, style: Styles, place: int, row: Row, last: int) -> None:
    sheet.write_string(
        place, 0, harmless(row.label), style.of(bold=row.strong, border=True, wrap=True, indent=row.depth)
    )
    for column in range(1, last + 1):
        cell = row.cells[column - 1] if column <= len(row.cells) else NOTHING
        if cell.value is not None:
            look = style.of(bold=row.strong, border=True, form=form_of(cell.value, cell.unit))
            sheet.write_number(place, column, cell.value, look)
        elif told := shown(cell):
            sheet.write_string(
                place, column, harmless(told), style.of(border=True, centre=True, italic=True, wrap=True)
            )
        else:
            sheet.write_blank(place, column, None, style.of(border=True))


def form_of(value: Number, unit: str) -> str:
    """How Excel shows a number: with as many decimals as it has, percentages with their sign."""
    decimals = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
    shape = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{shape}"%"' if unit == "percent" else shape


def _text(book: xlsxwriter.Workbook, style: Styles, framed: Framed) -> None:
    sheet = book.add_worksheet("Báo cáo")
    lay_out(sheet, landscape=False)
    sheet.set_column(0, 0, 90)
    told = [framed.document.abstract]
    for section in framed.sections:
        told.append(section.heading)
        told += [line for part in section.parts if not isinstance(part, Table) for line in lines(part)]
    for row, line in enumerate(told):
        sheet.write_string(row, 0, harmless(line), style.of(wrap=True, bold=row == 0))

"""A programme as a workbook for A4 lying on its side: office, title, one row per line, headings on every page."""

import io
from collections.abc import Sequence

import xlsxwriter

from liemchinh.inspections.models import Programme
from liemchinh.inspections.queries import ShownItem
from liemchinh.web.dates import show

A4, FONT = 9, "Times New Roman"
# A spreadsheet would take a text that begins so for a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
HEADINGS = ("Mục", "Hình thức", "Đối tượng", "Nội dung", "Mốc thời gian được xem xét", "Tháng làm")
WIDTHS = (6, 26, 36, 52, 24, 10)


def rows_of(items: Sequence[ShownItem]) -> list[list[str | int]]:
    """The cells of each line in the order of HEADINGS."""
    return [
        [
            line.item.number, line.sort, "\n".join(line.subjects), "\n".join(line.content),
            f"{show(line.item.first)} – {show(line.item.last)}", line.item.month,
        ]
        for line in items
    ]  # fmt: skip


def workbook(programme: Programme, organ: str, items: Sequence[ShownItem]) -> bytes:
    """The programme of an organ as adopted."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(f"{programme.year}")
    plain = {"font_name": FONT, "font_size": 11, "valign": "top", "text_wrap": True}
    centred = {**plain, "bold": True, "align": "center", "valign": "vcenter"}
    head, body = book.add_format({**centred, "border": 1}), book.add_format({**plain, "border": 1})
    last = len(HEADINGS) - 1
    sheet.merge_range(0, 0, 0, 2, _harmless(organ.upper()), book.add_format({**centred, "align": "left"}))
    title = f"CHƯƠNG TRÌNH KIỂM TRA, GIÁM SÁT NĂM {programme.year}"
    sheet.merge_range(2, 0, 2, last, title, book.add_format({**centred, "font_size": 14}))
    said = f"Thông qua theo số {programme.decision} ngày {show(programme.decided_on)}"
    sheet.merge_range(3, 0, 3, last, said, book.add_format({**centred, "bold": False, "italic": True}))
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(5, column, heading, head)
    found = rows_of(items)
    for row, cells in enumerate(found, start=6):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, body)
            else:
                sheet.write_string(row, column, _harmless(cell), body)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.59, right=0.59, top=0.79, bottom=0.79)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(5)
    sheet.freeze_panes(6, 0)
    sheet.set_footer("&R&P/&N")
    sheet.print_area(0, 0, 5 + max(1, len(found)), last)
    book.close()
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text

"""The book of transfers laid out for print: A4 on its side, headings in two rows repeated on every page."""

import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from liemchinh.transfers.book import FROM_ELSEWHERE, IN_DISTRICT, IN_PROVINCE, TO_ELSEWHERE, Row
from liemchinh.web.dates import show
from regulations.words import own

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT, A4 = "Times New Roman", 9
# (group, headings): a group of one column has its heading over both rows.
HEADINGS: Sequence[tuple[str, Sequence[str]]] = (
    ("STT", ("",)),
    ("Ngày chuyển", ("",)),
    ("Họ và tên", ("",)),
    ("Ngày sinh", ("",)),
    ("Ngày vào Hiệp hội", ("",)),
    ("Ngày chính thức", ("",)),
    ("Số thẻ hội viên", ("",)),
    ("Chuyển đi", ("Đến CSH", "Ban điều hành giới thiệu", "Ban điều hành nhận")),
    ("Chuyển đến", ("Từ CSH", "Ban điều hành giới thiệu", "Ban điều hành nhận")),
    ("Phạm vi", ("Từ tỉnh khác đến", "Trong tỉnh", "Trong huyện", "Đi tỉnh khác")),
    ("Loại", ("Chính thức", "Tạm thời")),
)
WIDTHS = (5, 11, 22, 11, 11, 11, 11, 20, 20, 20, 20, 20, 20, 8, 8, 8, 8, 8, 8)
SCOPES = (FROM_ELSEWHERE, IN_PROVINCE, IN_DISTRICT, TO_ELSEWHERE)
FIRST_ROW = 6


def book_workbook(rows: Sequence[Row], organisation: str, first: date, last: date) -> bytes:
    """The workbook of a period."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    base = {"font_name": FONT, "font_size": 11, "text_wrap": True, "valign": "vcenter"}
    cell = book.add_format(base | {"border": 1})
    head = book.add_format(base | {"border": 1, "bold": True, "align": "center"})
    title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True, "align": "center"})
    plain = book.add_format({"font_name": FONT, "font_size": 12, "align": "center"})
    sheet = book.add_worksheet("10-SHĐ")
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.59, top=0.79, bottom=0.79)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&P/&N")
    final = len(WIDTHS) - 1
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 6, organisation.upper(), plain)
    sheet.merge_range(0, final - 4, 0, final, "Mẫu 10-SHĐ", plain)
    sheet.merge_range(1, 0, 1, final, own("SỔ GIỚI THIỆU CHUYỂN SINH HOẠT HIỆP HỘI"), title)
    sheet.merge_range(2, 0, 2, final, f"Từ ngày {show(first)} đến ngày {show(last)}", plain)
    _headings(sheet, head)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(_cells(number, row)):
            sheet.write(FIRST_ROW + number - 1, column, value, cell)
    sheet.repeat_rows(FIRST_ROW - 2, FIRST_ROW - 1)
    sheet.freeze_panes(FIRST_ROW, 3)
    book.close()
    return out.getvalue()


def _headings(sheet: xlsxwriter.worksheet.Worksheet, head: object) -> None:
    column, top = 0, FIRST_ROW - 2
    for group, titles in HEADINGS:
        if len(titles) == 1:
            sheet.merge_range(top, column, top + 1, column, own(group), head)
        else:
            sheet.merge_range(top, column, top, column + len(titles) - 1, own(group), head)
            for place, heading in enumerate(titles):
                sheet.write_string(top + 1, column + place, own(heading), head)
        column += len(titles)


def _cells(number: int, row: Row) -> list[int | str]:
    scope = row.scope
    if scope == TO_ELSEWHERE and not row.out[1]:
        scope = FROM_ELSEWHERE
    return [
        number, show(row.on), row.name, row.birth, row.admitted, row.official, row.card, *row.out, *row.came,
        *("x" if scope == one else "" for one in SCOPES), "" if row.temporary else "x", "x" if row.temporary else "",
    ]  # fmt: skip

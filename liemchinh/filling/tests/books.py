"""Blank workbooks as offices send them, built with another library than the one under test reads and writes with."""

import io
import zipfile
from collections.abc import Sequence

import xlsxwriter
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation

from liemchinh.filling.reading import Opened
from liemchinh.filling.workbook.package import open_package

SHEET = "Biểu 1"
LINES = ("Đầu kỳ", "Kết nạp", "Trong đó nữ", "Chuyển đến", "Trong đó nữ")
PLACES = ("Xã Trà Mây", "Chi bộ ấp Gò Cát", "Chi bộ ấp Rạch Dừa", "Cộng")


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def form(lines: Sequence[str] = LINES, year: int = 2025, title: str = SHEET) -> Workbook:
    """A form of this period and the same a year before: title over all, two lines of headings, formulas at the right and below."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet["A1"] = "TĂNG, GIẢM ĐẢNG VIÊN"
    sheet.merge_cells("A1:E1")
    for address, words in {
        "A3": "TT",
        "B3": "Tiêu chí",
        "C3": "Số lượng",
        "E3": "%",
        "C4": "Kỳ này",
        "D4": f"Cùng kỳ {year}",
    }.items():
        sheet[address] = words
    for merged in ("A3:A4", "B3:B4", "C3:D3", "E3:E4"):
        sheet.merge_cells(merged)
    for number, words in enumerate(lines):
        row = 5 + number
        sheet.cell(row, 1, number + 1)
        sheet.cell(row, 2, words)
        sheet.cell(row, 5, f"=IF(D{row}=0,0,C{row}/D{row})").number_format = "0.00%"
        for column in (3, 4):
            sheet.cell(row, column).number_format = "#,##0"
    last = 5 + len(lines)
    sheet.cell(last, 2, "Tổng")
    sheet.cell(last, 3, f"=SUM(C5:C{last - 1})")
    sheet.column_dimensions["B"].width = 40
    sheet.page_setup.orientation = "landscape"
    return book


def rich() -> bytes:
    """The same with all that a careless program loses: a chart, a hidden sheet that calculates, a list to choose from, a name."""
    book = form()
    sheet = book.active
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=5, max_row=9))
    sheet.add_chart(chart, "G3")
    choice = DataValidation(type="list", formula1='"Có,Không"')
    choice.add("F5")
    sheet.add_data_validation(choice)
    hidden = book.create_sheet("Tính")
    hidden["A1"] = "='Biểu 1'!C5*2"
    hidden.sheet_state = "hidden"
    return with_results(saved(book))


def with_results(data: bytes) -> bytes:
    """The workbook as Excel keeps it: every formula with the result it had."""
    parts = parts_of(data)
    old = {
        name: content.replace(b"<v />", b"<v>777</v>").replace(b"<v></v>", b"<v>777</v>")
        for name, content in parts.items()
    }
    return zipped({name: old[name] if "worksheets/sheet" in name else content for name, content in parts.items()})


def by_place(names: Sequence[str] = PLACES) -> bytes:
    """One organisation a line, as offices need it most."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Theo đơn vị")
        sheet.write_row(0, 0, ("Đơn vị", "Đảng viên", "Kết nạp"))
        for row, name in enumerate(names, start=1):
            sheet.write(row, 0, name)
            sheet.write_blank(row, 1, None, book.add_format({"border": 1}))
            sheet.write_blank(row, 2, None, book.add_format({"border": 1}))
    return out.getvalue()


def opened(data: bytes) -> Opened:
    return Opened(open_package(data, "mau.xlsx"))


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()

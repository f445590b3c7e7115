"""Files that leave the house: laid out for paper, real numbers, and nothing a spreadsheet would calculate."""

import io
from decimal import Decimal

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from liemchinh.figures.statistical.filling import Column, fill, fill_by_list
from liemchinh.figures.statistical.layouts import layouts
from liemchinh.figures.workbooks import RISKY, List, Office, as_csv, as_workbook, form_rows, form_workbook

FORMS = layouts(settings.CHARTER)
OFFICE = Office("Đảng bộ tỉnh Bình An", "Năm 2025", "Số liệu đến ngày 31/12/2025")


def opened(data: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(data)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def texts(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def form(code: str) -> Worksheet:
    layout = FORMS[code]
    if layout.across:
        filled = fill_by_list(
            layout,
            {"ward": dict.fromkeys(layout.keys(at_start=False), 4)},
            {row.entry: () for row in layout.rows if row.entry},
        )
        return opened(form_workbook(filled, OFFICE))
    numbers = Column(dict.fromkeys(layout.keys(at_start=True), 9), dict.fromkeys(layout.keys(at_start=False), 7))
    return opened(form_workbook(fill(layout, numbers, numbers), OFFICE))


@pytest.mark.parametrize("code", ["1", "2", "2b", "3", "4", "5", "10"])
def test_a_form_is_laid_out_for_a4_with_its_office_number_and_signatures(code: str) -> None:
    sheet = form(code)
    told = texts(sheet)
    assert sheet.page_setup.paperSize == sheet.PAPERSIZE_A4 or str(sheet.page_setup.paperSize) == "9"
    assert [
        one in told
        for one in ("ĐẢNG BỘ TỈNH BÌNH AN", "BAN TỔ CHỨC", FORMS[code].number, "NGƯỜI LẬP BIỂU", "TRƯỞNG BAN")
    ] == [True] * 5
    assert sheet.print_title_rows is not None
    assert sheet.page_setup.fitToHeight in {0, "0"}


def test_numbers_of_a_form_are_numbers_and_what_is_not_counted_says_why() -> None:
    sheet = form("3")
    values = {row[1].value: row[2].value for row in sheet.iter_rows(min_row=9)}
    assert (values["Trong đó: nữ"], values["Người theo tôn giáo"], values["Giáo sư"]) == (
        7,
        "không thu thập",
        "chưa có trong phần mềm",
    )


def test_csv_begins_with_the_mark_and_keeps_vietnamese_and_numbers() -> None:
    table = List(("t",), ("Đơn vị", "Số"), [("Chi bộ ấp Gò Cát", -3), ("=HYPERLINK(1)", Decimal("57.93"))])
    assert as_csv(table) == "\ufeffĐơn vị,Số\r\nChi bộ ấp Gò Cát,-3\r\n'=HYPERLINK(1),57.93\r\n".encode()


@given(st.sampled_from([*RISKY, "x"]), st.text(st.characters(exclude_categories=("C",)), max_size=12))
def test_no_text_in_a_file_begins_like_a_formula(first: str, rest: str) -> None:
    table = List((first + rest,), (first + rest,), [(first + rest,)])
    sheet = opened(as_workbook(table))
    assert [text for text in texts(sheet) if text.startswith(("=", "+", "-", "@"))] == []
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    lines = as_csv(table).decode("utf-8-sig")
    assert not lines.startswith(RISKY)


def test_a_form_as_csv_has_its_marks_labels_and_columns() -> None:
    numbers = Column(
        dict.fromkeys(FORMS["1"].keys(at_start=True), 9), dict.fromkeys(FORMS["1"].keys(at_start=False), 7)
    )
    table = form_rows(fill(FORMS["1"], numbers, numbers))
    assert (table.headings[1], list(table.rows[0])) == (
        "Tiêu chí",
        ["A", "Đảng viên trong danh sách có đến đầu kỳ báo cáo", 9, 9, Decimal("100.00")],
    )

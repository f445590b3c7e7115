"""The workbook comes back as it was sent, with numbers in the chosen cells and nothing else changed."""

import io
import re
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from liemchinh.filling.reading import open_upload
from liemchinh.filling.tests import books
from liemchinh.filling.workbook.package import open_package, percent_styles
from liemchinh.filling.workbook.sheet import address, letters, read_sheet, reference
from liemchinh.filling.workbook.writing import calculating, filled, write
from liemchinh.imports.reading.unreadable import Unreadable

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def fill(data: bytes, values: dict[str, object], sheet: str = books.SHEET) -> bytes:
    wanted = {address(name): value for name, value in values.items()}
    return filled(open_package(data, "mau.xlsx"), {sheet: wanted})  # type: ignore[arg-type,dict-item]


def test_the_copy_has_the_numbers_and_its_formulas() -> None:
    sheet = load_workbook(
        io.BytesIO(fill(books.saved(books.form()), {"C5": 46214, "D5": Decimal("57.93"), "C6": None}))
    )[books.SHEET]
    assert [sheet["C5"].value, sheet["D5"].value, sheet["C6"].value] == [46214, 57.93, None]
    assert [sheet["E5"].value, sheet["C10"].value] == ["=IF(D5=0,0,C5/D5)", "=SUM(C5:C9)"]
    assert [sheet["C5"].number_format, sheet["A1"].value, str(sheet.merged_cells)] == [
        "#,##0", "TĂNG, GIẢM ĐẢNG VIÊN", "A1:E1 A3:A4 B3:B4 C3:D3 E3:E4",
    ]  # fmt: skip


def test_every_part_but_the_sheets_that_calculate_and_their_list_is_the_same_byte_for_byte() -> None:
    data = books.rich()
    before, after = books.parts_of(data), books.parts_of(fill(data, {"C5": 5}))
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    }  # the list asks for a calculation already
    assert {"xl/charts/chart1.xml", "xl/drawings/drawing1.xml", "xl/styles.xml", "docProps/app.xml"} <= before.keys()


def test_of_a_sheet_only_the_chosen_cell_and_the_results_of_formulas_change() -> None:
    data = books.rich()
    before, after = (books.parts_of(one)["xl/worksheets/sheet1.xml"].decode() for one in (data, fill(data, {"C5": 5})))
    assert "777" in before and "777" not in after
    assert after == re.sub(r'(<c r="C5"[^>]*?) ?/>', r"\1><v>5</v></c>", before.replace("<v>777</v>", ""))


def test_results_of_formulas_go_from_a_hidden_sheet_too_and_the_workbook_asks_to_be_calculated() -> None:
    parts = books.parts_of(fill(books.rich(), {"C5": 5}))
    assert (
        b"777" not in parts["xl/worksheets/sheet2.xml"]
        and b"'Bi\xe1\xbb\x83u 1'!C5*2" in parts["xl/worksheets/sheet2.xml"]
    )
    assert b'fullCalcOnLoad="1"' in parts["xl/workbook.xml"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (b"<workbook><sheets/><calcPr calcId='1'/></workbook>", b"<workbook><sheets/><calcPr calcId='1' fullCalcOnLoad=\"1\"/></workbook>"),
        (b"<w:workbook><w:sheets><w:sheet/></w:sheets><w:oleSize/></w:workbook>",
         b'<w:workbook><w:sheets><w:sheet/></w:sheets><w:calcPr fullCalcOnLoad="1"/><w:oleSize/></w:workbook>'),
        (b'<workbook><sheets></sheets><definedNames></definedNames><calcPr fullCalcOnLoad="0" /></workbook>',
         b'<workbook><sheets></sheets><definedNames></definedNames><calcPr fullCalcOnLoad="1"/></workbook>'),
    ],
)  # fmt: skip
def test_the_list_of_sheets_asks_for_a_calculation_at_the_place_the_standard_names(
    told: bytes, expected: bytes
) -> None:
    assert calculating(told) == expected


def test_cells_rows_and_sheets_that_were_not_written_out_are_put_in_their_order() -> None:
    rows = b'<sheetData><row r="2"><c r="B2"><v>1</v></c></row><row r="4"/></sheetData>'
    sheet = read_sheet(HEAD + rows + b"</worksheet>", ())
    assert sheet is not None
    made = write(sheet, {(0, 0): 1, (1, 0): 2, (1, 2): 3, (3, 1): 4, (3, 0): 5, (5, 0): 6, (7, 7): None})
    assert made == (
        HEAD
        + b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>1</v></c>'
        b'<c r="C2"><v>3</v></c></row><row r="4"><c r="A4"><v>5</v></c><c r="B4"><v>4</v></c></row>'
        b'<row r="6"><c r="A6"><v>6</v></c></row></sheetData></worksheet>'
    )
    empty = read_sheet(HEAD + b"<sheetData/></worksheet>", ())
    assert empty is not None and write(empty, {(0, 0): 1}) == HEAD + (
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    )


def test_a_new_cell_looks_like_its_row_or_its_column() -> None:
    told = b'<cols><col min="2" max="3" style="7"/></cols><sheetData><row r="1" s="4" customFormat="1"/><row r="2"/></sheetData>'
    sheet = read_sheet(HEAD + told + b"</worksheet>", ())
    assert sheet is not None
    made = write(sheet, {(0, 1): 1, (1, 1): 2, (1, 5): 3})
    assert re.findall(rb"<c [^>]*>", made) == [b'<c r="B1" s="4">', b'<c r="B2" s="7">', b'<c r="F2">']


def test_an_old_number_a_text_and_another_prefix_are_written_over() -> None:
    told = (
        b'<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c s="3" t="inlineStr"><x:is><x:t>...</x:t></x:is></x:c>'
        b"<x:c><x:v>9</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    sheet = read_sheet(told, ())
    assert sheet is not None
    assert write(sheet, {(0, 0): 12, (0, 1): None}) == (
        b'<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c s="3"><x:v>12</x:v></x:c><x:c/></x:row></x:sheetData></x:worksheet>'
    )


def test_words_that_cells_share_are_read_and_stay_where_they_are() -> None:
    data = books.by_place()
    assert "xl/sharedStrings.xml" in books.parts_of(data)
    labels = books.opened(data).labels("Theo đơn vị")
    assert labels is not None and [labels.row(2), labels.column(2, 1)] == [["Chi bộ ấp Gò Cát"], ["Đảng viên"]]
    after = books.parts_of(fill(data, {"B3": 2}, "Theo đơn vị"))
    assert {name for name, content in books.parts_of(data).items() if content != after[name]} == {
        "xl/worksheets/sheet1.xml"
    }


def test_percentages_are_told_by_the_style_of_the_cell() -> None:
    styles = books.parts_of(books.saved(books.form()))["xl/styles.xml"]
    sheet = books.opened(books.saved(books.form())).sheet(books.SHEET)
    assert sheet is not None
    assert [sheet.style_of(4, column) in percent_styles(styles) for column in (2, 4)] == [False, True]


@given(st.integers(0, 20_000), st.integers(0, 18_277))
def test_addresses_read_back(row: int, column: int) -> None:
    assert address(reference(row, column)) == (row, column)
    assert letters(column) == reference(row, column).rstrip("0123456789")


def test_other_files_are_refused_with_what_to_do() -> None:
    def reason(data: bytes, name: str) -> str:
        with pytest.raises(Unreadable) as refused:
            open_upload(data, name)
        return refused.value.reason

    parts = books.parts_of(books.saved(books.form()))
    assert ".xlsx" in reason(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cu.xls")
    assert "macro" in reason(books.zipped(parts | {"xl/vbaProject.bin": b"x"}), "mau.xlsx")
    assert "bung ra" in reason(books.zipped(parts | {"xl/media/a.bin": bytes(61 * 1024 * 1024)}), "mau.xlsx")
    assert "chữ" in reason("Đơn vị,Số\n".encode(), "mau.csv")
    bomb = b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet><sheetData/></worksheet>"
    assert "lạ" in reason(books.zipped(parts | {"xl/worksheets/sheet1.xml": bomb}), "mau.xlsx")


def test_a_list_of_people_is_no_blank_form() -> None:
    book = books.form()
    sheet = book.create_sheet("Danh sách")
    for row in (("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"), (1, "", "", ""), (2, "", "", "")):
        sheet.append(row)
    assert open_upload(books.saved(book), "mau.xlsx").names == [books.SHEET, "Danh sách"]
    sheet["B2"], sheet["C2"], sheet["D2"] = "Ngô Văn Mới", "1971", "19/05/2016"
    with pytest.raises(Unreadable, match=r"danh sách người \(trang “Danh sách”\)"):
        open_upload(books.saved(book), "mau.xlsx")
    for state in ("hidden", "veryHidden"):
        sheet.sheet_state = state
        with pytest.raises(Unreadable, match="danh sách người trong một trang đang ẩn"):
            open_upload(books.saved(book), "mau.xlsx")
    sheet["B2"] = sheet["C2"] = sheet["D2"] = ""
    assert open_upload(books.saved(book), "mau.xlsx").names == [books.SHEET]


@cache
def _rich() -> dict[str, bytes]:
    # Saved once: a workbook tells the second it was saved in, and is not always of one length.
    return books.parts_of(books.rich())


@given(st.data())
def test_no_mutated_file_does_anything_but_open_or_be_refused(data: st.DataObject) -> None:
    parts = _rich()
    name = data.draw(st.sampled_from(sorted(part for part in parts if part.endswith((".xml", ".rels")))))
    content = bytearray(parts[name])
    for _time in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 9))] = data.draw(
            st.sampled_from(
                (
                    b"",
                    b"<",
                    b">",
                    b'"',
                    b"/",
                    b"\x00",
                    b"\xff",
                    b"c r='B2'",
                    b"99999999",
                    b"<v>",
                    b"</row>",
                    b"<!DOCTYPE a>",
                )
            )
        )
    whole = bytearray(books.zipped(parts | {name: bytes(content)}))
    if data.draw(st.booleans()):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        opened = open_upload(bytes(whole), "mau.xlsx")
        copy = filled(opened.package, {sheet: {(4, 2): 1, (40, 9): 2} for sheet in opened.names if opened.sheet(sheet)})
        assert open_package(copy, "mau.xlsx").sheets == opened.package.sheets
    except Unreadable as refused:
        assert refused.reason

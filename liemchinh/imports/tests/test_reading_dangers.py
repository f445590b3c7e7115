"""Files that must not be opened, or cannot: one sentence each, and the process lives on."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from liemchinh.imports.reading import MemberRow, RejectedRow, Unreadable, files, read, unreadable
from liemchinh.imports.reading.measures import extent
from liemchinh.imports.reading.measures import xlsx as xlsx_measure
from liemchinh.imports.reading.measures.extent import column_index, column_name
from liemchinh.imports.tests.builders import Grid, compound, csv_text, ods, read_rows, rezipped, xls, xlsb, xlsx, zipped

GRID: Grid = [
    ["STT", "Họ và tên", "Ngày sinh", "Số thẻ"],
    [1, "Lê An", 1956, 1234567],
    [2, "Trần Thị Bình", "03/05/1960", "84.000001"],
]
MAKERS: dict[str, Callable[[Grid], bytes]] = {"xlsx": xlsx, "xls": xls, "xlsb": xlsb, "ods": ods}


def refused(data: bytes, name: str) -> str:
    """The reason a file is refused for."""
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return caught.value.reason


@pytest.mark.parametrize("form", MAKERS)
def test_every_kind_of_workbook_reads_the_same(form: str) -> None:
    found = read_rows(MAKERS[form](GRID), f"a.{form}")
    assert [(row.row, row.full_name, str(row.birth), row.card_no) for row in found if isinstance(row, MemberRow)] == [
        (2, "Lê An", "1956", "01234567"), (3, "Trần Thị Bình", "03/05/1960", "84000001")]  # fmt: skip


@pytest.mark.parametrize("form", MAKERS)
def test_a_list_that_does_not_begin_in_the_first_cell_keeps_its_row_numbers(form: str) -> None:
    moved = [[], [], *([None, None, *cells] for cells in GRID)]
    assert [row.row for row in read_rows(MAKERS[form](moved), f"a.{form}")] == [4, 5]


def test_what_is_no_table_is_refused_with_what_it_is() -> None:
    word = zipped({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"})
    assert "Tệp rỗng" in refused(b"", "a.csv")
    assert "Tệp rỗng" in refused(b"\xef\xbb\xbf \r\n", "a.csv")
    assert "đuôi .pdf" in refused(b"%PDF-1.7", "a.pdf")
    assert "PDF" in refused(b"%PDF-1.7", "a.xlsx")
    assert "Word" in refused(word, "a.xlsx")
    assert "Word" in refused(compound("WordDocument", b"x" * 5000), "a.xls")
    assert "trang web" in refused(b"<html><table><tr><td>1</td></tr></table>", "a.xls")
    assert "tệp nén" in refused(zipped({"a.txt": b"x"}), "a.xlsx")
    assert "không phải tệp văn bản" in refused(bytes(range(256)) * 4, "a.csv")


def test_a_name_that_says_another_kind_is_refused_with_the_right_ending() -> None:
    assert "nội dung là tệp .xlsx" in refused(xlsx(GRID), "a.xls")
    assert "nội dung là tệp .xls." in refused(xls(GRID), "a.xlsx")
    assert "nội dung là tệp .csv" in refused(csv_text(GRID).encode(), "a.xlsx")
    assert "nội dung là tệp .ods" in refused(ods(GRID), "a.csv")
    assert (
        read(xlsx(GRID)).count
        == read(csv_text(GRID).encode()).count
        == read(csv_text(GRID).encode(), "A.TXT").count
        == 2
    )


def test_a_locked_workbook_is_refused_as_locked() -> None:
    assert "mật khẩu" in refused(compound("EncryptedPackage", b"x" * 5000), "a.xls")
    assert "mật khẩu" in refused(compound("EncryptedPackage", b"x" * 5000), "a.xlsx")
    assert "mật khẩu" in refused(xls(GRID, extra=struct.pack("<HHHHH", 0x002F, 6, 1, 1, 1)), "a.xls")
    locked = bytearray(xlsx(GRID))
    directory = locked.index(b"PK\x01\x02")
    locked[directory + 8] |= 1
    assert "mật khẩu" in refused(bytes(locked), "a.xlsx")


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xlsx", tmp_path, tmp_path / "a\0.csv"):
        with pytest.raises(Unreadable, match="Không mở được"):
            read(path)
    (tmp_path / "ds.csv").write_bytes(csv_text(GRID).encode())
    assert (read(tmp_path / "ds.csv").name, read(str(tmp_path / "ds.csv")).count) == ("ds.csv", 2)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    (tmp_path / "a.csv").write_bytes(b"x" * 11)
    with pytest.raises(Unreadable, match="lớn hơn"):
        read(tmp_path / "a.csv")
    assert "lớn hơn" in refused(b"x" * (unreadable.LARGEST_FILE + 1), "a.csv")


def test_a_bomb_is_refused_by_its_directory_and_by_what_comes_out_of_it() -> None:
    bomb = rezipped(xlsx(GRID), lambda name, data: b" " * (401 * 1024 * 1024) if name.endswith("theme1.xml") else data)
    assert len(bomb) < 1_000_000
    assert "bung ra lớn hơn 400 MB" in refused(bomb, "a.xlsx")
    lying = bytearray(bomb)
    size = struct.pack("<I", 401 * 1024 * 1024)
    while size in lying:
        place = lying.index(size)
        lying[place : place + 4] = struct.pack("<I", 1000)
    assert "hỏng" in refused(bytes(lying), "a.xlsx")
    many = {f"x{number}": b"" for number in range(5001)}
    assert "bung ra" in refused(zipped({"xl/workbook.xml": b"", **many}), "a.xlsx")


def far_cell(book: openpyxl.Workbook) -> None:
    """One word in the last corner of the sheet: seventeen thousand million cells."""
    book.worksheets[0]["XFD1048576"] = "x"


def test_a_stray_cell_in_the_last_corner_is_refused_and_named_in_every_kind_of_workbook() -> None:
    assert "cột XFD" in refused(xlsx(GRID, more=far_cell), "a.xlsx")
    wide: Grid = [[*["x"] * 2], [None] * 300 + ["x"]]
    assert "cột KO" in refused(xls(wide), "a.xls")
    assert "cột KO" in refused(xlsb(wide), "a.xlsb")
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{}"/>'
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    assert "cột" in refused(ods([], row.format(1, cell.format(999_999_999))), "a.ods")
    assert "dòng" in refused(ods([], row.format(999_999_999, cell.format(1))), "a.ods")
    assert "quá lớn" in refused(ods([], row.format(900_000, cell.format(100))), "a.ods")


def test_far_cells_that_only_carry_a_colour_do_no_harm() -> None:
    far = b'<c r="XFD2" s="0"/></row><row r="1048576"><c r="A1048576" s="0"/></row></sheetData>'
    data = rezipped(
        xlsx(GRID), lambda name, data: data.replace(b"</row></sheetData>", far) if "sheet1" in name else data
    )
    assert len(read_rows(data, "a.xlsx")) == 2
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    two = f"<table:table-row>{cell}{cell}</table:table-row>"
    body = two.format("Họ và tên", "Năm sinh") + two.format("Lê An", "1956") + two.format("Lê Ba", "1957")
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    assert len(read_rows(ods([], body + empty), "a.ods")) == 2


def test_cells_without_references_and_with_prefixes_are_measured_too() -> None:
    def bare(name: str, data: bytes) -> bytes:
        return data.replace(b"<row ", b"<row><c><v>1</v></c></row><row ") if "sheet1" in name else data

    assert read(rezipped(xlsx(GRID), bare), "a.xlsx").count >= 1
    wide = b"<row>" + b"<c><v>1</v></c>" * 300 + b"</row></sheetData>"
    data = rezipped(xlsx(GRID), lambda name, data: data.replace(b"</sheetData>", wide) if "sheet1" in name else data)
    assert "chỉ đọc được 200 cột" in refused(data, "a.xlsx")

    def prefixed(name: str, data: bytes) -> bytes:
        if "sheet1" not in name:
            return data
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"is", b"t"):
            data = data.replace(b"<" + tag + b" ", b"<x:" + tag + b" ").replace(b"<" + tag + b">", b"<x:" + tag + b">")
            data = data.replace(b"</" + tag + b">", b"</x:" + tag + b">")
        return data.replace(b"xmlns=", b"xmlns:x=")

    assert "cột XFD" in refused(rezipped(xlsx(GRID, more=far_cell), prefixed), "a.xlsx")


def test_formulas_give_their_results_and_those_without_one_reject_their_row() -> None:
    grid: Grid = [["Họ và tên", "Năm sinh"], ["Lê An", 1], ["Lê Ba", 2], ["Lê Ca", 3], ["Lê Dư", 4]]
    cells = {
        b"<v>1</v>": b"<f>1900+56</f><v>1956</v>",
        b"<v>2</v>": b"<f>1900+57</f><v></v>",
        b"<v>4</v>": b"<f>1900+58</f>",
    }

    def formulas(name: str, data: bytes) -> bytes:
        for before, after in cells.items():
            data = data.replace(before, after) if "sheet1" in name else data
        return data.replace(b'<c r="B4" t="n"><v>3</v></c>', b'<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c>')

    found = read_rows(rezipped(xlsx(grid), formulas), "a.xlsx")
    assert [str(row.birth) if isinstance(row, MemberRow) else row.reason for row in found if isinstance(row, MemberRow | RejectedRow)] == [
        "1956", "công thức trong ô chưa được tính; hãy mở bằng Excel và lưu lại", "công thức trong ô bị lỗi",
        "công thức trong ô chưa được tính; hãy mở bằng Excel và lưu lại",
    ]  # fmt: skip


def test_too_many_rows_columns_or_tables_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wide: Grid = [["Họ và tên", "Năm sinh", *(f"Cột {number}" for number in range(200))], ["Lê An", 1956]]
    assert "200 cột" in refused(csv_text(wide).encode(), "a.csv")
    assert "200 cột" in refused(b"," * 5_000_000, "a.csv")
    assert "dấu nháy kép" in refused(csv_text(GRID).encode() + b'3,"' + b"x" * 200_000, "a.csv")
    monkeypatch.setattr("liemchinh.imports.reading.finding.MOST_ROWS", 100)
    assert "hơn 100 dòng" in refused(csv_text([*GRID, *([3, "Lê Ba", 1957, ""] for _ in range(99))]).encode(), "a.csv")
    monkeypatch.setattr("liemchinh.imports.reading.finding.MOST_TABLES", 2)
    two: list[Grid] = [
        [["Họ và tên", "Năm sinh"], ["Lê An", 1956]],
        [["STT", "Họ và tên", "Dân tộc"], [1, "Lê Ba", "Kinh"]],
    ]
    assert "hơn 2 bảng" in refused(csv_text([*two[0], *two[1], *two[0]]).encode(), "a.csv")


def test_damaged_parts_of_every_kind_of_workbook_are_refused() -> None:
    broken: list[tuple[bytes, str]] = [(maker(GRID)[:-200], f"a.{form}") for form, maker in MAKERS.items()]
    broken.append((rezipped(xlsx(GRID), lambda name, data: b"<a><b>" if name == "xl/workbook.xml" else data), "a.xlsx"))
    broken.append(
        (
            rezipped(xlsx(GRID), lambda name, data: b"<!DOCTYPE a>" + data if name == "xl/workbook.xml" else data),
            "a.xlsx",
        )
    )
    broken.append((rezipped(xlsx(GRID), lambda name, data: b"<x:worksheet><c" if "sheet1" in name else data), "a.xlsx"))
    broken.append((rezipped(xlsx(GRID), lambda name, data: data.replace(b'r="B2"', b'r="ZZZZZZ2"')), "a.xlsx"))
    broken.append((rezipped(ods(GRID), lambda name, data: b"<a>" if name == "content.xml" else data), "a.ods"))
    broken.append((rezipped(xlsb(GRID), lambda name, data: b"\x05\x00" + data if "sheet1" in name else data), "a.xlsb"))
    broken.append((xls(GRID, extra=struct.pack("<HHII", 0x00FC, 8, 1, 2**31)), "a.xls"))
    broken.append((xls(GRID)[:600], "a.xls"))
    assert [name for data, name in broken if not refused(data, name)] == []


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [column_name(number) for number in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert [column_index(column_name(number)) for number in range(0, 16384, 97)] == list(range(0, 16384, 97))


def test_a_sheet_is_measured_in_pieces_as_well_as_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    grid: Grid = [["Họ và tên", "Năm sinh"], *(["Lê An", 1950 + number % 50] for number in range(500))]
    data = xlsx(grid)
    monkeypatch.setattr(xlsx_measure, "_CHUNK", 700)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert xlsx_measure.measure(archive, "xl/worksheets/sheet1.xml", {}).extent == extent.Extent(500, 1)
    monkeypatch.setattr(xlsx_measure, "_CHUNK", 100)
    monkeypatch.setattr(xlsx_measure, "_ROW_LIMIT", 110)
    assert "dòng dài bất thường" in refused(data, "a.xlsx")

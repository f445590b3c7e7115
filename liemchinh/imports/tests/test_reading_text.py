"""Text in every character set that still comes in: what is written in the file, and what is read."""

import unicodedata

import pytest

from liemchinh.imports.reading import MemberRow, read, rows
from liemchinh.imports.reading.legacy_text import from_cp1258, from_misread_utf8, from_tcvn3, from_vni
from liemchinh.imports.reading.syllables import is_syllable
from liemchinh.imports.tests.builders import (
    Grid,
    as_cp1258,
    as_tcvn3,
    as_vni,
    csv_text,
    misread,
    only_table,
    read_rows,
    xlsx,
)

GRID: Grid = [
    ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Quê quán"],
    [1, "Nguyễn Thị Hồng Ánh", "03/05/1956", "Nữ", "Kinh", "thị trấn Cầu Kè"],
    [2, "Đặng Văn Đức", "1960", "Nam", "Khmer", "xã Đại An, phường 7"],
    [3, "Lý Chiêu Quỳnh", "05/1971", "Nữ", "Hoa", "xã Hòa Ân; số 5"],
    [4, "Thạch Sa Rết", "1975-07-01", "Nam", "Khmer", "xã Long Hữu"],
]
NAMES = ["Nguyễn Thị Hồng Ánh", "Đặng Văn Đức", "Lý Chiêu Quỳnh", "Thạch Sa Rết"]
TEXT = csv_text(GRID)


def found(data: bytes, name: str = "ds.csv") -> list[tuple[str, str, str, str]]:
    """Name, gender, group and place of every row."""
    return [
        (row.full_name, row.gender, row.ethnicity, row.home_place)
        for row in read_rows(data, name)
        if isinstance(row, MemberRow)
    ]


EXPECTED = [
    ("Nguyễn Thị Hồng Ánh", "nữ", "kinh", "thị trấn Cầu Kè"), ("Đặng Văn Đức", "nam", "khmer", "xã Đại An, phường 7"),
    ("Lý Chiêu Quỳnh", "nữ", "hoa", "xã Hòa Ân; số 5"), ("Thạch Sa Rết", "nam", "khmer", "xã Long Hữu"),
]  # fmt: skip
ENCODED = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with its mark": TEXT.encode("utf-8-sig"),
    "UTF-16 little end first": TEXT.encode("utf-16-le").join([b"\xff\xfe", b""]),
    "UTF-16 big end first": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "big UTF-16 without a mark": TEXT.encode("utf-16-be"),
    "UTF-32": b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"),
    "decomposed": unicodedata.normalize("NFD", TEXT).encode(),
    "windows-1258": as_cp1258(TEXT),
    "TCVN3": as_tcvn3(TEXT).encode("cp1252"),
    "VNI": as_vni(TEXT).encode("cp1252"),
    "TCVN3 saved as UTF-8": as_tcvn3(TEXT).encode(),
    "VNI saved as UTF-8": as_vni(TEXT).encode(),
    "windows-1258 saved as UTF-8": as_cp1258(TEXT).decode("cp1252").encode(),
    "UTF-8 read as Western text": misread(TEXT).encode(),
    "UTF-8 read as Western text twice": misread(misread(TEXT)).encode(),
    "UTF-8 read as Latin-1": TEXT.encode().decode("latin-1").encode(),
    "the letter eth for Đ": TEXT.replace("Đ", "Ð").encode(),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_a_list_reads_the_same_in_every_character_set(encoding: str) -> None:
    assert found(ENCODED[encoding]) == EXPECTED


@pytest.mark.parametrize("change", [as_tcvn3, as_vni, misread, lambda text: as_cp1258(text).decode("cp1252"),
                                    lambda text: unicodedata.normalize("NFD", text)])  # fmt: skip
def test_cells_of_a_workbook_in_old_fonts_read_the_same(change: "object") -> None:
    assert callable(change)
    grid: Grid = [[change(cell) if isinstance(cell, str) else cell for cell in cells] for cells in GRID]
    assert found(xlsx(grid), "ds.xlsx") == EXPECTED


def test_one_column_in_an_old_font_among_others_in_unicode_is_put_right_alone() -> None:
    grid: Grid = [
        [as_tcvn3(str(cell)) if place == 1 and number else cell for place, cell in enumerate(cells)]
        for number, cells in enumerate(GRID)
    ]
    assert found(xlsx(grid), "ds.xlsx") == EXPECTED
    assert read(xlsx(grid), "ds.xlsx").notices == (
        "Trang “DS”: chữ ở cột 2 viết bằng mã TCVN3 (ABC); đã chuyển sang Unicode.",
    )


def test_a_cell_in_unicode_in_a_column_of_tcvn3_stays() -> None:
    grid = [list(cells) for cells in GRID]
    for row in (1, 3):
        grid[row][1] = as_tcvn3(str(grid[row][1]))
    assert [row[0] for row in found(xlsx(grid), "ds.xlsx")] == NAMES


def test_text_already_right_is_left_alone_and_nothing_is_said() -> None:
    reading = read(TEXT.encode(), "ds.csv")
    assert reading.notices == ()
    grid: Grid = [["STT", "Họ và tên", "Quê quán"], [1, "Y Thu Knul", "Ea H'leo"], [2, "Trần Noël", "Düsseldorf"]]
    assert [row.home_place for row in read_rows(xlsx(grid), "a.xlsx") if isinstance(row, MemberRow)] == [
        "Ea H'leo",
        "Düsseldorf",
    ]


def test_the_published_layouts_word_by_word() -> None:
    assert from_tcvn3("NguyÔn ThÞ Hång, §Æng V¨n §øc, céng hoµ x· héi chñ nghÜa ViÖt Nam") == (
        "Nguyễn Thị Hồng, Đặng Văn Đức, cộng hoà xã hội chủ nghĩa Việt Nam")  # fmt: skip
    assert from_tcvn3("NGUYÔN V¡N §øC") == "NGUYỄN VĂN ĐỨC"
    assert from_tcvn3("Lª Hµ") == "Lê Hà"
    assert from_vni("Nguyeãn Thò Hoàng, Ñaëng Vaên Ñöùc, coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") == (
        "Nguyễn Thị Hồng, Đặng Văn Đức, cộng hòa xã hội chủ nghĩa Việt Nam")  # fmt: skip
    assert from_vni("NGUYEÃN ÑÖÙC, thöôûng, ngöôøi, kyõ, yù, AÙi") == "NGUYỄN ĐỨC, thưởng, người, kỹ, ý, Ái"
    assert from_cp1258("Nguyê҇n".replace("҇", "Þ")) == "Nguyễn"
    assert from_misread_utf8("Nguyá»…n Thu Thu") == "Nguyễn Thu Thu"


ALL = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâêôơưđĂÂÊÔƠƯĐ"


def test_every_letter_of_the_alphabet_survives_the_way_there_and_back() -> None:
    assert from_tcvn3(as_tcvn3(ALL)) == ALL
    assert from_vni(as_vni(ALL)) == ALL
    assert from_vni(as_vni(ALL.upper())) == ALL.upper()
    assert from_cp1258(as_cp1258(ALL).decode("cp1252")) == ALL
    assert from_misread_utf8(misread(ALL)) == ALL


def test_the_spelling_of_syllables_tells_vietnamese_from_what_is_not() -> None:
    good = "Nguyễn Quỳnh Trường nghiêng khuya giếng thuở Huỳnh xoong quyết gì được Đỗ Ý ạ"
    bad = "NguyÔn Nguyeãn ThÞ hoïc vïi ngýời áṕ tấch càp"
    assert [word for word in good.split() if not is_syllable(word)] == []
    assert [word for word in bad.split() if is_syllable(word)] == []


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_is_found_and_others_inside_cells_do_not_matter(separator: str) -> None:
    grid: Grid = [*GRID, [5, 'Lê "Ba" Tám', "1950", "Nam", "Kinh", "dòng 1\ndòng 2, và; cả | và\tnữa"]]
    table = only_table(csv_text(grid, separator).encode(), "ds.txt")
    assert [row.row for row in rows(table)] == [2, 3, 4, 5, 6]
    *_, last = rows(table)
    assert last.row == 6


def test_a_first_line_sep_names_the_separator_and_is_no_row() -> None:
    for line, separator in (("sep=\t\r\n", "\t"), ("sep=;\r\n", ";"), ('"sep=|"\n', "|")):
        table = only_table((line + csv_text(GRID, separator)).encode("utf-16"), "ds.csv")
        assert (table.heading_row, [row.row for row in rows(table)]) == (1, [2, 3, 4, 5])


def test_a_cell_too_many_rejects_its_row_instead_of_shifting_it() -> None:
    data = TEXT.replace('"xã Đại An, phường 7"', "xã Đại An, phường 7").encode()
    by_row = {row.row: row for row in read_rows(data, "ds.csv")}
    assert getattr(by_row[3], "reason", "").startswith("dòng có 7 ô mà tiêu đề chỉ có 6")
    assert isinstance(by_row[2], MemberRow)


def test_some_broken_characters_do_not_turn_the_rest_into_another_set() -> None:
    data = TEXT.encode() + b"5,Le Van T\xe1m,1950,Nam,Kinh,\r\n"
    reading = read(data, "ds.csv")
    assert reading.notices == ("Tệp có 1 ký tự hỏng, hiện thành “\ufffd”; hãy xem lại những ô đó.",)
    assert [row.full_name for row in rows(reading.tables[0]) if isinstance(row, MemberRow)][:4] == NAMES

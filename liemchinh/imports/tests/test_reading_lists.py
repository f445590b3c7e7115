"""Member lists as offices keep them: what stands in the file, and what is read from it, cell by cell."""

from datetime import date

import openpyxl

from liemchinh.imports.reading import MemberRow, RejectedRow, read, rows
from liemchinh.imports.tests.builders import Grid, csv_text, not_read, only_table, read_rows, xlsx

TITLES: Grid = [
    ["ĐẢNG BỘ XÃ HÒA ÂN", None, None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
    ["CHI BỘ ẤP 1"],
    ["DANH SÁCH ĐẢNG VIÊN NĂM 2025"],
    [],
]
HEADINGS: Grid = [
    [
        "STT",
        "Họ và tên",
        "Ngày, tháng, năm sinh",
        None,
        "Dân tộc",
        "Ngày vào Đảng",
        None,
        "Số thẻ\nđảng viên",
        "Tôn giáo",
        "Ghi chú",
    ],
    [None, None, "Nam", "Nữ", None, "Dự bị", "Chính thức"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
]
PEOPLE: Grid = [
    [1, "NGUYỄN VĂN AN", "03/05/1956", None, "Kinh", "19/5/1980", "19/5/1981", 84000001, "Phật giáo", "bí mật"],
    [2, "Đ/c Thạch Thị Sô Phia", None, 1960, "Khmer", "05/1990", "1991", "84.000002", None, None],
]
FEET: Grid = [
    ["Tổng cộng: 02 đồng chí"],
    ["* Danh sách lập theo sổ đảng viên"],
    [None, None, None, None, None, "Hòa Ân, ngày 20 tháng 11 năm 2025"],
    [None, "NGƯỜI LẬP BIỂU", None, None, None, "BÍ THƯ"],
    [],
    [None, "Lê Văn Bình", None, None, None, "Trần Thị Hoa"],
]
MERGED = ("A1:E1", "A3:J3", "A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:G5", "H5:H6", "I5:I6", "J5:J6", "A10:J10")


def seen(row: object) -> tuple[object, ...]:
    """What matters of a member row."""
    assert isinstance(row, MemberRow), row
    return (
        row.row,
        row.full_name,
        row.gender,
        str(row.birth or ""),
        row.ethnicity,
        str(row.admitted_on or ""),
        str(row.official_on or ""),
    )


EXPECTED = [
    (8, "Nguyễn Văn An", "nam", "03/05/1956", "kinh", "19/05/1980", "19/05/1981"),
    (9, "Thạch Thị Sô Phia", "nữ", "1960", "khmer", "05/1990", "1991"),
]
KINDS = {1: "title", 2: "title", 3: "title", 5: "heading", 6: "heading", 7: "numbering", 10: "total", 11: "note", 12: "signature",
         13: "signature", 15: "signature"}  # fmt: skip


def test_a_workbook_with_merged_headings_gives_its_people_and_nothing_else() -> None:
    data = xlsx([*TITLES, *HEADINGS, *PEOPLE, *FEET], merged=MERGED)
    assert [seen(row) for row in read_rows(data, "ds.xlsx")] == EXPECTED
    assert not_read(read(data, "ds.xlsx")) == KINDS


def test_the_same_list_without_merged_cells_reads_the_same() -> None:
    data = csv_text([*TITLES, *HEADINGS, *PEOPLE, *FEET], ";").encode("utf-8-sig")
    assert [seen(row) for row in read_rows(data, "ds.csv")] == EXPECTED
    assert not_read(read(data, "ds.csv")) == KINDS


def test_cards_come_as_eight_digits_from_numbers_and_from_text() -> None:
    cards = [
        row.card_no
        for row in read_rows(xlsx([*TITLES, *HEADINGS, *PEOPLE], merged=MERGED[:-1]), "a.xlsx")
        if isinstance(row, MemberRow)
    ]
    assert cards == ["84000001", "84000002"]


def test_columns_of_religion_and_notes_are_named_not_taken_and_appear_nowhere() -> None:
    table = only_table(xlsx([*TITLES, *HEADINGS, *PEOPLE], merged=MERGED[:-1]), "a.xlsx")
    assert [(column.reason, column.never) for column in table.mapping.columns[8:]] == [
        ("tôn giáo: không lấy", True),
        ("ghi chú: không lấy", True),
    ]
    assert "Phật" not in repr(list(rows(table)))
    assert "bí mật" not in repr(list(rows(table)))


def test_headings_repeated_on_every_printed_page_are_not_rows() -> None:
    data = xlsx([*HEADINGS[:2], PEOPLE[0], *HEADINGS, PEOPLE[1]], merged=("A1:A2", "C1:D1", "F1:G1"))
    assert [seen(row)[:2] for row in read_rows(data, "a.xlsx")] == [(3, "Nguyễn Văn An"), (7, "Thạch Thị Sô Phia")]
    assert not_read(read(data, "a.xlsx")) == {1: "heading", 2: "heading", 4: "heading", 5: "heading", 6: "numbering"}


def test_a_branch_named_above_its_people_is_their_branch() -> None:
    grid: Grid = [
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Quê quán"],
        ["I", "CHI BỘ ẤP 1: 2 đồng chí"],
        [1, "Nguyễn Văn An", 1956, "Nam", "Càng Long"],
        [2, "Lê Thị Bình", 1960, "Nữ", "Cầu Kè"],
        ["II", "Chi bộ Trường học (1 đ/c)"],
        [1, "Trần Văn Cường", 1970, "Nam", "Trà Cú"],
        [None, "Cộng", 3],
    ]
    data = xlsx(grid)
    assert [(row.row, row.organisation_id) for row in read_rows(data, "a.xlsx") if isinstance(row, MemberRow)] == [
        (3, "CHI BỘ ẤP 1"), (4, "CHI BỘ ẤP 1"), (6, "Chi bộ Trường học"),
    ]  # fmt: skip
    assert not_read(read(data, "a.xlsx")) == {1: "heading", 2: "group", 5: "group", 7: "total"}


def test_a_branch_merged_over_the_rows_of_its_people_counts_for_each() -> None:
    grid: Grid = [
        ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"],
        [1, "Nguyễn Văn An", 1956, "Ấp 1"],
        [2, "Lê Thị Bình", 1960],
        [3, "Vũ Thị Ca", 1961, "Ấp 2"],
    ]
    found = read_rows(xlsx(grid, merged=("D2:D3",)), "a.xlsx")
    assert [row.organisation_id for row in found if isinstance(row, MemberRow)] == ["Ấp 1", "Ấp 1", "Ấp 2"]


def test_a_name_in_two_columns_under_one_heading_is_one_name() -> None:
    grid: Grid = [["STT", "Họ và tên", None, "Ngày sinh"], [1, "NGUYỄN VĂN", "AN", 1956], [2, "Lê Thị", "Bình", 1960]]
    found = read_rows(xlsx(grid, merged=("B1:C1",)), "a.xlsx")
    assert [row.full_name for row in found if isinstance(row, MemberRow)] == ["Nguyễn Văn An", "Lê Thị Bình"]
    apart: Grid = [["STT", "Họ và đệm", "Tên", "Ngày sinh"], *grid[1:]]
    assert [row.full_name for row in read_rows(xlsx(apart), "a.xlsx") if isinstance(row, MemberRow)] == [
        "Nguyễn Văn An",
        "Lê Thị Bình",
    ]


def test_ticks_under_nam_and_nu_say_the_gender_and_so_does_a_lone_column_nu() -> None:
    two: Grid = [
        ["STT", "Họ và tên", "Nam", "Nữ", "Năm sinh"],
        [1, "Lê An", "x", None, 1956],
        [2, "Lê Bình", None, "X", 1957],
        [3, "Lê Ca", None, None, 1],
    ]
    found = read_rows(xlsx(two), "a.xlsx")
    assert [row.gender for row in found if isinstance(row, MemberRow)] == ["nam", "nữ"]
    one: Grid = [["STT", "Họ và tên", "Nữ", "Năm sinh"], [1, "Lê An", None, 1956], [2, "Lê Bình", "x", 1957]]
    assert [row.gender for row in read_rows(xlsx(one), "a.xlsx") if isinstance(row, MemberRow)] == ["nam", "nữ"]


def test_the_official_register_of_fourteen_columns_is_split_where_it_is_certain() -> None:
    grid: Grid = [
        ["STT", "Họ tên, tên khai sinh", "Nam/nữ, dân tộc, tôn giáo", "Quê quán", "Văn hóa, lý luận, CMNV, ngoại ngữ",
         "Nghề nghiệp trước/hiện nay",
         "Ngày vào Đảng, ngày chính thức", "Số thẻ, số lý lịch, số huy hiệu", "Bộ đội, công an, hưu trí", "Ngày chuyển đi, đến ĐBCS nào",
         "Ngày chuyển đến, từ đâu", "Ngày từ trần, lý do", "Ngày ra khỏi Đảng, hình thức", "Ghi chú"],
        [1, "Nguyễn Văn An\n(Nguyễn An)", "Nam\nKinh\nPhật giáo", "Càng Long, Trà Vinh", "12/12\nTrung cấp\nĐại học\nAnh B", "Nông dân",
         "19/5/1980\n19/5/1981", "84.000001\n012345 TV\n40 năm", None, None, "12/3/2019, từ ĐBCS xã An Trường", None, None, None],
        [2, "Lê Thị Bình", "Nữ; Khmer; không", None, None, None, "2/9/1990; 2/9/1991", None, None,
         "01/4/2020, ĐB phường 7", None, None, None, None],
        [3, "Trần Văn Ca", "Nam", None, None, None, None, None, None, None, None, "ngày 3 tháng 5 năm 2021, bệnh tim", None, None],
        [4, "Võ Văn Dân", "Nam", None, None, None, None, None, None, None, None, None, "20/5/2015, xóa tên", None],
    ]  # fmt: skip
    found = [row for row in read_rows(xlsx(grid), "so.xlsx") if isinstance(row, MemberRow)]
    first = found[0]
    assert (first.full_name, first.gender, first.ethnicity, first.home_place) == (
        "Nguyễn Văn An",
        "nam",
        "kinh",
        "Càng Long, Trà Vinh",
    )
    assert (first.education, first.theory_level, first.profession_level, first.occupation) == (
        "upper_secondary", "theory_intermediate", "bachelor", "farmer")  # fmt: skip
    assert (str(first.admitted_on), str(first.official_on), str(first.arrived_on)) == (
        "19/05/1980",
        "19/05/1981",
        "12/03/2019",
    )
    assert (first.card_no, first.cv_no, first.badge) == ("84000001", "012345TV", "40 năm")
    assert [(str(row.left_on), row.left_kind) for row in found[1:]] == [
        ("01/04/2020", "transferred_out"), ("03/05/2021", "died"), ("20/05/2015", "struck_off"),
    ]  # fmt: skip
    text = repr(found)
    assert [word for word in ("Phật", "bệnh", "Anh B", "xã An Trường") if word in text] == []


def test_an_impossible_day_rejects_its_row_and_names_the_column() -> None:
    grid: Grid = [
        ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"],
        [1, "Lê An", "30/02/1956", "1980"],
        [2, "Lê Bình", "01/02/1956", "13/13/1980"],
    ]
    first, second = read_rows(xlsx(grid), "a.xlsx")
    assert isinstance(first, RejectedRow)
    assert isinstance(second, RejectedRow)
    assert (first.row, first.column, first.reason) == (
        2,
        "Ngày sinh",
        "“30/02/1956”: tháng 2 năm 1956 không có ngày 30",
    )
    assert (second.row, second.column) == (3, "Ngày vào Đảng")


def test_a_month_that_the_spreadsheet_made_a_first_of_month_is_a_month_again() -> None:
    def formats(book: openpyxl.Workbook) -> None:
        page = book.worksheets[0]
        for row, form in enumerate(
            ("mmm-yy", "mm/yyyy", "yyyy", "dd/mm/yyyy", '"tháng" m/yyyy', "[$-42A]mmmm yyyy;@"), start=2
        ):
            page.cell(row, 2).number_format = form
        page["C2"].number_format = "00000000"

    grid: Grid = [
        ["Họ và tên", "Ngày vào Đảng", "Mã đảng viên"],
        *(["Lê An", date(1990, 5, 1), 4792] for _ in range(6)),
    ]
    found = [row for row in read_rows(xlsx(grid, more=formats), "a.xlsx") if isinstance(row, MemberRow)]
    assert [str(row.admitted_on) for row in found] == ["05/1990", "05/1990", "1990", "01/05/1990", "05/1990", "05/1990"]
    assert [row.id for row in found[:2]] == ["00004792", "4792"]


def test_a_column_that_is_needed_and_missing_is_named() -> None:
    grid: Grid = [["Tên tổ chức", "Cấp", "Loại", "Trực thuộc"], ["Chi bộ ấp 1", 4, "chi bộ", "Đảng bộ xã A"]]
    [row] = read_rows(xlsx(grid), "a.xlsx")
    assert isinstance(row, RejectedRow)
    assert [problem.reason for problem in row.problems] == [
        "bảng không có cột “Mã tổ chức”",
        "bảng không có cột “Hiệu lực từ”",
    ]


def test_hidden_sheets_are_passed_over_and_said_so() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        for name, state in (("cũ", "hidden"), ("rất cũ", "veryHidden")):
            page = book.create_sheet(name)
            page.append(["STT", "Họ và tên", "Ngày sinh"])
            page.append([1, "Người Không Được Đọc", 1950])
            page.sheet_state = state

    reading = read(xlsx([["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", date(1956, 5, 3)]], more=hide), "a.xlsx")
    assert [seen(row)[1] for table in reading.tables for row in rows(table)] == ["Lê An"]
    assert [notice.split(" đang ẩn")[0] for notice in reading.notices] == ["Trang “cũ”", "Trang “rất cũ”"]


def test_two_lists_on_one_sheet_are_two_tables() -> None:
    grid: Grid = [
        ["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", 1956], ["Tổng cộng", 1], [],
        ["Danh sách thứ hai"], ["STT", "Họ tên đảng viên", "Năm sinh", "Dân tộc"], [1, "Lê Bình", 1960, "Kinh"],
    ]  # fmt: skip
    reading = read(xlsx(grid), "a.xlsx")
    assert [[seen(row)[:2] for row in rows(table)] for table in reading.tables] == [[(2, "Lê An")], [(7, "Lê Bình")]]

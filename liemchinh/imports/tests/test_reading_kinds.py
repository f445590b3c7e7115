"""What a table is taken for, what its columns are taken for, and what a person may change about it."""

import json
from dataclasses import replace

import pytest

from liemchinh.imports.reading import (
    EventRow,
    MemberRow,
    OrganisationRow,
    RejectedRow,
    SuccessionRow,
    map_as,
    preview,
    read,
    rows,
)
from liemchinh.imports.reading.vocabulary import never_taken, open_vocabulary
from liemchinh.imports.tests.builders import Grid, csv_text, only_table, read_rows, xlsx
from liemchinh.web.dates import PartialDate

WORDS = open_vocabulary()
DAY = PartialDate.parse("2025-07-01")
MEMBERS = (
    "id,card_no,full_name,gender,birth,ethnicity,organisation_id,admitted_on,official_on,exempt_from,left_on,left_kind"
)


def vietnamese(kind: str, english: str) -> list[str]:
    """The proper Vietnamese headings of a kind."""
    return [WORDS.tables[kind].fields[name][0] for name in english.split(",")]


EXACT: list[tuple[str, str, list[object], object]] = [
    ("organisations", "id,code,name,level,kind,parent_id,valid_from,valid_to,unit_type",
     ["04792~2", "04792", "Phường Tân Hòa", "commune", "Phường", "25~2", "2025-07-01", "", "phường"],
     OrganisationRow("a.csv", "", 2, "04792~2", "04792", "Phường Tân Hòa", "commune", "Phường", "25~2", DAY, None, "phường")),
    ("successions", "date,from_id,to_id,kind,extent", ["2025-07-01", "148~1", "", "abolished", "full"],
     SuccessionRow("a.csv", "", 2, DAY, "148~1", "", "dissolve", "full")),
    ("events", "id,member_id,organisation_id,kind,date", ["E1", "M1", "O1", "struck_off", "2025-07-01"],
     EventRow("a.csv", "", 2, "E1", "M1", "O1", "struck_off", DAY)),
    ("members", MEMBERS + ",education,profession_level,theory_level,occupation,home_place,cv_no,badge",
     ["M1", "84.000001", "Trần Tố Phương", "Nữ", "1968", "05", "O1", "2025-07-01", "", "", "2025-07-01", "died", "12/12", "Đại học",
      "Cao cấp", "Nông dân", "Cầu Kè", "012345TV", "40"],
     MemberRow("a.csv", "", 2, "M1", "84000001", "Trần Tố Phương", "nữ", PartialDate.parse("1968"), "khmer", "O1", DAY, None, None, DAY,
               "died", "upper_secondary", "bachelor", "theory_advanced", "farmer", "Cầu Kè", "012345TV", "40")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "english", "cells", "row"), EXACT, ids=[case[0] for case in EXACT])
def test_a_file_with_the_english_or_the_vietnamese_headings_is_read_without_mapping(
    kind: str, english: str, cells: list[object], row: object
) -> None:
    for headings in (
        english.split(","),
        vietnamese(kind, english),
        [heading.upper() for heading in vietnamese(kind, english)],
    ):
        table = only_table(csv_text([headings, cells]).encode(), "a.csv")
        assert (table.kind, table.mapping.exact) == (kind, True)
        assert list(rows(table)) == [row]


def test_a_row_lacking_what_it_needs_is_rejected_with_every_column_named() -> None:
    data = csv_text(
        [["id", "code", "name", "level", "kind", "parent_id", "valid_from"], ["O1", "", "", "1", "", "", "2025"]]
    ).encode()
    [row] = read_rows(data, "a.csv")
    assert isinstance(row, RejectedRow)
    assert [(problem.column, problem.reason) for problem in row.problems] == [
        ("valid_from", "“2025” chưa đủ ngày, tháng, năm")
    ]
    data = data.replace(b",2025", b",")
    [row] = read_rows(data, "a.csv")
    assert isinstance(row, RejectedRow)
    assert row.reason == "để trống; hãy ghi đủ; cột “valid_from”: để trống; hãy ghi đủ"


def test_leaving_needs_both_its_day_and_its_kind() -> None:
    head = MEMBERS.split(",")
    grid: Grid = [head, ["M1", "", "Lê An", *[""] * 7, "2020-01-01", ""], ["M2", "", "Lê Ba", *[""] * 7, "", "died"]]
    assert [(row.column, row.row) for row in read_rows(csv_text(grid).encode(), "a.csv") if isinstance(row, RejectedRow)] == [
        ("left_kind", 2), ("left_on", 3)]  # fmt: skip


OTHER_KINDS: list[tuple[str, Grid]] = [
    ("discipline", [["TỔNG HỢP KỶ LUẬT ĐẢNG VIÊN NĂM 2021"],
                    ["TT", "HỌ TÊN", "Năm sinh", "Nội dung vi phạm", "Hình thức\n kỷ luật", "QĐ số, ngày"],
                    [1, "Lâm Yến Miên", 1985, "Thiếu trách nhiệm", "KT", "15-QĐ/UBKTHU, 12/4/2021"],
                    ["", "", "", "tái phạm", "Khai trừ", "39-QĐ/HU ngày 15/9/2021"]]),
    ("form", [["BÁO CÁO TĂNG GIẢM ĐẢNG VIÊN"], ["Tiêu chí", "Kỳ này", "Cùng kỳ năm trước"], ["A - Đầu kỳ", 100, 98], ["B - Tăng", 5, 4]]),
    ("dues", [["STT", "Họ và tên", "Tiền lương", "Mức đóng", "Số tiền"], [1, "Lê An", 5000000, "1%", 50000], [2, "Lê Ba", 1, "1%", 2]]),
    ("candidates", [["DANH SÁCH QUẦN CHÚNG ƯU TÚ"], ["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", 1990], [2, "Lê Ba", 1991]]),
    ("residence", [["Danh sách theo Quy định 213-QĐ/TW"], ["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", 1990], [2, "Lê Ba", 1991]]),
    ("review", [["KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI"], ["STT", "Họ tên", "Tự xếp loại", "Chi bộ xếp loại"], [1, "Lê An", "A", "B"], [2, "B"]]),
    ("unknown", [["Món", "Giá"], ["Phở", 50000], ["Bún", 40000]]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "grid"), OTHER_KINDS, ids=[kind for kind, _ in OTHER_KINDS])
def test_a_list_of_another_kind_is_named_and_each_of_its_rows_rejected(kind: str, grid: Grid) -> None:
    table = only_table(xlsx(grid), "a.xlsx")
    found = list(rows(table))
    assert (table.kind, len(found)) == (kind, 2)
    assert {type(row) for row in found} == {RejectedRow}
    assert all(row.reason == table.refusal for row in found if isinstance(row, RejectedRow))
    assert table.mapping.fields == {}


def test_a_refused_list_shows_nothing_of_its_rows_and_an_unknown_one_does() -> None:
    assert preview(only_table(xlsx(OTHER_KINDS[0][1]), "a.xlsx")) == []
    assert preview(only_table(xlsx(OTHER_KINDS[-1][1]), "a.xlsx")) == [(2, ["Phở", "50000"]), (3, ["Bún", "40000"])]


def test_what_was_remembered_of_a_list_of_members_does_not_open_a_list_of_applicants_with_the_same_headings() -> None:
    people: Grid = [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", 1990], [2, "Lê Ba", 1991]]
    members = only_table(xlsx([["DANH SÁCH ĐẢNG VIÊN"], *people]), "a.xlsx")
    applicants = only_table(xlsx([["DANH SÁCH QUẦN CHÚNG ƯU TÚ"], *people]), "b.xlsx")
    told = applicants.mapping.remembered(members.mapping.to_json())
    assert {type(row) for row in rows(members, members.mapping)} == {MemberRow}
    assert {type(row) for row in rows(applicants, told)} == {RejectedRow}
    assert {type(row) for row in rows(applicants, map_as("members", applicants.headings, WORDS))} == {RejectedRow}


@pytest.mark.parametrize(
    "title", ["Biểu số 3-BTCTW", "(Kèm theo Quyết định số 213-QĐ/ĐU)", "ỦY BAN KIỂM TRA ĐẢNG ỦY", "Đảng bộ xã Hòa Ân"]
)
def test_titles_that_say_nothing_of_the_kind_refuse_nothing(title: str) -> None:
    assert (
        only_table(xlsx([[title], ["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", 1990]]), "a.xlsx").kind == "members"
    )


LIST: Grid = [
    [
        "STT",
        "Họ và tên",
        "Năm sinh",
        "Dân tộc",
        "Tôn giáo",
        "Nghề nghiệp",
        "Quan hệ gia đình",
        "Nhận xét",
        "Facebook",
        "Sức khỏe",
        "Ghi chú",
    ],
    [1, "Lê An", 1960, "06", "đạo-kín", "thợ lặn", "vợ-kín", "xấu-kín", "fb-kín", "yếu-kín", "ghi-kín"],
]
SECRET = "kín"


def test_the_columns_that_are_never_taken_come_out_nowhere_and_cannot_be_mapped_by_anyone() -> None:
    table = only_table(xlsx(LIST), "a.xlsx")
    never = [column.index for column in table.mapping.columns if column.never]
    assert never == [4, 6, 7, 8, 9, 10]
    assert SECRET not in repr(list(rows(table))) + repr(preview(table)) + json.dumps(table.mapping.to_json())
    for index in never:
        with pytest.raises(ValueError, match="không lấy"):
            table.mapping.with_field(index, "home_place")
        columns = tuple(
            replace(column, field="home_place") if column.index == index else column for column in table.mapping.columns
        )
        with pytest.raises(ValueError, match="không lấy"):
            list(rows(table, replace(table.mapping, columns=columns)))


def test_a_column_that_is_never_taken_says_so_also_after_a_person_left_it_out() -> None:
    mapping = only_table(xlsx(LIST), "a.xlsx").mapping
    assert mapping.with_field(4, "").columns[4] == mapping.columns[4]
    assert mapping.with_field(5, "").columns[5].reason == "người nạp bỏ cột này"


def test_what_is_remembered_of_a_mapping_holds_no_heading_and_fits_only_the_same_headings() -> None:
    table = only_table(xlsx(LIST), "a.xlsx")
    chosen = (
        table.mapping.with_field(5, "home_place")
        .with_ethnic_list("decision_1979")
        .with_choice("occupation", "tholan", "farmer")
    )
    memory = json.loads(json.dumps(chosen.to_json()))
    assert [heading for heading in LIST[0] if str(heading) in json.dumps(memory, ensure_ascii=False)] == []
    again = only_table(xlsx([[str(heading).upper() for heading in LIST[0]], LIST[1]]), "b.xlsx")
    told = again.mapping.remembered(memory)
    [row] = rows(again, told)
    assert isinstance(row, MemberRow)
    assert (row.home_place, row.ethnicity, told.ethnic_list_from) == ("thợ lặn", "muong", "chosen")
    other = only_table(xlsx([["Họ và tên", "Năm sinh"], ["Lê An", 1960]]), "c.xlsx")
    unfit: list[object] = [
        memory,
        None,
        [],
        {},
        {**memory, "fingerprint": other.mapping.fingerprint, "ethnic_list": "none"},
    ]
    for bad in unfit:
        with pytest.raises(ValueError, match="không dùng được"):
            other.mapping.remembered(bad)
    with pytest.raises(ValueError, match="không lấy"):
        again.mapping.remembered({**memory, "fields": {"4": "home_place"}})


def test_an_unknown_table_is_read_once_a_person_says_what_its_columns_are() -> None:
    table = only_table(xlsx([["Ai", "Bao giờ"], ["Lê An", "3/5/1956"], ["Lê Ba", "1957"]]), "a.xlsx")
    assert table.kind == "unknown"
    mapping = map_as("members", table.headings, WORDS).with_field(0, "full_name").with_field(1, "birth")
    assert [(row.full_name, str(row.birth)) for row in rows(table, mapping) if isinstance(row, MemberRow)] == [
        ("Lê An", "03/05/1956"), ("Lê Ba", "1957")]  # fmt: skip


def test_a_field_given_to_another_column_leaves_the_first() -> None:
    table = only_table(xlsx([["Họ và tên", "Năm sinh", "Cột lạ"], ["Lê An", 1960, 1961]]), "a.xlsx")
    mapping = table.mapping.with_field(2, "birth")
    assert mapping.fields == {"full_name": 0, "birth": 2}
    assert [str(row.birth) for row in rows(table, mapping) if isinstance(row, MemberRow)] == ["1961"]
    with pytest.raises(ValueError, match="Không có mục"):
        list(rows(table, table.mapping.with_field(2, "points")))


@pytest.mark.parametrize(("pairs", "expected"), [
    ([("Hoa", "06"), ("Kinh", "01")], ("census", "names")), ([("Hoa", "04"), ("Kinh", "1")], ("decision_1979", "default")),
    ([("Hoa", "04"), ("Ba na", "13"), ("Ê-đê", "12")], ("decision_1979", "names")), ([("Kinh", "01")], ("census", "default")),
    ([("", "06")], ("census", "default")), ([("Kinh", ""), ("Hoa", "")], ("census", "")),
])  # fmt: skip
def test_names_beside_numbers_prove_which_list_of_ethnic_groups_a_file_uses(
    pairs: list[tuple[str, str]], expected: tuple[str, str]
) -> None:
    grid: Grid = [["Họ và tên", "Năm sinh", "Dân tộc", "Mã dân tộc"], *(["Lê An", 1960, *pair] for pair in pairs)]
    mapping = only_table(xlsx(grid), "a.xlsx").mapping
    assert (mapping.ethnic_list, mapping.ethnic_list_from) == expected


def test_a_group_and_a_number_that_contradict_each_other_reject_the_row() -> None:
    grid: Grid = [
        ["Họ và tên", "Năm sinh", "Dân tộc", "Mã dân tộc"],
        ["Lê An", 1960, "Hoa", "06"],
        ["Lê Ba", 1960, "Kinh", "06"],
    ]
    first, second = read_rows(xlsx(grid), "a.xlsx")
    assert isinstance(first, MemberRow)
    assert isinstance(second, RejectedRow)


HEADINGS = {
    "Họ và tên": "full_name", "HỌ TÊN": "full_name", "Ho va ten": "full_name", "Hộ và tên": "full_name", "Họ, tên đảng viên": "full_name",
    "Ngày, tháng,\nnăm sinh (dd/mm/yyyy)": "birth", "NTNS": "birth", "Sinh ngày": "birth", "Ngày vào Đảng CSVN": "admitted_on",
    "Ngày vào Đảng chính thức": "official_on", "Ngày công nhận chính thức": "official_on", "Ngày kết nạp": "admitted_on",
    "Số thẻ ĐV": "card_no", "Số lý lịch": "cv_no", "Quê quán": "home_place", "Chi bộ": "organisation_id", "LLCT": "theory_level",
    "Trình độ CMNV": "profession_level", "Văn hóa": "education", "Miễn SHĐ": "exempt_from", "Ngày chuyển đi": "transferred_out_on",
    "Ngày chuyển đến, từ đâu": "arrived_on", "Từ trần ngày": "died_on", "Giới tính": "gender", "Dân tộc": "ethnicity",
    "Số thẻ Đảng viên (8 số)": "card_no", "Năm": "", "Họ tên vợ (chồng)": "", "Nơi ở": "", "STT": "", "": "", "Còn sinh hoạt": "",
}  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_as_offices_word_them(heading: str) -> None:
    mapping = map_as("members", [heading], WORDS)
    assert mapping.columns[0].field == HEADINGS[heading]
    assert bool(mapping.columns[0].field) != bool(mapping.columns[0].reason)


def test_short_words_of_what_is_never_taken_count_only_with_their_marks() -> None:
    assert [
        heading
        for heading in ("Còn sinh hoạt", "chi bo", "Số lý lịch", "Bộ phận", "Mẹo", "Ngay sinh")
        if never_taken(heading)
    ] == []
    taken = (
        "Con",
        "Số con",
        "Họ tên cha, mẹ",
        "TON GIAO",
        "ghi_chu",
        "Note",
        "religion",
        "Tình trạng hôn nhân",
        "Zalo",
        "Xếp loại năm 2024",
    )
    assert [heading for heading in taken if not never_taken(heading)] == []


def test_a_file_with_nothing_like_a_table_says_so() -> None:
    reading = read("Kính gửi: Đảng ủy xã\nChúng tôi xin báo cáo.\n".encode(), "thu.txt")
    assert (reading.tables, reading.notices) == ((), ("Tệp không có bảng nào.",))

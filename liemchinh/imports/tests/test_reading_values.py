"""One cell at a time: what people write, and what is kept of it or why it cannot be."""

from datetime import date, datetime, time

import pytest

from liemchinh.imports.reading.sheets import Cell, Fault
from liemchinh.imports.reading.values.codes import read_ethnicity, read_gender, read_kind, read_listed
from liemchinh.imports.reading.values.dates import read_date
from liemchinh.imports.reading.values.names import read_name
from liemchinh.imports.reading.values.numbers import read_card, read_cv, read_id
from liemchinh.imports.reading.values.outcome import Noted, Unusable
from liemchinh.imports.reading.vocabulary import open_vocabulary
from liemchinh.web.dates import PartialDate

WORDS = open_vocabulary()
GROUPS = WORDS.lists["ethnic_groups"]

NOON = datetime(1956, 5, 3, 12)  # noqa: DTZ001 - cells have no zone
DATES: list[tuple[Cell, str]] = [
    ("1956", "1956"), (1956, "1956"), (1956.0, "1956"), ("1956.0", "1956"), ("năm 1956", "1956"), ("Sinh năm 1956", "1956"),
    ("05/1956", "1956-05"), ("5-1956", "1956-05"), ("05.1956", "1956-05"), (5.1956, "1956-05"), (5.199, "1990-05"),
    ("tháng 5/1956", "1956-05"), ("tháng 5 năm 1956", "1956-05"), ("T5/1956", "1956-05"), ("00/05/1956", "1956-05"),
    ("../05/1956", "1956-05"), ("…/…/1956", "1956"), ("00/00/1956", "1956"), ("--/05/1956", "1956-05"), ("xx/05/1956", "1956-05"),
    ("3/5/1956", "1956-05-03"), ("03/05/1956", "1956-05-03"), ("03-05-1956", "1956-05-03"), ("03.05.1956", "1956-05-03"),
    ("3 / 5 / 1956", "1956-05-03"), ("1956-05-03", "1956-05-03"), ("1956/05/03", "1956-05-03"), ("1956-05-00", "1956-05"),
    ("1956-05-03 00:00:00", "1956-05-03"), ("1956-05-03T00:00:00", "1956-05-03"), ("03/05/1956 12:00:00 AM", "1956-05-03"),
    ("ngày 3 tháng 5 năm 1956", "1956-05-03"), ("Ngày 03 tháng 05 năm 1956", "1956-05-03"), ("3 tháng 5, 1956", "1956-05-03"),
    ("ngày 3/5/1956", "1956-05-03"), ("3-May-1956", "1956-05-03"), ("03/05/56", "1956-05-03"), ("03/05/29", "2029-05-03"),
    ("03/05/30", "1930-05-03"), ("'03/05/1956", "1956-05-03"), ('="03/05/1956"', "1956-05-03"), ("03/05/1956.", "1956-05-03"),
    (20578.0, "1956-05-03"), (20578.75, "1956-05-03"), ("20578", "1956-05-03"), (date(1956, 5, 3), "1956-05-03"),
    (NOON, "1956-05-03"), ("03051956", "1956-05-03"), (3051956.0, "1956-05-03"), ("19560503", "1956-05-03"),
    ("051956", "1956-05"), ("29/02/1956", "1956-02-29"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "text"), DATES)
def test_a_date_in_any_style_is_read_day_first_and_no_further_than_it_is_known(cell: Cell, text: str) -> None:
    assert read_date(cell) == PartialDate.parse(text)


@pytest.mark.parametrize("cell", ["", "-", "…", "không rõ", 0.0, "../../...."])
def test_an_empty_cell_is_no_date(cell: Cell) -> None:
    found = read_date(cell)
    assert found is None or (cell == "../../...." and isinstance(found, Unusable))


@pytest.mark.parametrize(("cell", "reason"), [
    ("30/02/1956", "“30/02/1956”: tháng 2 năm 1956 không có ngày 30"),
    ("29/02/1957", "“29/02/1957”: tháng 2 năm 1957 không có ngày 29"),
    ("31/2/2021", "“31/2/2021”: tháng 2 năm 2021 không có ngày 31"),
    ("1956-02-30", "“1956-02-30”: tháng 2 năm 1956 không có ngày 30"),
    ("5/28/1956", "“5/28/1956”: không có tháng 28; ngày viết trước, tháng viết sau"),
    ("03/00/1956", "“03/00/1956” có ngày mà không có tháng; hãy ghi dạng ngày/tháng/năm, tháng/năm hoặc năm"),
    ("9999", "năm 9999 ngoài khoảng 1800–2200"), ("0000", "năm 0 ngoài khoảng 1800–2200"),
    ("56", "“56” không phải ngày; hãy ghi dạng ngày/tháng/năm, tháng/năm hoặc năm"),
    ("hôm qua", "“hôm qua” không phải ngày; hãy ghi dạng ngày/tháng/năm, tháng/năm hoặc năm"),
    (time(7, 30), "“07:30:00” là giờ, không phải ngày"), (True, "“x” không phải ngày; hãy ghi dạng ngày/tháng/năm, tháng/năm hoặc năm"),
    (Fault("công thức trong ô bị lỗi"), "công thức trong ô bị lỗi"),
])  # fmt: skip
def test_what_is_no_date_says_why(cell: Cell, reason: str) -> None:
    assert read_date(cell) == Unusable(reason)


def test_two_digits_of_a_birth_year_mean_1916_to_2015() -> None:
    assert [str(read_date(text, birth=True)) for text in ("1/1/16", "1/1/99", "1/1/00", "1/1/15")] == [
        "01/01/1916", "01/01/1999", "01/01/2000", "01/01/2015",
    ]  # fmt: skip


def test_a_birth_year_typed_into_a_cell_of_dates_is_not_taken_for_a_day_in_1905() -> None:
    assert isinstance(read_date(date(1905, 5, 9), birth=True), Unusable)
    assert read_date(date(1905, 5, 9)) == PartialDate.parse("1905-05-09")


@pytest.mark.parametrize(("cell", "name"), [
    ("Nguyễn Văn An", "Nguyễn Văn An"), ("NGUYỄN VĂN AN", "Nguyễn Văn An"), ("nguyễn văn an", "Nguyễn Văn An"),
    ("Nguyễn văn AN", "Nguyễn Văn An"), ("  Nguyễn   Văn\u00a0An ", "Nguyễn Văn An"), ("Nguye\u0302\u0303n Va\u0306n An", "Nguyễn Văn An"),
    ("Ðặng Thị Ái", "Đặng Thị Ái"), ("ĐẶNG THỊ Ý", "Đặng Thị Ý"), ("H'HEN NIÊ", "H'Hen Niê"), ("Y THU KNUL", "Y Thu Knul"),
    ("K'Brể", "K'Brể"),
    ("Thạch Sa-Rết", "Thạch Sa-Rết"), ("Đ/c Nguyễn Văn An", "Nguyễn Văn An"), ("đồng chí: Nguyễn Văn An", "Nguyễn Văn An"),
    ("ĐC. NGUYỄN VĂN AN", "Nguyễn Văn An"), ("Ông Nguyễn Văn An", "Nguyễn Văn An"), ("Bà Lê Thị Bình", "Lê Thị Bình"),
    ("Ông Ích Khiêm", "Ông Ích Khiêm"), ("Anh Đức", "Anh Đức"), ("ThS. Lê Thị Bình", "Lê Thị Bình"), ("PGS.TS Trần Văn Ca", "Trần Văn Ca"),
    ("1. Nguyễn Văn An", "Nguyễn Văn An"), ("Nguyễn Văn\nAn", "Nguyễn Văn An"), ("An", "An"), ("", ""), ("-", ""),
])  # fmt: skip
def test_a_name_is_kept_with_its_capitals_and_without_forms_of_address(cell: str, name: str) -> None:
    assert read_name(cell) == name


@pytest.mark.parametrize("cell", ["Nguyễn Văn An (Ba An)", "Nguyễn Văn An\n(tên khai sinh Nguyễn An)", "Nguyễn Văn An, bí danh Ba",
                                  "Nguyễn Văn An\nNguyễn Thị Bình"])  # fmt: skip
def test_what_stands_behind_a_name_is_left_out_and_noted(cell: str) -> None:
    assert read_name(cell) == Noted("Nguyễn Văn An", "phần sau tên (tên khác, ghi chú) không lấy")


@pytest.mark.parametrize("cell", ["Nguyễn Văn 2", "0912345678", "a@b.vn", "★", "Nguyễn " * 30, 12.0, "Nguyễn\ufffdn"])
def test_what_is_no_name_is_unusable(cell: Cell) -> None:
    assert isinstance(read_name(cell), Unusable)


@pytest.mark.parametrize(("cell", "typed", "digits"), [
    ("84.000001", True, "84000001"), ("84000001", True, "84000001"), (84000001.0, True, "84000001"), (1234567.0, True, "01234567"),
    (1.234567, True, "01234567"), (84.00001, True, "84000010"), ("1234567", False, "01234567"), ("01.234567", False, "01234567"),
    ('="00012345"', True, "00012345"), ("'01234567", True, "01234567"), ("84 000 001", True, "84000001"), ("", True, ""), (0.0, True, ""),
])  # fmt: skip
def test_a_card_number_is_eight_digits_again(cell: Cell, typed: bool, digits: str) -> None:
    assert read_card(cell, typed=typed) == digits


def test_a_card_number_of_another_length_is_noted_and_other_signs_are_unusable() -> None:
    assert read_card("123456789", typed=True) == Noted("123456789", "số thẻ “123456789” có 9 chữ số, thường là 8")
    assert read_card("1234567", typed=True) == Noted("1234567", "số thẻ “1234567” có 7 chữ số, thường là 8")
    assert read_card("84A00001", typed=True) == Unusable("số thẻ “84A00001” có ký tự không phải chữ số")
    assert isinstance(read_card("1" * 13, typed=True), Unusable)


def test_file_numbers_and_ids_come_as_text() -> None:
    assert [read_cv(cell) for cell in ("012345TV", "12345 tv", "012345-TV", "")] == [
        "012345TV",
        "012345TV",
        "012345TV",
        "",
    ]
    assert [read_id(cell) for cell in (17.0, "17~1", " O00001 ", 17.5, "")] == ["17", "17~1", "O00001", "17.5", ""]


@pytest.mark.parametrize(("cell", "group"), [
    ("Kinh", "kinh"), ("KINH", "kinh"), ("dân tộc Kinh", "kinh"), ("Kinh (Việt)", "kinh"), ("Khmer", "khmer"), ("Khơ-me", "khmer"),
    ("Khơ me", "khmer"), ("H'Mông", "hmong"), ("Mông", "hmong"), ("Ê Đê", "e-de"), ("05", "khmer"), (5.0, "khmer"), ("06", "hoa"),
    ("05 - Khmer", "khmer"), ("Khmer (05)", "khmer"), ("", ""), ("-", ""),
])  # fmt: skip
def test_an_ethnic_group_is_read_by_name_by_other_name_and_by_census_number(cell: Cell, group: str) -> None:
    assert read_ethnicity(cell, GROUPS, "census", {}) == group


def test_the_same_number_means_another_group_in_the_list_of_1979() -> None:
    assert [read_ethnicity(number, GROUPS, "decision_1979", {}) for number in ("04", "06")] == ["hoa", "muong"]
    assert [read_ethnicity(number, GROUPS, "census", {}) for number in ("04", "06")] == ["muong", "hoa"]
    assert isinstance(read_ethnicity("99", GROUPS, "census", {}), Unusable)
    assert isinstance(read_ethnicity("Klingon", GROUPS, "census", {}), Unusable)
    assert read_ethnicity("Klingon", GROUPS, "census", {"klingon": "kinh"}) == "kinh"


def test_gender_is_read_from_words_never_from_ciphers() -> None:
    assert [read_gender(cell, WORDS) for cell in ("Nam", "NỮ", "nu", "female", "")] == ["nam", "nữ", "nữ", "nữ", ""]
    assert isinstance(read_gender("1", WORDS), Unusable)


def test_levels_are_codes_of_the_charters_lists_and_unknown_words_are_left_out_and_noted() -> None:
    assert read_listed("12/12", WORDS.lists["education"], {}) == "upper_secondary"
    assert read_listed(date(2025, 12, 12), WORDS.lists["education"], {}) == "upper_secondary"
    assert read_listed("Cao cấp", WORDS.lists["theory_level"], {}) == "theory_advanced"
    assert read_listed("thợ lặn", WORDS.lists["occupation"], {}) == Noted(
        "", "Nghề nghiệp “thợ lặn” không có trong danh mục nên không lấy"
    )
    assert read_listed("thợ lặn", WORDS.lists["occupation"], {"tholan": "farmer"}) == "farmer"


def test_kinds_are_read_by_code_and_by_vietnamese_words() -> None:
    words = ("struck_off", "Xoá tên", "xin ra khỏi Đảng", "Khai trừ", "từ trần", "Chuyển sinh hoạt đảng", "chuyển đi")
    assert [read_kind(word, "left_kind", "hình thức", WORDS) for word in words] == [
        "struck_off", "struck_off", "left", "expelled", "died", "transferred_out", "transferred_out",
    ]  # fmt: skip
    assert read_kind("abolished", "succession_kind", "hình thức", WORDS) == "dissolve"
    assert read_kind("bay đi", "left_kind", "hình thức", WORDS) == Unusable(
        "hình thức “bay đi” không có trong danh mục"
    )

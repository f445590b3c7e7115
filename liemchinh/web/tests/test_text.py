"""Vietnamese text: one spelling, one search key, one order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.web.text import clean, fold, given_key, name_sort_key, sort_key
from regulations import words

ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
VIETNAMESE = st.text(
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ ", max_size=30
)


def in_order(words: list[str]) -> bool:
    return sorted(set(words), key=sort_key) == words


@pytest.mark.parametrize(
    "words",
    [
        ["An", "Anh", "Ảnh", "Ánh", "Ân", "Bình", "Dũng", "Đạt", "Đức"],
        ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "b"],
        ["d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["Ba", "Bà", "Bảo", "Bắc", "Bình", "Bưởi"],
        ["Chi bộ 1", "Chi bộ 2", "Chi bộ 10", "Chi bộ 010A", "Chi bộ Ấp 1"],
        ["An Bình", "Anh", "Anh Đào", "Ánh"],
        ["Lan", "Lân", "Linh", "Long", "Lộc", "Lụa"],
    ],
)
def test_letters_come_before_tones_and_numbers_go_by_value(words: list[str]) -> None:
    assert in_order(words)


def test_people_are_sorted_by_given_name_then_middle_then_family_name() -> None:
    people = [
        "Trần Văn An",
        "Nguyễn Thị Anh",
        "Lê Ánh",
        "Bùi Thị Ánh",
        "Lê Thị Ánh",
        "Lê Văn Ánh",
        "Nguyễn Ân",
        "Y",
        "Đỗ Đạt",
    ]
    expected = [
        "Trần Văn An",
        "Nguyễn Thị Anh",
        "Lê Ánh",
        "Bùi Thị Ánh",
        "Lê Thị Ánh",
        "Lê Văn Ánh",
        "Nguyễn Ân",
        "Đỗ Đạt",
        "Y",
    ]
    assert sorted(people, key=name_sort_key) == expected


def test_a_search_without_marks_finds_the_marked_name() -> None:
    assert fold("  ĐẶNG  Đức ") == fold("dang duc") == "dang duc"
    assert fold("uỷ ban hoà bình") == fold("ủy ban hòa bình") == "uy ban hoa binh"
    assert given_key("Nguyễn Văn Đức") == "duc nguyen van"
    assert given_key("") == ""


@given(VIETNAMESE)
def test_keys_do_not_depend_on_how_the_letters_were_composed(text: str) -> None:
    apart, together = unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)
    assert clean(apart) == clean(together)
    assert fold(apart) == fold(together)
    assert sort_key(apart) == sort_key(together)
    assert name_sort_key(apart) == name_sort_key(together)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_and_keys_take_any_text(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\0" not in once
    assert fold(fold(text)) == fold(text)
    assert sort_key(text).isascii()
    name_sort_key(text)
    given_key(text)


def test_invisible_characters_and_foreign_spaces_are_not_kept() -> None:
    assert clean("\u200bNguyễn\u00a0 Văn\tAn\u00ad\0 ") == "Nguyễn Văn An"


def test_the_icelandic_eth_of_old_lists_is_stored_as_the_vietnamese_letter():
    assert clean("Ðặng Ðức ð") == "Đặng Đức đ"
    assert fold("Ðặng") == "dang"


def test_a_charter_may_list_people_by_their_family_name(monkeypatch: pytest.MonkeyPatch) -> None:
    people = ["Trần Văn An", "Lê Thị Bình", "Lê Thị Ánh"]
    assert sorted(people, key=name_sort_key) == ["Trần Văn An", "Lê Thị Ánh", "Lê Thị Bình"]
    monkeypatch.setattr(words, "_names_by", words.FAMILY)
    assert sorted(people, key=name_sort_key) == ["Lê Thị Ánh", "Lê Thị Bình", "Trần Văn An"]

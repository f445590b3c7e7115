"""The columns of their workbook: found, guessed, remembered, and nothing kept of those that are never taken."""

import pytest

from liemchinh.imports.reading import Unreadable
from liemchinh.national.columns import guessed, read_list
from liemchinh.national.fields import FIELDS, OF_HEADING, OF_MEMBERS
from liemchinh.national.tests.books import CHANGES, HEADINGS, workbook


def fields(headings, before=()):
    return [column.field for column in guessed(headings, before)]


def test_headings_are_found_below_titles_and_each_says_what_it_carries():
    table = read_list(workbook(titles=("ĐẢNG BỘ XÃ TRÀ MÂY", "DANH SÁCH ĐẢNG VIÊN")), "ds.xlsx")[1]
    assert list(table.headings) == list(HEADINGS)
    assert fields(table.headings) == [
        "", "card_no", "full_name", "birth", "gender", "", "", "organisation", "admitted_on", "official_on", "",
    ]  # fmt: skip
    assert fields(CHANGES) == ["full_name", "card_no", "change_kind", "change_on", ""]


def test_of_a_column_that_is_never_taken_not_even_the_heading_is_kept():
    columns = guessed(HEADINGS)
    religion, ethnicity = columns[6], columns[5]
    assert (religion.heading, religion.field, religion.never) == ("", "", True)
    assert (ethnicity.field, ethnicity.never) == ("", False) and "đếm" in ethnicity.reason
    assert guessed(CHANGES)[4].never and guessed(("Quan hệ gia đình",))[0].heading == ""


def test_no_field_of_ethnicity_relatives_or_opinions_can_be_carried():
    assert not {"ethnicity", "ethnicity_code", "gender_ethnicity", "id"} & FIELDS.keys()
    assert {*OF_HEADING.values(), *OF_MEMBERS.values()} <= FIELDS.keys()


def test_what_somebody_chose_for_a_heading_is_remembered_for_it_wherever_it_stands():
    before = guessed(("Họ và tên", "Số thẻ"))
    chosen = [before[0], type(before[0])("Mã định danh hệ thống", "cv_no", chosen=True)]
    assert fields(("Mã định danh hệ thống", "Họ và tên"), chosen) == ["cv_no", "full_name"]


def test_a_field_stands_in_one_column_only():
    assert fields(("Họ và tên", "Họ tên", "Số thẻ")).count("full_name") == 1


@pytest.mark.parametrize("data", [b"", b"khong phai bang", workbook(("Tên thuốc", "Giá"), [("A", 1)])])
def test_a_file_without_a_list_of_people_is_refused_in_words(data):
    with pytest.raises(Unreadable) as refused:
        read_list(data, "ds.xlsx")
    assert refused.value.reason

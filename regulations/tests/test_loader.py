"""The loader refuses what does not hold together, names file and key, and says what to do."""

from pathlib import Path

import pytest

from regulations.loader import load_parameters
from regulations.reading import Malformed
from regulations.tests.conftest import Layer, parameter, value

GOOD = value(30, "2020-01-01")
THRESHOLD = '{ fraction = "2/3", comparator = ">=", of = "official_members" }'

REFUSED = {
    "an unknown key": (parameter(GOOD, more='colour = "red"'), "time.limit].colour", "khóa lạ “colour”"),
    "an unknown key of a value": (
        parameter(value(30, "2020-01-01", more="valid_until = 2021-01-01")),
        "valid_until",
        "có phải là “valid_",
    ),
    "a key written twice": (parameter(GOOD, more='unit = "wd"'), "0.toml", "một khóa được ghi hai lần"),
    "no TOML": ("[[parameter", "0.toml", "không đúng cú pháp TOML"),
    "a missing name": (parameter(GOOD).replace('name = "time.limit"', ""), "name", "thiếu khóa"),
    "an empty description": (parameter(GOOD).replace("Thời hạn thử", " "), "description", "để trống"),
    "a parameter named twice": (parameter(GOOD) + parameter(GOOD), "name", "đã có trong"),
    "a unit outside the list": (parameter(GOOD, unit="week"), "unit", "không có trong danh sách"),
    "nobody it applies to": (parameter(GOOD).replace('actor = "chi bộ"', ""), "applies_to", "áp dụng cho ai"),
    "a stranger it applies to": (parameter(GOOD).replace("actor =", "person ="), "applies_to.person", "khóa lạ"),
    "no values": (parameter(), "values", "cần ít nhất một bảng"),
    "no citation": (parameter(GOOD.replace('citation = { document = "Quy định 1" }', "")), "citation", "thiếu khóa"),
    "a citation without a document": (parameter(value(30, "2020-01-01", document="")), "citation.document", "để trống"),
    "a citation with an unknown key": (
        parameter(GOOD.replace("document =", "page = 3, document =")),
        "citation.page",
        "khóa lạ",
    ),
    "no day of checking": (parameter(GOOD.replace("checked_on = 2026-11-20", "")), "checked_on", "thiếu ngày"),
    "no first day": (parameter(GOOD.replace("valid_from = 2020-01-01", "")), "valid_from", "thiếu ngày"),
    "a day in quotation marks": (
        parameter(GOOD.replace("2020-01-01", '"2020-01-01"')),
        "valid_from",
        "không có ngoặc kép",
    ),
    "a day with an hour": (parameter(GOOD.replace("2020-01-01", "2020-01-01T00:00:00")), "valid_from", "2025-07-01"),
    "a last day before the first": (parameter(value(30, "2020-01-01", "2019-12-31")), "valid_to", "trước valid_from"),
    "overlapping dates": (
        parameter(value(30, "2020-01-01", "2021-01-01"), value(60, "2021-01-01")),
        "values",
        "từ 01/01/2021",
    ),
    "an overlap with a doubtful value": (
        parameter(GOOD, value(60, "2021-01-01", confidence="LOW")),
        "values",
        "cùng áp dụng",
    ),
    "a confidence outside the list": (
        parameter(value(30, "2020-01-01", confidence="SURE")),
        "confidence",
        "không có trong danh sách",
    ),
    "a missing value": (parameter(GOOD.replace("value = 30\n", "")), "value", "thiếu giá trị"),
    "an open row with a value": (parameter(value(30, "2020-01-01", confidence="open")), "value", "không ghi giá trị"),
    "a text for a length": (parameter(value('"30"', "2020-01-01")), "value", "sai kiểu"),
    "a decimal for a length": (parameter(value("30.0", "2020-01-01")), "value", "sai kiểu"),
    "true for a length": (parameter(value("true", "2020-01-01")), "value", "sai kiểu"),
    "a length below zero": (parameter(value(-1, "2020-01-01")), "value", "sai kiểu"),
    "a number for yes or no": (parameter(value(1, "2020-01-01"), unit="bool"), "value", "sai kiểu"),
    "a decimal for a share": (
        parameter(value(THRESHOLD.replace("2/3", "0.67"), "2020-01-01"), unit="fraction"),
        "fraction",
        "phân số",
    ),
    "a share over one": (
        parameter(value(THRESHOLD.replace("2/3", "3/2"), "2020-01-01"), unit="fraction"),
        "fraction",
        "phân số",
    ),
    "a share of nothing named": (
        parameter(value(THRESHOLD.replace("official_members", "those"), "2020-01-01"), unit="fraction"),
        "value.of",
        "không có trong danh sách",
    ),
    "a comparator outside the list": (
        parameter(value(THRESHOLD.replace(">=", "<"), "2020-01-01"), unit="fraction"),
        "comparator",
        "không có trong danh sách",
    ),
    "an option that is not there": (
        parameter(value('"b"', "2020-01-01"), unit="enum", more='options = { a = "một" }'),
        "value",
        "cho phép",
    ),
    "a choice without options": (parameter(value('"b"', "2020-01-01"), unit="enum"), "options", "thiếu khóa"),
    "an option “other”": (
        parameter(value('"a"', "2020-01-01"), unit="enum", more='options = { a = "Khác" }'),
        "options",
        "không có mục “khác”",
    ),
    "conduct outside the catalogue": (
        parameter(value('["duty.thoughts"]', "2020-01-01"), unit="conduct"),
        "value",
        "cho phép",
    ),
    "options for conduct": (
        parameter(value('["duty.card_returned"]', "2020-01-01"), unit="conduct", more='options = { a = "b" }'),
        "options",
        "khóa lạ",
    ),
    "something beside parameters": (parameter(GOOD) + '\n[[item]]\ncode = "x"\n', "item", "khóa lạ"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refuses(case: str, layer: Layer) -> None:
    text, key, told = REFUSED[case]
    with pytest.raises(Malformed) as refused:
        load_parameters(layer("centre", text))
    assert [
        told in str(problem) and key in str(problem) and "centre/0.toml" in str(problem)
        for problem in refused.value.problems
    ].count(True)


def test_reports_all_mistakes_of_all_files_at_once(layer: Layer) -> None:
    with pytest.raises(Malformed) as refused:
        load_parameters(layer("centre", parameter(GOOD, unit="week"), parameter(name="b"), "no toml"))
    assert {problem.file for problem in refused.value.problems} == {"centre/0.toml", "centre/1.toml", "centre/2.toml"}


def test_names_the_other_file_when_two_files_hold_the_same_parameter(layer: Layer) -> None:
    with pytest.raises(Malformed, match=r"centre/1.toml.*đã có trong centre/0.toml"):
        load_parameters(layer("centre", parameter(GOOD), parameter(GOOD)))


def test_refuses_a_missing_folder_and_a_file_in_another_encoding(tmp_path: Path, layer: Layer) -> None:
    folder = layer("centre")
    (folder / "x.toml").write_bytes("a = 'Đảng'".encode("utf-16"))
    with pytest.raises(Malformed, match="không có thư mục này") as refused:
        load_parameters(folder, tmp_path / "nowhere")
    assert "hãy lưu lại bằng UTF-8" in str(refused.value)


def test_a_higher_layer_may_not_change_unit_or_options(layer: Layer) -> None:
    centre = layer(
        "centre",
        parameter(GOOD),
        parameter(value('"a"', "2020-01-01"), name="b", unit="enum", more='options = { a = "một" }'),
    )
    province = layer(
        "province",
        parameter(GOOD, unit="wd"),
        parameter(value('"c"', "2020-01-01"), name="b", unit="enum", more='options = { c = "ba" }'),
    )
    with pytest.raises(Malformed) as refused:
        load_parameters(centre, province)
    assert [problem.key for problem in refused.value.problems] == ["parameter[time.limit].unit", "parameter[b].options"]


def test_sources_that_contradict_each_other_may_stand_side_by_side_if_neither_is_usable(layer: Layer) -> None:
    rows = [value(1, "2020-01-01", confidence="LOW"), value(2, "2020-01-01", confidence="LOW")]
    assert len(load_parameters(layer("centre", parameter(*rows)))["time.limit"].values) == 2

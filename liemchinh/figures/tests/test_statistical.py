"""The statistical forms: their layouts are whole, and filled with true numbers they add up."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.figures.declarations import indicators
from liemchinh.figures.indicators.lists import every_entry
from liemchinh.figures.statistical.filling import HIDDEN, Column, fill, fill_by_list
from liemchinh.figures.statistical.layouts import layouts
from regulations.reading import Malformed

FORMS = layouts(settings.CHARTER)
FLOWS = (
    "admitted", "readmitted", "restored", "moved_in", "transferred_in_other_province", "transferred_in_other_district",
    "transferred_in_nearby", "moved_out", "died", "expelled", "struck_off", "left", "transferred_out_other_province",
    "transferred_out_other_district", "transferred_out_nearby",
)  # fmt: skip
INTO = FLOWS[:7]


def test_the_forms_are_there_in_their_order() -> None:
    assert list(FORMS) == ["1", "2", "2b", "3", "4", "5", "6", "7", "10"]


def test_every_line_counts_something_declared_or_says_why_not() -> None:
    asked = {key for form in FORMS.values() for at in (True, False) for key in form.keys(at_start=at)}
    assert asked - indicators().keys() == set()


def test_religion_and_what_no_record_holds_stay_empty_and_say_so() -> None:
    religion = next(row for row in FORMS["3"].rows if "tôn giáo" in row.label)
    assert (religion.missing, religion.counts) == ("not_collected", ())
    assert all(row.missing for row in FORMS["10"].rows if "thẻ" in row.label)


def test_form_five_has_a_line_for_every_type_of_unit_in_their_order() -> None:
    lines = [row.entry for row in FORMS["5"].rows if row.entry]
    assert lines == [item.code for item in every_entry("unit_types")]


@pytest.mark.parametrize("code", ["2b", "4"])
def test_forms_by_ethnicity_have_the_54_groups_foreign_origin_and_others_under_the_numbers_of_the_form(
    code: str,
) -> None:
    lines = [(row.entry, row.label, row.mark) for row in FORMS[code].rows if row.entry]
    assert lines == [(item.code, item.label, item.codes["form"]) for item in every_entry("ethnic_groups")]
    assert len(lines) == 56


def test_shares_of_a_form_add_up_to_a_hundred_whatever_they_round_to() -> None:
    one = {"members": 1, "members_women": 0}
    within = {item.code: {item.code} for item in every_entry("ethnic_groups")}
    cells = {
        line.row.id: line.cells
        for line in fill_by_list(FORMS["4"], dict.fromkeys(("kinh", "tay", "hoa"), one), within).lines
    }
    assert [cells[key][2] for key in ("I", "kinh", "tay", "hoa", "dao")] == [
        Decimal(told) for told in ("100.00", "33.34", "33.33", "33.33", "0.00")
    ]


def test_a_layout_with_mistakes_is_refused_with_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "form_1.toml").write_text(
        'code = "1"\nnumber = "1"\ntitle = "t"\nunit = "u"\nsource = "s"\nchecked_on = 2026-11-20\ncolumns = ["a", "b", "c"]\n'
        'rows = [{ id = "A", label = "x" }, { id = "A", label = "y", sum = ["B"], colour = "red" }]\n'
    )
    with pytest.raises(Malformed) as refused:
        layouts(tmp_path)
    told = str(refused.value)
    assert [
        "đúng một cách điền" in told,
        "ghi hai lần" in told,
        "không có dòng “B”" in told,
        "khóa lạ “colour”" in told,
    ] == [True] * 4


@given(st.integers(0, 50_000), st.lists(st.integers(0, 900), min_size=len(FLOWS), max_size=len(FLOWS)))
def test_form_one_balances_exactly_when_the_flows_explain_the_difference(start: int, flows: list[int]) -> None:
    told = dict(zip(FLOWS, flows, strict=True)) | {"struck_off_probationary": 0}
    end = start + sum(told[key] for key in INTO) - sum(told[key] for key in FLOWS if key not in INTO)
    right = Column({"members": start}, {**told, "members": end})
    wrong = Column({"members": start}, {**told, "members": end + 1})
    assert fill(FORMS["1"], right, wrong).balances == (True, False)


def test_percent_is_this_period_over_the_year_before_with_two_decimals() -> None:
    numbers = dict.fromkeys(FORMS["1"].keys(at_start=False), 0)
    now, before = (
        Column({"members": 300}, {**numbers, "members": 200}),
        Column({"members": 300}, {**numbers, "members": 0}),
    )
    cells = {line.row.id: line.cells for line in fill(FORMS["1"], now, before).lines}
    assert (cells["A"], cells["D"]) == ((300, 300, Decimal("100.00")), (200, 0, None))


def test_a_branch_shows_no_small_number_of_a_sensitive_kind_not_even_beside_its_sum() -> None:
    numbers = dict.fromkeys(FORMS["1"].keys(at_start=False), 0) | {"expelled": 1, "struck_off": 6, "left": 7}
    column = Column({"members": 60}, {**numbers, "members": 46})
    filled = fill(
        FORMS["1"],
        column,
        column,
        sensitive={"expelled", "struck_off", "left", "struck_off_probationary"},
        small=True,
    )
    cells = {line.row.id: line.cells[0] for line in filled.lines if line.cells}
    assert [cells[one] for one in ("C", "C2", "C3", "C3a", "C4", "D")] == [14, HIDDEN, HIDDEN, HIDDEN, 7, 46]
    assert filled.balances == (True, True)


def test_form_five_counts_what_stands_under_a_type_and_everything_once_in_the_last_line() -> None:
    one = dict.fromkeys(FORMS["5"].keys(at_start=False), 0)
    counts = {"service_public": {**one, "grassroots": 2, "members": 31}, "service": {**one, "grassroots": 1, "members": 9},
              "old_hospital": {**one, "members": 4}, "": {**one, "members": 5}}  # fmt: skip
    within = {
        item.code: {item.code} | {c.code for c in every_entry("unit_types") if c.parent == item.code}
        for item in every_entry("unit_types")
    }
    cells = {line.row.id: line.cells for line in fill_by_list(FORMS["5"], counts, within).lines}
    assert [(cells[key][0], cells[key][-1]) for key in ("service", "service_public", "unknown", "total")] == [
        (3, 40),
        (2, 31),
        (0, 9),
        (3, 49),
    ]

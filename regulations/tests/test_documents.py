"""The version map: which document of a family is in force on a day, and files that do not hold together."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.charter import open_charter
from regulations.documents import UnknownFamily, document_in_force, read_documents
from regulations.reading import Problem

FAMILIES = open_charter().documents
MAIN, CATALOGUE = "inspection_supervision_discipline", "discipline_violations"


def told(family: str, day: str) -> object:
    """The names in force, or None."""
    return document_in_force(FAMILIES, family, on=date.fromisoformat(day)).value


def test_the_main_regulation_has_had_five_generations_since_2016() -> None:
    days = ("2016-07-26", "2021-07-28", "2025-02-03", "2025-05-30", "2026-04-11")
    assert [told(MAIN, day) for day in days] == [
        ("Quy định 30-QĐ/TW",),
        ("Quy định 22-QĐ/TW",),
        ("Quy định 22-QĐ/TW", "Quy định 262-QĐ/TW"),
        ("Quy định 296-QĐ/TW",),
        ("Quy định 21-QĐ/TW",),
    ]


def test_the_catalogue_of_violations_has_had_three() -> None:
    days = ("2018-08-28", "2022-07-06", "2025-02-14", "2026-08-17")
    assert [told(CATALOGUE, day) for day in days] == [
        ("Quy định 102-QĐ/TW", "Quy định 07-QĐi/TW"),
        ("Quy định 69-QĐ/TW",),
        ("Quy định 69-QĐ/TW", "Quy định 264-QĐ/TW"),
        ("Quy định 212-QĐ/TW",),
    ]


@given(on=st.dates(date(2005, 1, 1), date(2030, 1, 1)), family=st.sampled_from(sorted(FAMILIES)))
def test_what_is_in_force_is_named_by_documents_that_hold_that_day_or_nothing_is(on: date, family: str) -> None:
    answer = document_in_force(FAMILIES, family, on=on)
    holding = {one.name for one in FAMILIES[family].documents if one.covers(on)}
    assert set(answer.value if isinstance(answer.value, tuple) else ()) == (
        holding if answer.verdict == "yes" else set()
    )
    assert answer.citation is not None and answer.verdict in {"yes", "unknown"}


def test_the_next_text_of_the_main_regulation_begins_the_day_after_the_last_ends() -> None:
    rows = [one for one in FAMILIES[MAIN].documents if not one.amends]
    ends = [one.valid_to + timedelta(days=1) if one.valid_to else None for one in rows]
    assert ends == [*(one.valid_from for one in rows[1:]), None]


def test_a_family_nobody_named_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(UnknownFamily):
        document_in_force(FAMILIES, "moods", on=date(2026, 1, 1))


ROW = '{ name = "A", valid_from = 2020-01-01, confidence = "HIGH", checked_on = 2026-11-28 }'
FAMILY = '[[family]]\ncode = "a"\ntitle = "A"\ngloss = "A"\ndocuments = [ {rows} ]\n'


@pytest.mark.parametrize(
    "text, mistake",
    [
        (FAMILY.replace("{rows}", ROW.replace("}", ', amends = "B" }')), "“B” không có trong nhóm này"),
        (FAMILY.replace("{rows}", ROW.replace("}", ", valid_to = 2019-12-31 }")), "valid_to trước valid_from"),
        (FAMILY.replace("{rows}", ROW) * 2, "ghi hai lần"),
        (FAMILY.replace("{rows}", ROW.replace("}", ", colour = 1 }")), "khóa lạ “colour”"),
        (FAMILY.replace("{rows}", ROW.replace('"HIGH"', '"SURE"')), "không có trong danh sách"),
        (FAMILY.replace("documents = [ {rows} ]\n", ""), "cần ít nhất một bảng"),
    ],
)
def test_a_map_that_does_not_hold_together_is_refused(text: str, mistake: str, tmp_path: Path) -> None:
    path = tmp_path / "documents.toml"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    read_documents(path, problems)
    assert [mistake in str(problem) for problem in problems].count(True) == 1


def test_a_map_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_documents(tmp_path / "documents.toml", problems) == {} and len(problems) == 1

"""Procedures: steps follow one another, times are counted by the text of the day, and mistakes in a file are told all at once."""

from datetime import date
from pathlib import Path

import pytest

from regulations.charter import open_charter
from regulations.procedure_files import open_procedures
from regulations.procedures import timing
from regulations.reading import Malformed

WRONG = """
code = "wrong"
title = "Sai"
[[step]]
code = "one"
title = "Một"
gloss = "One"
role = "branch"
after = ["nothing"]
within = "admission.vote.cell"
vote = "probation.length"
valid_from = 2020-01-01
citation = { document = "Văn bản" }
confidence = "SURE"
checked_on = 2026-11-20
colour = "red"
"""
RIGHT = (
    WRONG.replace('after = ["nothing"]\n', "")
    .replace('within = "admission.vote.cell"\nvote = "probation.length"\n', "")
    .replace('"SURE"', '"HIGH"')
    .replace('colour = "red"\n', "")
)


def test_what_can_follow_a_step_is_what_names_it() -> None:
    admission = open_charter().procedures["admission"]
    on = date(2026, 8, 1)
    assert [step.code for step in admission.first(on)] == ["entered"]
    following = admission.following("branch_vote", on)
    assert [(step.code, step.optional) for step in following] == [
        ("decided", False),
        ("declined", True),
        ("withdrawn", True),
    ]
    assert admission.following("recognised", on) == []


@pytest.mark.parametrize(
    ("on", "counted_from"),
    [(date(2026, 7, 25), "received"), (date(2026, 7, 26), "decided"), (date(2026, 7, 27), "decided")],
)
def test_the_ceremony_is_counted_from_receipt_until_the_text_that_counts_from_issue(
    on: date, counted_from: str
) -> None:
    assert open_charter().procedures["admission"].step("ceremony", on).counted_from == counted_from


def test_the_file_says_which_paper_which_step_needs() -> None:
    wanted = {item.code: item.needed_for for item in open_charter().procedures["admission"].file}
    assert [code for code, step in wanted.items() if step == "branch_vote"] == [
        "course_certificate", "application", "applicant_cv", "introduction",
    ]  # fmt: skip
    assert (wanted["branch_resolution"], wanted["union_resolution"]) == ("decided", "")


def test_a_paper_needed_for_a_step_that_is_not_there_is_refused(tmp_path: Path) -> None:
    item = '\n[[file]]\ncode = "a"\ntitle = "Đơn"\ngloss = "a"\nneeded_for = "nowhere"\ncitation = "Văn bản"\n'
    (tmp_path / "wrong.toml").write_text(WRONG + item, encoding="utf-8")
    with pytest.raises(Malformed, match="nowhere"):
        open_procedures(tmp_path, open_charter().rulebook)


def test_a_step_before_its_first_text_is_told_by_the_first() -> None:
    step = open_charter().procedures["admission"].step("entered", date(1990, 1, 1))
    assert step.valid_from == date(2011, 1, 19)


def test_a_review_opens_when_probation_ends_and_is_due_thirty_working_days_later() -> None:
    charter = open_charter()
    step = charter.procedures["admission"].step("recognition_vote", date(2026, 3, 3))
    told = timing(charter.rulebook, charter.calendar, step, date(2025, 2, 3), on=date(2026, 3, 3))
    assert told.opens_on == date(2026, 2, 3)
    assert told.due is not None and told.due.start == date(2026, 2, 3) and told.due.length == 30
    assert not told.unknown and "12 tháng" in told.why


def test_an_unknown_limit_gives_no_date_and_says_so() -> None:
    charter = open_charter()
    step = charter.procedures["admission"].step("recognition_vote", date(2023, 3, 3))
    told = timing(charter.rulebook, charter.calendar, step, date(2022, 2, 3), on=date(2023, 3, 3))
    assert (told.opens_on, told.due, told.unknown) == (date(2023, 2, 3), None, True)


def test_a_file_with_mistakes_is_refused_with_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text(WRONG, encoding="utf-8")
    with pytest.raises(Malformed) as refused:
        open_procedures(tmp_path, open_charter().rulebook)
    told = str(refused.value)
    assert [
        word
        for word in ("nothing", "admission.vote.cell", "probation.length", "SURE", "colour", "bắt đầu")
        if word not in told
    ] == []


def test_a_step_with_two_texts_on_one_day_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(RIGHT + RIGHT[RIGHT.index("[[step]]") :], encoding="utf-8")
    with pytest.raises(Malformed, match="cùng có hiệu lực"):
        open_procedures(tmp_path, open_charter().rulebook)


def test_a_role_may_be_held_by_many_and_is_called_by_its_title(tmp_path: Path) -> None:
    roles = '[[role]]\ncode = "subject"\ntitle = "Đối tượng kiểm tra"\nmany = true\n[[role]]\ncode = "team"\ntitle = "Đoàn kiểm tra"\n'
    (tmp_path / "one.toml").write_text(RIGHT + roles, encoding="utf-8")
    one = open_procedures(tmp_path, open_charter().rulebook)["wrong"]
    assert (one.many, one.role("subject"), one.role("branch")) == (
        frozenset({"subject"}),
        "Đối tượng kiểm tra",
        "branch",
    )

"""Procedures: steps follow one another, times are counted by the text of the day, and mistakes in a file are told all at once."""

from datetime import date
from pathlib import Path

import pytest

from regulations.charter import SHIPPED, open_charter
from regulations.issuing import open_issuing
from regulations.procedure_files import open_procedures
from regulations.procedures import PHASES, Procedure, timing
from regulations.reading import Malformed

WRONG = """
code = "wrong"
title = "Sai"
[[step]]
code = "one"
title = "Một"
short = "Một bước có tên ngắn mà dài hơn bốn mươi ký tự"
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
    .replace("mà dài hơn bốn mươi ký tự", "")
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
        for word in ("nothing", "admission.vote.cell", "probation.length", "SURE", "colour", "bắt đầu", "dài quá 40")
        if word not in told
    ] == []


def test_a_step_with_two_texts_on_one_day_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(RIGHT + RIGHT[RIGHT.index("[[step]]") :], encoding="utf-8")
    with pytest.raises(Malformed, match="cùng có hiệu lực"):
        open_procedures(tmp_path, open_charter().rulebook)


def test_a_document_for_or_by_a_role_that_is_not_there_is_refused(tmp_path: Path) -> None:
    document = '[[document]]\ncode = "a"\ntitle = "Đơn"\ngloss = "a"\nto = ["nobody"]\nby = "stranger"\n'
    (tmp_path / "one.toml").write_text(RIGHT + document, encoding="utf-8")
    with pytest.raises(Malformed) as refused:
        open_procedures(tmp_path, open_charter().rulebook)
    assert "nobody" in str(refused.value) and "stranger" in str(refused.value)


def test_a_role_may_be_held_by_many_and_is_called_by_its_title(tmp_path: Path) -> None:
    roles = '[[role]]\ncode = "subject"\ntitle = "Đối tượng kiểm tra"\nmany = true\n[[role]]\ncode = "team"\ntitle = "Đoàn kiểm tra"\n'
    (tmp_path / "one.toml").write_text(RIGHT + roles, encoding="utf-8")
    one = open_procedures(tmp_path, open_charter().rulebook)["wrong"]
    assert (one.many, one.role("subject"), one.role("branch")) == (
        frozenset({"subject"}),
        "Đối tượng kiểm tra",
        "branch",
    )


# Papers of a case that no step of its procedure draws up: a suspension begins, goes on and ends beside them.
BESIDE_STEPS = {"discipline": {"suspension_decision", "suspension_extension", "suspension_end"}}
DRAWN_UP = [one for one in open_charter().procedures.values() if one.documents]
NAMES = [one.code for one in DRAWN_UP]


def test_the_work_of_a_commission_is_in_procedures_that_say_what_is_drawn_up() -> None:
    assert set(NAMES) == {
        "branch_inspection", "inspection", "inspection_on_signs", "topic_supervision", "follow_up", "denunciation", "discipline", "appeal",
        "verification",
    }  # fmt: skip


@pytest.mark.parametrize("procedure", DRAWN_UP, ids=NAMES)
def test_every_step_has_a_party_a_phase_and_can_be_reached_and_every_way_ends(procedure: Procedure) -> None:
    steps = {step.code: step for step in procedure.steps}
    assert {step.role for step in steps.values()} <= {role.code for role in procedure.roles}
    assert {step.phase for step in steps.values()} <= set(PHASES)
    reached, ends = {step.code for step in steps.values() if not step.after}, set[str]()
    for _round in steps:
        reached |= {step.code for step in steps.values() if set(step.after) & reached}
    ends = {code for code in steps if not procedure.following(code, date(2025, 9, 1))}
    for _round in steps:
        ends |= {one for step in steps.values() if step.code in ends for one in step.after}
    assert (reached, ends) == (set(steps), set(steps))


@pytest.mark.parametrize("procedure", DRAWN_UP, ids=NAMES)
def test_a_document_is_of_a_type_that_the_charter_has_and_some_step_draws_it_up(procedure: Procedure) -> None:
    types = set(open_issuing(SHIPPED).types) | {""}
    assert {one.type for one in procedure.documents} <= types
    drawn_up = {code for step in procedure.steps for code in step.makes} | BESIDE_STEPS.get(procedure.code, set())
    assert drawn_up == {one.code for one in procedure.documents}


def test_every_step_of_theirs_has_a_title_in_few_words_that_no_other_has() -> None:
    shorts = [step.short for one in DRAWN_UP for step in {step.code: step for step in one.steps}.values()]
    assert all(short and len(short) <= 40 and short[0].isupper() for short in shorts)
    assert len(set(shorts)) == len(shorts)


@pytest.mark.parametrize("procedure", DRAWN_UP, ids=NAMES)
def test_what_the_body_sends_is_addressed_and_nothing_is_addressed_to_whoever_drew_it_up(procedure: Procedure) -> None:
    addressed = {one.code for one in procedure.documents if one.to}
    assert addressed and not [one.code for one in procedure.documents if one.by in one.to and one.by]
    assert {role for one in procedure.documents for role in one.to} <= {"subject", "appellant"}


@pytest.mark.parametrize("code", [name for name in NAMES if name not in {"appeal", "verification"}])
def test_whom_a_case_is_about_may_be_several(code: str) -> None:
    assert open_charter().procedures[code].many == frozenset({"subject"})


def test_forms_are_voted_by_the_bodies_that_decide_and_never_by_the_body_between() -> None:
    discipline = open_charter().procedures["discipline"]
    voting = [(step.code, step.role) for step in discipline.steps if step.forms_vote]
    assert voting == [("branch_meeting", "branch"), ("body_meeting", "body")]


def test_an_appeal_is_always_received_first_and_only_the_appellant_ends_it_early() -> None:
    appeal = open_charter().procedures["appeal"]
    on = date(2026, 11, 20)
    assert [step.code for step in appeal.first(on)] == ["received"]
    assert [step.code for step in appeal.following("received", on)] == ["acknowledged", "passed_on", "withdrawn"]


def test_a_time_nobody_has_verified_gives_a_step_no_last_day() -> None:
    charter = open_charter()
    step = charter.procedures["appeal"].step("decided", date(2025, 9, 1))
    told = timing(charter.rulebook, charter.calendar, step, date(2025, 9, 1), on=date(2025, 9, 1))
    assert (told.due, told.unknown) == (None, True)


def test_a_document_no_procedure_names_is_refused(tmp_path: Path) -> None:
    text = RIGHT.replace('role = "branch"', 'role = "branch"\nmakes = ["poem"]')
    (tmp_path / "one.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Malformed, match="“poem” không phải một văn bản"):
        open_procedures(tmp_path, open_charter().rulebook)


def test_a_document_named_twice_is_refused(tmp_path: Path) -> None:
    document = '[[document]]\ncode = "note"\ntitle = "Biên bản"\ngloss = "Note"\n'
    text = RIGHT.replace('role = "branch"', 'role = "branch"\nmakes = ["note"]') + document * 2
    (tmp_path / "one.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Malformed, match="ghi hai lần"):
        open_procedures(tmp_path, open_charter().rulebook)

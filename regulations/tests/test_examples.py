"""The worked examples beside the charter: each is a test, and they leave no change and no unknown untested."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from regulations.charter import SHIPPED, open_charter
from regulations.documents import Document
from regulations.questions import ASKS
from regulations.reading import Malformed
from regulations.schema import DatedValue
from regulations.worked_examples import Example, answer, failure, read_examples

CHARTER = open_charter()
EXAMPLES = read_examples(SHIPPED)
DAY = timedelta(days=1)


CASES: dict[str, list[Example]] = {}
for one in EXAMPLES:
    CASES.setdefault(f"{one.file} {one.name}", []).append(one)


@pytest.mark.parametrize("case", CASES)
def test_the_rules_answer_as_the_worked_example_says(case: str) -> None:
    assert [told for example in CASES[case] if (told := failure(CHARTER, example))] == []


def untried(rows: Iterable[DatedValue | Document], tried: set[date]) -> set[date]:
    """The day before, the day and the day after of each change that no example asks about."""
    listed = list(rows)
    changes = {row.valid_from for row in listed} | {row.valid_to + DAY for row in listed if row.valid_to}
    return {change + shift for change in changes for shift in (-DAY, 0 * DAY, DAY)} - tried


@pytest.mark.parametrize(
    "name, jurisdiction",
    sorted({(name, row.jurisdiction) for name, rule in CHARTER.rulebook.parameters.items() for row in rule.values}),
)
def test_each_change_is_tried_the_day_before_on_the_day_and_the_day_after(name: str, jurisdiction: str) -> None:
    rows = [row for row in CHARTER.rulebook.parameters[name].values if row.jurisdiction == jurisdiction]
    asked = {one.on for one in EXAMPLES if (one.parameter, one.jurisdiction) == (name, jurisdiction)}
    assert untried(rows, asked) == set()


@pytest.mark.parametrize("family", CHARTER.documents)
def test_each_change_of_a_document_is_tried_likewise(family: str) -> None:
    asked = {one.on for one in EXAMPLES if one.ask == "document_in_force" and one.given["family"] == family}
    assert untried(CHARTER.documents[family].documents, asked) == set()


@pytest.mark.parametrize("name", CHARTER.rulebook.parameters)
def test_each_row_has_an_example_that_expects_its_value_or_unknown_where_it_is_doubtful(name: str) -> None:
    asked = [one for one in EXAMPLES if one.parameter == name]
    missing = [
        row
        for row in CHARTER.rulebook.parameters[name].values
        if not any(
            row.covers(one.on)
            and one.jurisdiction == row.jurisdiction
            and one.expect == (row.value if row.usable else "unknown")
            for one in asked
        )
    ]
    assert missing == []


def test_there_are_examples_of_every_verdict_of_every_question_about_discipline() -> None:
    asked = ("may_decide", "vote_on_forms", "limitation", "appeal_admissible", "next_instance", "deferred")
    told = {ask: {answer(CHARTER, one).verdict for one in EXAMPLES if one.ask == ask} for ask in asked}
    assert told == {ask: {"yes", "no", "unknown"} for ask in asked}


def test_each_calculation_has_an_example() -> None:
    assert {example.ask for example in EXAMPLES if example.ask} == set(ASKS)


@pytest.mark.parametrize(
    "expect, told",
    [(31, "phải là 31, đang là yes 30"), ("unknown", "phải là 'unknown'"), (True, "phải là True"), ("yes", "")],
)
def test_a_wrong_expectation_is_told_with_both_answers(expect: object, told: str) -> None:
    example = Example("thử", "transfer.official.complete_within", "", {}, date(2026, 7, 26), expect, "QĐ 208", "a.toml")
    assert told in failure(CHARTER, example) and bool(failure(CHARTER, example)) == bool(told)


@pytest.mark.parametrize(
    "ask, given, told",
    [
        ("probation_end", {}, "given.ceremony phải là một ngày"),
        ("probation_end", {"ceremony": date(2026, 1, 1), "x": 1}, "given thừa: x"),
        ("denominator", {"members": [{"rank": 3}]}, "không chạy được"),
    ],
)
def test_an_example_that_cannot_be_asked_says_why(ask: str, given: dict[str, object], told: str) -> None:
    assert told in failure(CHARTER, Example("thử", "", ask, given, date(2026, 7, 26), "yes", "QĐ 208", "a.toml"))


CASE = '[[case]]\nname = "a"\ncitation = "QĐ"\n'


@pytest.mark.parametrize(
    "text, told",
    [
        (CASE + "on = 2026-01-01\nexpect = 1\n", "đúng một trong hai"),
        (CASE + 'parameter = "a"\nask = "vote"\non = 2026-01-01\nexpect = 1\n', "đúng một"),
        (CASE + 'parameter = "a"\nexpect = 1\n', "thiếu ngày “on”"),
        (CASE + 'parameter = "a"\non = 2026-01-01\n', "thiếu “expect”"),
        (CASE + 'ask = "guess"\non = 2026-01-01\nexpect = 1\n', "không có trong danh sách"),
        (
            CASE.replace('citation = "QĐ"\n', "") + 'parameter = "a"\non = 2026-01-01\nexpect = 1\n',
            "thiếu khóa “citation”",
        ),
        (CASE + 'parameter = "a"\non = 2026-01-01\nexpect = 1\nwanted = 2\n', "khóa lạ “wanted”"),
    ],
)
def test_a_case_that_does_not_hold_together_is_refused(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Malformed, match=told):
        read_examples(tmp_path)

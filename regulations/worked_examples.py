"""Worked examples: what the rules must answer on given days, kept beside the charter so that a lawyer can add one, and run as tests.

A case asks a parameter by its name, or one of ASKS with what is `given`; it expects on one day (`on`, `expect`) or several (`days`).
`expect` is the value, or "yes", "no", "unknown" for the verdict alone; a Deadline is expected as its last day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regulations.answers import Answer
from regulations.charter import CASES, Charter
from regulations.loader import threshold
from regulations.questions import ASKS, Given
from regulations.reading import Malformed, Problem, Reader, open_file, show_day, toml_files
from regulations.rulebook import Deadline, UnknownParameter
from regulations.rules.appeals import Instance
from regulations.rules.lapse import Lapse
from regulations.rules.limitation import Period
from regulations.rules.voting import Outcome
from regulations.schema import NATION, Threshold

VERDICTS = frozenset({"yes", "no", "unknown"})


@dataclass(frozen=True, slots=True)
class Example:
    """One question on one day and the answer it must have."""

    name: str
    parameter: str
    ask: str
    given: Mapping[str, object]
    on: date
    expect: object
    citation: str
    file: str
    jurisdiction: str = NATION

    def __str__(self) -> str:
        return f"{self.parameter or self.ask} {self.on} {self.name}"


def read_examples(charter: Path) -> list[Example]:
    """All worked examples of a charter's folder. Raises Malformed with every mistake."""
    problems: list[Problem] = []
    examples: list[Example] = []
    for path in toml_files(charter / CASES, problems):
        reader = open_file(path, problems)
        for row in reader.tables("case", named="name") if reader else []:
            examples += _case(row)
        if reader:
            reader.close()
    if problems:
        raise Malformed(problems)
    return examples


def _case(row: Reader) -> list[Example]:
    name, citation = row.text("name"), row.text("citation")
    parameter, ask = row.text("parameter", required=False), row.text("ask", required=False, choices=ASKS)
    given, jurisdiction = row.raw("given") or {}, row.text("jurisdiction", required=False) or NATION
    several = row.tables("days", required=False)
    days = several or [row]
    if bool(parameter) == bool(ask) or not isinstance(given, dict):
        row.report("ghi đúng một trong hai: parameter (tên quy định) hoặc ask (phép tính), given là một bảng { … }")
        return []
    found = [(day.day("on"), _expect(day)) for day in days]
    if several:
        for day in several:
            day.close()
    row.close()
    return [
        Example(name, parameter, ask, given, on, expect, citation, row.file, jurisdiction) for on, expect in found if on
    ]


def _expect(row: Reader) -> object:
    raw = row.raw("expect")
    if raw is None:
        row.report('thiếu “expect”: ghi giá trị phải trả lời, hoặc "unknown"', "expect")
    if isinstance(raw, dict):
        return threshold(row, "expect")
    return tuple(raw) if isinstance(raw, list) else raw


def answer(charter: Charter, example: Example) -> Answer:
    """What the rules answer to an example. Raises ValueError or UnknownParameter if it cannot be asked."""
    if example.parameter:
        return charter.rulebook.parameter(example.parameter, on=example.on, jurisdiction=example.jurisdiction)
    given = Given(example.given)
    found = ASKS[example.ask](charter, given, example.on)
    given.close()
    return found


def failure(charter: Charter, example: Example) -> str:
    """ "" if the rules answer as expected; otherwise a sentence with both."""
    try:
        found = answer(charter, example)
    except (ValueError, TypeError, UnknownParameter) as error:
        return f"không chạy được: {error}"
    if found.verdict == "unknown" and found.value is not None:
        return "“chưa rõ” mà vẫn mang giá trị"
    if found.citation is None:
        return "câu trả lời không dẫn văn bản"
    if isinstance(example.expect, str) and example.expect in VERDICTS:
        same = found.verdict == example.expect
    else:
        value = _plain(found.value)
        same = found.verdict == "yes" and type(value) is type(example.expect) and value == example.expect
    return "" if same else f"ngày {show_day(example.on)} phải là {_said(example.expect)}, đang là {_said(found)}"


def _plain(value: object) -> object:
    """The part of a calculation that an example expects: a last day, a form, who rules next."""
    match value:
        case Deadline():
            return value.due
        case Period():
            return value.last
        case Lapse():
            return value.on
        case Outcome():
            return value.form
        case Instance():
            return (value.level, *value.kinds)
        case _:
            return value


def _said(what: object) -> str:
    if isinstance(what, Answer):
        return f"{what.verdict} {_said(what.value)}" if what.value is not None else what.verdict
    what = _plain(what)
    if isinstance(what, date):
        return show_day(what)
    return str(what) if isinstance(what, Threshold) else repr(what)


def failures(charter: Charter) -> list[Problem]:
    """Every worked example the rules do not answer as expected."""
    return [
        Problem(example.file, example.name, told)
        for example in read_examples(charter.folder)
        if (told := failure(charter, example))
    ]

"""Worked examples: what the rules must answer on given days, kept beside the charter so that a lawyer can add one, and run as tests.

A case asks a parameter by its name, or one of ASKS with what is `given`; it expects on one day (`on`, `expect`) or several (`days`).
`expect` is the value, or "yes", "no", "unknown" for the verdict alone; a Deadline is expected as its last day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regulations.answers import Answer
from regulations.charter import CASES, Charter
from regulations.loader import threshold
from regulations.reading import Malformed, Problem, Reader, open_file, show_day, toml_files
from regulations.rulebook import Deadline, UnknownParameter
from regulations.rules import membership, suspension
from regulations.rules.membership import Standing
from regulations.schema import Threshold

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

    def __str__(self) -> str:
        return f"{self.parameter or self.ask} {self.on} {self.name}"


class Given:
    """What a case is given, by name and type. Raises ValueError naming what is missing, of a wrong type, or not used."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = dict(values)

    def day(self, name: str) -> date:
        """A day."""
        value = self._values.pop(name, None)
        if not isinstance(value, date):
            raise ValueError(f"given.{name} phải là một ngày")
        return value

    def number(self, name: str) -> int:
        """A whole number."""
        value = self._values.pop(name, None)
        if type(value) is not int:
            raise ValueError(f"given.{name} phải là số nguyên")
        return value

    def flag(self, name: str) -> bool:
        """true or false; false if absent."""
        return self._values.pop(name, False) is True

    def days(self, name: str) -> list[date]:
        """A list of days."""
        value = self._values.pop(name, None)
        if not isinstance(value, list) or not all(isinstance(day, date) for day in value):
            raise ValueError(f"given.{name} phải là danh sách ngày")
        return value

    def text(self, name: str) -> str:
        """A text."""
        value = self._values.pop(name, None)
        if not isinstance(value, str):
            raise ValueError(f"given.{name} phải là chữ")
        return value

    def standings(self, name: str) -> list[Standing]:
        """Members towards a vote: { official = true, away = …, exempt = …, present = … }."""
        value = self._values.pop(name, None)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise ValueError(f"given.{name} phải là danh sách bảng")
        return [Standing(**one) for one in value]

    def close(self) -> None:
        """Nothing given may be ignored."""
        if self._values:
            raise ValueError(f"given thừa: {', '.join(sorted(self._values))}")


ASKS: Mapping[str, Callable[[Charter, Given, date], Answer]] = {
    "due_date": lambda c, g, on: c.rulebook.due_date(g.day("start"), g.text("parameter"), on=on, calendar=c.calendar),
    "old_enough": lambda c, g, on: membership.old_enough(c.rulebook, g.day("born_from"), g.day("born_to"), on=on),
    "probation_end": lambda c, g, on: membership.probation_end(c.rulebook, g.day("ceremony"), on=on),
    "probation_review": lambda c, g, on: membership.probation_review(c.rulebook, c.calendar, g.day("ceremony"), on=on),
    "denominator": lambda c, g, on: membership.denominator(c.rulebook, g.standings("members"), on=on),
    "vote": lambda c, g, on: membership.vote(
        c.rulebook, g.text("parameter"), g.number("votes_for"), g.number("of"), on=on
    ),
    "admission_vote": lambda c, g, on: membership.admission_vote(
        c.rulebook, g.number("votes_for"), g.number("official"), on=on
    ),
    "strike_off_months": lambda c, g, on: membership.strike_off_months(c.rulebook, g.days("months"), on=on),
    "transfer_deadline": lambda c, g, on: membership.transfer_deadline(c.rulebook, c.calendar, g.day("effect"), on=on),
    "letter_deadline": lambda c, g, on: membership.letter_deadline(c.rulebook, c.calendar, g.day("introduced"), on=on),
    "suspension_extension": lambda c, g, on: suspension.extension(
        c.rulebook, g.day("since"), g.day("until"), g.number("before"), on=on
    ),
    "readmission_from": lambda c, g, on: membership.readmission_from(
        c.rulebook, g.day("since"), on=on, after_conviction=g.flag("after_conviction")
    ),
}


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
    given = row.raw("given") or {}
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
    return [Example(name, parameter, ask, given, on, expect, citation, row.file) for on, expect in found if on]


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
        return charter.rulebook.parameter(example.parameter, on=example.on)
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
        value = found.value.due if isinstance(found.value, Deadline) else found.value
        same = found.verdict == "yes" and type(value) is type(example.expect) and value == example.expect
    return "" if same else f"ngày {show_day(example.on)} phải là {_said(example.expect)}, đang là {_said(found)}"


def _said(what: object) -> str:
    if isinstance(what, Answer):
        return f"{what.verdict} {_said(what.value)}" if what.value is not None else what.verdict
    if isinstance(what, Deadline):
        return show_day(what.due)
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

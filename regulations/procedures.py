"""Procedures: the steps of each kind of case as dated, cited data: who acts, after what, by when, by which vote, with which papers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from regulations.answers import Answer, Citation
from regulations.reading import Malformed, Problem, Reader, open_file, show_day, toml_files
from regulations.rulebook import ASK, Deadline, Rulebook
from regulations.schema import CONFIDENCES, LENGTHS, USABLE
from regulations.working_days import Calendar, add_months


@dataclass(frozen=True, slots=True)
class Step:
    """One step as one text has it.

    `role`: the party that acts. `after`: steps one of which comes directly before. `opens`: the parameter after whose length, counted from
    `counted_from` (or the step before), the step can be taken; `within`: the parameter that says by when, counted from the same day (or
    from the day it opens). `vote`: the parameter with the threshold of its counted vote. `optional`: may be taken, and nobody waits for it.
    """

    code: str
    title: str
    gloss: str
    role: str
    after: tuple[str, ...]
    opens: str
    within: str
    counted_from: str
    vote: str
    papers: tuple[str, ...]
    optional: bool
    valid_from: date
    valid_to: date | None
    citation: Citation
    confidence: str
    checked_on: date

    def covers(self, on: date) -> bool:
        """Whether this text of the step holds on that day; both ends count."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def usable(self) -> bool:
        """Whether its text was seen in a source that can be relied on (guards 12)."""
        return self.confidence in USABLE


@dataclass(frozen=True, slots=True)
class FileItem:
    """A paper of the file that goes with a case. `needed_for`: the step that is not taken without it; "" for one that need not exist."""

    code: str
    title: str
    gloss: str
    needed_for: str
    citation: str


@dataclass(frozen=True, slots=True)
class Role:
    """What a party is called on screens. `many`: several may hold it at once, as the subjects of an inspection do."""

    code: str
    title: str
    many: bool


@dataclass(frozen=True, slots=True)
class Procedure:
    """The steps of one kind of case, in the order of the file, every text of each; the papers of its file; its roles as far as named."""

    code: str
    title: str
    steps: tuple[Step, ...]
    file: tuple[FileItem, ...] = ()
    roles: tuple[Role, ...] = ()

    @property
    def many(self) -> frozenset[str]:
        """The roles that several parties may hold."""
        return frozenset(role.code for role in self.roles if role.many)

    def role(self, code: str) -> str:
        """What a party is called; the code where the procedure does not say."""
        return next((role.title for role in self.roles if role.code == code), code)

    def step(self, code: str, on: date) -> Step:
        """The text of a step on a day; before its first text the first one, so that what happened earlier can be recorded.

        KeyError for a step the procedure does not have.
        """
        texts = [step for step in self.steps if step.code == code]
        if not texts:
            raise KeyError(code)
        return next((step for step in texts if step.covers(on)), texts[0] if on < texts[0].valid_from else texts[-1])

    def first(self, on: date) -> list[Step]:
        """The steps with which a case can begin."""
        return [step for step in self._on(on) if not step.after]

    def following(self, code: str, on: date) -> list[Step]:
        """The steps that can come directly after a step."""
        return [step for step in self._on(on) if code in step.after]

    def _on(self, on: date) -> list[Step]:
        return [self.step(code, on) for code in dict.fromkeys(step.code for step in self.steps)]


@dataclass(frozen=True, slots=True)
class Timing:
    """From when a step can be taken and by when it must be; `due` None: no limit, or an unknown one, and `why` says which."""

    opens_on: date | None
    due: Deadline | None
    why: str
    unknown: bool = False


def timing(book: Rulebook, calendar: Calendar, step: Step, start: date, *, on: date) -> Timing:
    """When a step waits, counted from `start` by the texts in force on `on`. Unknown rules give no date (guards 12)."""
    opens_on: date | None = None
    reasons: list[str] = []
    if step.opens:
        rule = book.parameter(step.opens, on=on)
        if rule.unit != "month" or not isinstance(rule.value, int):
            return Timing(None, None, rule.reason if rule.verdict != "yes" else ASK, unknown=True)
        opens_on = add_months(start, rule.value)
        reasons.append(f"{rule.reason} Từ {show_day(start)}, hết ngày {show_day(opens_on)}.")
    if not step.within:
        return Timing(opens_on, None, " ".join(reasons))
    answer: Answer = book.due_date(opens_on or start, step.within, on=on, calendar=calendar)
    reasons.append(answer.reason)
    due = answer.value if isinstance(answer.value, Deadline) else None
    return Timing(opens_on, due, " ".join(reasons), unknown=due is None)


def load_procedures(folder: Path, parameters: Mapping[str, str], problems: list[Problem]) -> dict[str, Procedure]:
    """Reads a folder of procedures; `parameters` gives the unit of each rule a step may name. Mistakes are added to `problems`."""
    found: dict[str, Procedure] = {}
    for path in toml_files(folder, problems):
        reader = open_file(path, problems)
        if reader is None:
            continue
        code, title = reader.text("code"), reader.text("title")
        steps = [_step(row, parameters) for row in reader.tables("step", named="code")]
        file = [
            _file_item(row, {step.code for step in steps})
            for row in reader.tables("file", named="code", required=False)
        ]
        roles = [_role(row) for row in reader.tables("role", named="code", required=False)]
        reader.close()
        if code in found:
            reader.report(f"thủ tục “{code}” đã có ở tệp khác", "code")
        found[code] = Procedure(code, title, tuple(steps), tuple(file), tuple(roles))
        _report_gaps(reader, found[code])
    return found


def open_procedures(folder: Path, book: Rulebook) -> dict[str, Procedure]:
    """The procedures of a folder whose rules stand in `book`. Raises Malformed with every mistake."""
    problems: list[Problem] = []
    units = {name: parameter.unit for name, parameter in book.parameters.items()}
    found = load_procedures(folder, units, problems)
    if problems:
        raise Malformed(problems)
    return found


def _step(row: Reader, parameters: Mapping[str, str]) -> Step:
    cited = row.table("citation")
    citation = Citation("")
    if cited:
        dated = cited.day("dated", required=False)
        citation = Citation(
            cited.text("document"),
            cited.text("article", required=False),
            cited.text("clause", required=False),
            dated.isoformat() if dated else "",
            cited.text("url", required=False),
        )
        cited.close()
    valid_from, checked = row.day("valid_from"), row.day("checked_on")
    step = Step(
        code=row.text("code"),
        title=row.text("title"),
        gloss=row.text("gloss"),
        role=row.text("role"),
        after=row.texts("after", required=False),
        opens=row.text("opens", required=False),
        within=row.text("within", required=False),
        counted_from=row.text("counted_from", required=False),
        vote=row.text("vote", required=False),
        papers=row.texts("papers", required=False),
        optional=row.flag("optional"),
        valid_from=valid_from or date.min,
        valid_to=row.day("valid_to", required=False),
        citation=citation,
        confidence=row.text("confidence", choices=CONFIDENCES),
        checked_on=checked or date.min,
    )
    for key, wanted in (("opens", LENGTHS), ("within", LENGTHS), ("vote", {"fraction"})):
        name = getattr(step, key)
        if name and parameters.get(name) not in wanted:
            row.report(f"“{name}” không phải một quy định có đơn vị {', '.join(sorted(wanted))}", key)
    row.close()
    return step


def _file_item(row: Reader, steps: set[str]) -> FileItem:
    item = FileItem(
        row.text("code"),
        row.text("title"),
        row.text("gloss"),
        row.text("needed_for", required=False),
        row.text("citation"),
    )
    if item.needed_for and item.needed_for not in steps:
        row.report(f"“{item.needed_for}” không phải một bước của thủ tục", "needed_for")
    row.close()
    return item


def _role(row: Reader) -> Role:
    role = Role(row.text("code"), row.text("title"), row.flag("many"))
    row.close()
    return role


def _report_gaps(reader: Reader, procedure: Procedure) -> None:
    codes = {step.code for step in procedure.steps}
    for step in procedure.steps:
        for name in {*step.after, step.counted_from} - {""} - codes:
            reader.report(f"bước “{step.code}” nói tới bước “{name}” không có trong thủ tục", f"step[{step.code}]")
    if not any(not step.after for step in procedure.steps):
        reader.report("không có bước nào để bắt đầu: mọi bước đều có “after”", "step")
    for one, other in combinations(_texts(procedure.steps), 2):
        if one.code == other.code and _overlap(one, other):
            reader.report(f"hai nội dung của bước “{one.code}” cùng có hiệu lực một ngày", f"step[{one.code}]")


def _texts(steps: Iterable[Step]) -> Sequence[Step]:
    return sorted(steps, key=lambda step: (step.code, step.valid_from))


def _overlap(one: Step, other: Step) -> bool:
    return (one.valid_to is None or one.valid_to >= other.valid_from) and (
        other.valid_to is None or other.valid_to >= one.valid_from
    )

"""Procedures: the steps of each kind of case as dated, cited data: who acts, after what, by when, by which vote, with which papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from regulations.answers import Answer, Citation
from regulations.reading import show_day
from regulations.rulebook import ASK, Deadline, Rulebook
from regulations.schema import USABLE
from regulations.working_days import Calendar, add_months

PHASES: Mapping[str, str] = {"preparation": "chuẩn bị", "conduct": "tiến hành", "conclusion": "kết thúc"}


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document that steps of a procedure make. `type`: its code in document_types.toml ("": a form of no named type).

    `to`: the roles it is addressed to, whose people read it; `by`: the role that draws it up where it is not the one that takes the step.
    """

    code: str
    title: str
    gloss: str
    type: str
    to: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step as one text has it.

    `role`: the party that acts. `after`: steps one of which comes directly before. `opens`: the parameter after whose length, counted from
    `counted_from` (or the step before), the step can be taken; `within`: the parameter that says by when, counted from the same day (or
    from the day it opens). `vote`: the parameter with the threshold of its counted vote; `forms_vote`: a secret ballot on several forms,
    counted by `rules/voting.py`. `papers`: what is named by number and day when it is recorded; `makes`: documents drawn up for it.
    `phase`: one of PHASES, or "". `optional`: may be taken, and nobody waits for it. `short`: the title in a few words, for lists.
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
    phase: str = ""
    forms_vote: bool = False
    makes: tuple[str, ...] = ()
    short: str = ""

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
    """The steps of one kind of case, in the order of the file, every text of each; the papers of its file; its roles as far as named; the
    documents its steps draw up."""

    code: str
    title: str
    steps: tuple[Step, ...]
    file: tuple[FileItem, ...] = ()
    roles: tuple[Role, ...] = ()
    documents: tuple[DocumentKind, ...] = ()
    # Every text of each step, by its code, in the order of the file: looked for with every step that is weighed.
    texts: Mapping[str, Sequence[Step]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts: dict[str, list[Step]] = {}
        for step in self.steps:
            texts.setdefault(step.code, []).append(step)
        object.__setattr__(self, "texts", texts)

    @property
    def many(self) -> frozenset[str]:
        """The roles that several parties may hold."""
        return frozenset(role.code for role in self.roles if role.many)

    def role(self, code: str) -> str:
        """What a party is called; the code where the procedure does not say."""
        return next((role.title for role in self.roles if role.code == code), code)

    def document(self, code: str) -> DocumentKind:
        """A document by its code; KeyError for one the procedure does not have."""
        return {one.code: one for one in self.documents}[code]

    def has(self, code: str) -> bool:
        """Is there such a step? Charters know different ones."""
        return code in self.texts

    def step(self, code: str, on: date) -> Step:
        """The text of a step on a day; before its first text the first one, so that what happened earlier can be recorded.

        KeyError for a step the procedure does not have.
        """
        texts = self.texts[code]
        return next((step for step in texts if step.covers(on)), texts[0] if on < texts[0].valid_from else texts[-1])

    def first(self, on: date) -> list[Step]:
        """The steps with which a case can begin."""
        return [step for step in self._on(on) if not step.after]

    def following(self, code: str, on: date) -> list[Step]:
        """The steps that can come directly after a step."""
        return [step for step in self._on(on) if code in step.after]

    def _on(self, on: date) -> list[Step]:
        return [self.step(code, on) for code in self.texts]


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

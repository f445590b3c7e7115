"""What is told of a step, and the matter it belongs to: whose, where, decided by whom. Every check works on these two."""

from dataclasses import dataclass, field
from datetime import date

from liemchinh.casework.counting import Count
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.models import Case, Step
from liemchinh.casework.places import branch_on, heir_on
from liemchinh.casework.steps import parties_of
from liemchinh.standing.cases import COMMITTEE, MEMBER, REVIEWER
from liemchinh.standing.models import Matter
from regulations.answers import Answer, Refusal


@dataclass(frozen=True, slots=True)
class Given:
    """What a form says of a step. `on`: the day it was taken or takes effect; `number`, `dated`: its paper (dated on that day if not said).

    `body`: which committee decides, or receives an appeal. `place`: the branch that readmits. `until`: the last day of an extension.
    `reviewed`: the committee has looked on paper at what bars from readmission and the register cannot tell.
    """

    on: date
    number: str = ""
    dated: date | None = None
    body: int | None = None
    place: int | None = None
    until: date | None = None
    ground: str = ""
    count: Count | None = None
    card: str = ""
    outcome: str = ""
    reviewed: bool = False

    def faults(self, needs_paper: bool) -> list[Refusal]:
        """Every reason why the days and the paper cannot be."""
        found = []
        if self.dated and self.dated > self.on:
            told = f"Văn bản ghi ngày {self.dated:%d/%m/%Y}, sau ngày {self.on:%d/%m/%Y}."
            found.append(Refusal("dated-late", told, remedy="Hãy kiểm tra hai ngày."))
        if needs_paper and not self.number.strip():
            found.append(Refusal("number", "Chưa ghi số, ký hiệu văn bản.", remedy="Không có văn bản thì không ghi."))
        if len(self.number.strip()) > 60:
            found.append(Refusal("number-long", "Số văn bản dài quá 60 ký tự.", remedy="Chỉ ghi số, ký hiệu."))
        return found


@dataclass(slots=True)
class Findings:
    """Reasons against, and answers that neither permit nor refuse."""

    refusals: list[Refusal] = field(default_factory=list)
    unknown: list[Answer] = field(default_factory=list)

    def ask(self, answer: Answer, code: str, remedy: str) -> None:
        """Takes an answer: "no" is a reason against, "unknown" is kept."""
        if answer.verdict == "no":
            self.refusals.append(Refusal(code, answer.reason, str(answer.citation or ""), remedy))
        elif answer.verdict == "unknown":
            self.unknown.append(answer)


@dataclass(frozen=True, slots=True)
class Subject:
    """The matter a step belongs to, as it stands on the day of the step. `case` is None before the first step."""

    person: int
    branch: int
    committee: int | None = None
    reviewer: int | None = None
    case: Case | None = None

    def place(self, role: str) -> int | None:
        """The organisation that holds a role."""
        return {MEMBER: None, COMMITTEE: self.committee, REVIEWER: self.reviewer}.get(role, self.branch)

    def day_of(self, step: str) -> date | None:
        """The day of the newest step of that code."""
        rows = Step.objects.filter(case=self.case, code=step, cancelled_by=None).order_by("-recorded_by")
        return rows.values_list("on", flat=True).first() if self.case else None


def subject_of(case: Case, on: date) -> Subject:
    """A case as it stands on a day: where the person is, and who took over from bodies that a reorganisation ended.

    Of one entered wrongly and cancelled nobody and nothing.
    """
    parties = parties_of(case.pk)
    if MEMBER not in parties:
        return Subject(0, 0, case=case)
    held = {
        role: heir_on(parties[role].organisation or 0, on) if role in parties else None
        for role in (COMMITTEE, REVIEWER)
    }
    return Subject(parties[MEMBER].person or 0, branch_on(case.pk, on), held[COMMITTEE], held[REVIEWER], case)


def matter_of(case: Case) -> Matter:
    """What is kept beside a case."""
    return Matter.objects.get(case=case)


def unvouched(case: Case, step: str, unknown: list[Answer]) -> list[Refusal]:
    """The refusal of what the rules or records leave unknown and for which no two officers stand yet (guards 12)."""
    ground = ground_of(case, step)
    if not unknown or (ground is not None and ground.vouched_by is not None):
        return []
    told = " ".join(dict.fromkeys(answer.reason for answer in unknown))
    remedy = "Một cán bộ nêu điều, văn bản làm căn cứ; một cán bộ khác xác nhận; rồi ghi bước này."
    return [Refusal("unknown", told, remedy=remedy)]

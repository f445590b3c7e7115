"""What the steps of a screening share: its parties, the papers, the weighing of a secret ballot, and what a step does to the register."""

from dataclasses import dataclass
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.casework.counting import Count, exempt_faults, outcome, vote_faults, whole_of
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.models import Case
from liemchinh.casework.places import stands_in
from liemchinh.casework.steps import NewPaper, faults_of_step, parties_of
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.screening.cases import VERB
from liemchinh.screening.models import Screening
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of a body: the day on which it was made or handed over, its number, and the day written on it where that is another."""

    on: date
    number: str
    dated: date | None = None

    def faults(self) -> list[Refusal]:
        """A paper without a number is none."""
        if self.number.strip():
            return []
        return [Refusal("number", "Chưa ghi số, ký hiệu văn bản.", remedy="Hãy ghi như trên văn bản.")]


def faults_before(case: Case, step: str, on: date, actor: Actor) -> list[Refusal]:
    """Every reason against a step of the branch on that day. Without the right there, that reason alone, at once."""
    actor.require(VERB, branch_of(case))
    faults = faults_of_step(case, step, on)
    if stands_in(member_of(case), on) != branch_of(case):
        faults.append(elsewhere(on))
    return faults


def unvouched(case: Case, step: str, why: str) -> list[Refusal]:
    """The refusal of what the rules or records leave unknown and for which no two officers stand yet (guards 12)."""
    ground = ground_of(case, step)
    if ground is not None and ground.vouched_by is not None:
        return []
    remedy = "Một cán bộ nêu điều, văn bản làm căn cứ; một cán bộ khác xác nhận; rồi ghi bước này."
    return [Refusal("unknown", why, remedy=remedy)]


def weigh(case: Case, rule: str, count: Count, on: date) -> tuple[bool, int, list[Refusal]]:
    """Whether a secret ballot meets its threshold, the number it is a share of, and every reason why it cannot be."""
    answer = whole_of(rule, branch_of(case), on, exempt_present=count.exempt_present)
    if not isinstance(answer.value, int):
        return False, 0, [Refusal("unknown", answer.reason, remedy="Hãy báo cáo kết quả lên ban điều hành.")]
    faults = vote_faults(count, answer.value) + exempt_faults(count, branch_of(case), on)
    if answer.value == 0:
        told = "Ngày đó chi hội không có hội viên chính thức nào để bỏ phiếu."
        faults.append(Refusal("no-voters", told, remedy="Hãy kiểm tra ngày họp."))
    if faults:
        return False, answer.value, faults
    result = outcome(rule, count, answer.value, on, within=branch_of(case))
    if result.verdict == "unknown":
        faults.append(Refusal("unknown", result.reason, remedy="Hãy báo cáo kết quả lên ban điều hành."))
    return result.verdict == "yes", answer.value, faults


def act(case: Case, new: NewAct, actor: Actor, number: int | None = None) -> None:
    """What a step does to the register, in the same transaction; refused with the register's reasons."""
    change = Change(member_of(case), acts=[new], case=number)
    refusals = apply_changes([change], rights=lambda _place: [], actor=actor)[0].refusals
    if refusals:
        raise Refused(refusals)


def end(case: Case, result: str) -> None:
    """How a case ended."""
    Screening.objects.filter(case=case).update(outcome=result)


def paper_of(case: Case, kind: str, paper: Document, role: str = "branch") -> NewPaper:
    """A paper as the step keeps it."""
    return NewPaper(kind, paper.number.strip(), paper.dated or paper.on, parties_of(case.pk)[role].organisation)


def branch_of(case: Case) -> int:
    """The branch that acts."""
    return parties_of(case.pk)["branch"].organisation or 0


def committee_of(case: Case) -> int:
    """The committee that decides."""
    return parties_of(case.pk)["committee"].organisation or 0


def member_of(case: Case) -> int:
    """The member concerned."""
    return parties_of(case.pk)["member"].person or 0


def elsewhere(on: date) -> Refusal:
    """The refusal of whoever is not in the branch on that day."""
    told = f"Ngày {on:%d/%m/%Y} người này không sinh hoạt ở chi hội này."
    return Refusal("not-member", told, remedy="Chỉ làm với hội viên của chi hội mình; việc đã mở thì kết thúc.")

"""From a name with its ground to the list of those who are helped: each step refused with all reasons, the member told before any vote."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.counting import Count, outcome, vote_faults, whole_of
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.models import Case, Party
from liemchinh.casework.steps import NewPaper, Taken, Who, faults_of_step, open_case, parties_of, take_step
from liemchinh.journal import clock
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.models import Person
from liemchinh.screening.cases import KIND, VERB
from liemchinh.screening.checking import faults_of_ground
from liemchinh.screening.models import Screening
from liemchinh.screening.places import committees_above, stands_in
from liemchinh.screening.words import LISTED, NOT_LISTED, STOPPED
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


@transaction.atomic
def name_member(branch: int, person: int, ground: str, committee: int, on: date, *, actor: Actor) -> Case:
    """The branch committee names a member of its own branch, with a ground of the catalogue; gives the case.

    Refuses: a ground that the rules of the day do not name or that the records contradict, somebody not of this branch, a committee that
    does not stand above it, a second case beside an open one.
    """
    faults = actor.refusals(VERB, branch)
    if faults:
        raise Refused(faults)
    list(Person.objects.select_for_update().filter(pk=person).values_list("pk"))
    faults = faults_of_day(on)
    if stands_in(person, on) != branch:
        # Of somebody elsewhere nothing is told, not even what the records say.
        faults.append(_elsewhere(on))
        raise Refused(faults)
    found, proved = faults_of_ground(ground, person, on)
    faults += found
    if committee not in dict(committees_above(branch)):
        faults.append(
            Refusal("committee", "Cấp ủy đã chọn không ở trên chi bộ này.", remedy="Hãy chọn cấp ủy có thẩm quyền.")
        )
    if Party.objects.filter(
        person_id=person, role="member", cancelled_by=None, case__kind=KIND, case__closed_by=None
    ).exists():
        faults.append(Refusal("named-before", "Đã có việc rà soát đang mở về người này.", remedy="Hãy mở việc đang có."))
    if faults:
        raise Refused(faults)
    parties = [Who("branch", branch), Who("committee", committee), Who("member", person=person)]
    case = open_case(KIND, parties, Taken("named", on, {"ground": ground, "proved": proved}), actor=actor)
    Screening.objects.create(case=case, ground=ground, proved=proved, recorded_by=case.recorded_by)
    return case


@transaction.atomic
def tell_member(case: Case, paper: Document, *, actor: Actor) -> int:
    """The ground is handed to the member on paper. Where the records do not bear it out two officers stand behind it first."""
    faults = faults_before(case, "told", paper.on, actor) + paper.faults()
    if not Screening.objects.get(case=case).proved:
        faults += unvouched(case, "named", "Sổ không đủ để đối chiếu căn cứ này.")
    if faults:
        raise Refused(faults)
    return take_step(case, Taken("told", paper.on, papers=[paper_of(case, "notice", paper)]), actor=actor)


@transaction.atomic
def vote_on_review(case: Case, paper: Document, count: Count, *, actor: Actor) -> int:
    """The branch's secret ballot on the list. Short of the threshold the case ends: nobody is listed."""
    faults = faults_before(case, "review_vote", paper.on, actor) + paper.faults()
    met, whole, found = weigh(case, "screening.vote", count, paper.on)
    if faults or found:
        raise Refused(faults + found)
    result = LISTED if met else NOT_LISTED
    taken = Taken(
        "review_vote", paper.on, {"outcome": result}, papers=[paper_of(case, "branch_resolution", paper)], count=count,
        whole=whole, leads_to=None if met else (),
    )  # fmt: skip
    sequence = take_step(case, taken, actor=actor)
    if not met:
        end(case, result)
    return sequence


@transaction.atomic
def begin_help(case: Case, on: date, *, actor: Actor) -> int:
    """Twelve months of help begin; the register counts the member among those who are helped, and shows it with the case alone."""
    faults = faults_before(case, "help", on, actor)
    if faults:
        raise Refused(faults)
    sequence = take_step(case, Taken("help", on), actor=actor)
    act(case, NewAct("helped", on, branch_of(case)), actor, case.pk)
    return sequence


@transaction.atomic
def stop(case: Case, on: date, *, actor: Actor) -> int:
    """The branch ends the matter, whatever the reason; none is asked. No trace stays outside the book."""
    faults = actor.refusals(VERB, branch_of(case)) or faults_of_day(on) + faults_of_step(case, "stopped", on)
    if faults:
        raise Refused(faults)
    sequence = take_step(case, Taken("stopped", on, leads_to=()), actor=actor)
    end(case, STOPPED)
    return sequence


def faults_before(case: Case, step: str, on: date, actor: Actor) -> list[Refusal]:
    """Every reason against a step of the branch on that day. Without the right there, that reason alone, at once."""
    actor.require(VERB, branch_of(case))
    faults = faults_of_day(on) + faults_of_step(case, step, on)
    if stands_in(member_of(case), on) != branch_of(case):
        faults.append(_elsewhere(on))
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
        return False, 0, [Refusal("unknown", answer.reason, remedy="Hãy báo cáo kết quả lên cấp ủy.")]
    faults = vote_faults(count, answer.value)
    if answer.value == 0:
        told = "Ngày đó chi bộ không có đảng viên chính thức nào để bỏ phiếu."
        faults.append(Refusal("no-voters", told, remedy="Hãy kiểm tra ngày họp."))
    if faults:
        return False, answer.value, faults
    result = outcome(rule, count, answer.value, on)
    if result.verdict == "unknown":
        faults.append(Refusal("unknown", result.reason, remedy="Hãy báo cáo kết quả lên cấp ủy."))
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


def faults_of_day(on: date) -> list[Refusal]:
    """What is not done yet is not recorded."""
    if on <= clock.today():
        return []
    return [Refusal("ahead", f"Ngày {on:%d/%m/%Y} chưa đến.", remedy="Ghi khi đã làm.")]


def _elsewhere(on: date) -> Refusal:
    told = f"Ngày {on:%d/%m/%Y} người này không sinh hoạt ở chi bộ này."
    return Refusal("not-member", told, remedy="Chỉ làm với đảng viên của chi bộ mình; việc đã mở thì kết thúc.")

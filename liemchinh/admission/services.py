"""From a candidate to a member on probation: each step by the branch or the committee whose turn it is, refused with all reasons."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.admission import checks
from liemchinh.admission.deciding import committee_moved, findings_of_decision, unanswered
from liemchinh.admission.facts import KIND, Told, told_of, write_told
from liemchinh.admission.models import Candidate
from liemchinh.casework.counting import Count
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case
from liemchinh.casework.places import branch_on, heir_on, moved_to
from liemchinh.casework.steps import NewPaper, Taken, Who, faults_of_step, open_case, parties_of, take_step
from liemchinh.casework.voting import counted
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.within import is_within
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Decision:
    """A paper of a body: the day on it, which is the day it was made, and its number."""

    on: date
    number: str

    def faults(self) -> list[Refusal]:
        """A decision without a number is none."""
        if self.number.strip():
            return []
        return [Refusal("decision-number", "Chưa ghi số, ký hiệu văn bản.", remedy="Hãy ghi như trên văn bản.")]


@transaction.atomic
def enter_candidate(branch: int, committee: int, told: Told, on: date, *, actor: Actor) -> Case:
    """A candidate of a branch, with their written agreement; `committee` is the one that will decide. Gives the case.

    Refuses: no agreement, facts that cannot be, a committee that does not stand above the branch, the same person twice in one branch.
    """
    faults = actor.refusals("branch.keep", branch)
    if not faults:
        # Two clerks may enter the same candidate at the same moment.
        lock_organisations([branch])
        faults = faults_of_day(on) + told.faults(on) + list(faults_of_places([(branch, on)]).values())
        if branch == committee or not is_within(frozenset({committee}), branch):
            faults.append(
                Refusal(
                    "committee",
                    "Ban điều hành đã chọn không ở trên chi hội này.",
                    remedy="Hãy chọn ban điều hành có thẩm quyền kết nạp.",
                )
            )
        faults += _twice(told, branch)
    if faults:
        raise Refused(faults)
    parties = [Who("branch", branch), Who("committee", committee)]
    paper = NewPaper("agreement", "", told.agreement_on)
    case = open_case(KIND, parties, Taken("entered", on, told.data(), told.personal(), [paper]), actor=actor)
    write_told(case, told, case.recorded_by)
    return case


def _twice(told: Told, branch: int) -> list[Refusal]:
    same = Candidate.objects.filter(full_name=told.who.full_name, birth=told.who.birth, case__closed_by=None)
    if same.filter(case__parties__organisation=branch, case__parties__cancelled_by=None).exists():
        return [
            Refusal(
                "entered-before",
                "Người này đã được ghi là người xin vào Hiệp hội ở chi hội này.",
                remedy="Hãy mở việc đang có.",
            )
        ]
    return []


@transaction.atomic
def change_candidate(case: Case, told: Told, on: date, *, actor: Actor) -> int:
    """What is recorded about a candidate and their file, anew and whole; gives the entry. Refused once the case has ended."""
    branch = branch_on(case.pk, on)
    faults = actor.refusals("branch.keep", branch) or faults_of_day(on) + told.faults(on)
    held = hold_case(case.pk)
    if held.closed_by is not None:
        faults.append(
            Refusal("case-closed", "Việc này đã kết thúc, hồ sơ không ghi thêm được.", remedy="Hãy lập việc mới.")
        )
    if faults:
        raise Refused(faults)
    entry = NewEntry("admission.changed", on, branch, case=case.pk, data=told.data(), personal=told.personal())
    sequence = record([entry], actor=actor)[0]
    write_told(held, told, sequence)
    return sequence


@transaction.atomic
def vote_on_admission(case: Case, decision: Decision, count: Count, *, actor: Actor) -> int:
    """The branch's vote to propose admission, with its resolution. A result short of the threshold goes to the committee all the same."""
    branch = branch_on(case.pk, decision.on)
    faults = actor.refusals("branch.vote", branch)
    if faults:
        raise Refused(faults)
    result = counted("admission.vote.cell", count, branch, decision.on)
    faults = faults_of_step(case, "branch_vote", decision.on) + decision.faults()
    faults += checks.for_the_vote(told_of(case), branch, decision.on).refusals + result.refusals
    if faults:
        raise Refused(faults)
    taken = Taken(
        "branch_vote", decision.on, {"outcome": result.outcome}, {}, [NewPaper("branch_resolution", decision.number, decision.on, branch)],
        count, result.whole, parties=moved_to(case.pk, branch),
    )  # fmt: skip
    return take_step(case, taken, actor=actor)


@transaction.atomic
def decide_admission(case: Case, decision: Decision, *, actor: Actor) -> int:
    """The competent committee admits; the day of the step is the day on the decision, from which party age counts.

    Where a rule is unknown the step needs a ground that two officers stand behind (guards 12).
    """
    committee = heir_on(parties_of(case.pk)["committee"].organisation or 0, decision.on)
    faults = actor.refusals("members.decide", committee)
    if faults:
        raise Refused(faults)
    found = findings_of_decision(case, decision.on)
    faults = faults_of_step(case, "decided", decision.on) + decision.faults() + found.refusals
    faults += unanswered(case, "decided", found.unknown)
    if faults:
        raise Refused(faults)
    return _by_paper(case, "decided", decision, "admission_decision", committee, actor)


@transaction.atomic
def decline_admission(case: Case, decision: Decision, *, actor: Actor) -> int:
    """The competent committee does not admit; the case ends. No reason is kept."""
    committee = heir_on(parties_of(case.pk)["committee"].organisation or 0, decision.on)
    faults = actor.refusals("members.decide", committee)
    faults = faults or faults_of_step(case, "declined", decision.on) + decision.faults()
    if faults:
        raise Refused(faults)
    return _by_paper(case, "declined", decision, "notice", committee, actor)


def _by_paper(case: Case, step: str, decision: Decision, paper: str, issuer: int, actor: Actor) -> int:
    papers = [NewPaper(paper, decision.number, decision.on, issuer)]
    taken = Taken(step, decision.on, papers=papers, parties=committee_moved(case, issuer))
    return take_step(case, taken, actor=actor)


@transaction.atomic
def receive_decision(case: Case, on: date, *, actor: Actor) -> int:
    """The branch has the decision in hand."""
    return _by_branch(case, "received", on, actor)


@transaction.atomic
def withdraw_candidate(case: Case, on: date, *, actor: Actor) -> int:
    """The candidate withdraws before the ceremony; the case ends. No reason is asked."""
    return _by_branch(case, "withdrawn", on, actor)


def _by_branch(case: Case, step: str, on: date, actor: Actor) -> int:
    branch = branch_on(case.pk, on)
    faults = actor.refusals("branch.keep", branch) or faults_of_step(case, step, on)
    if faults:
        raise Refused(faults)
    return take_step(case, Taken(step, on, parties=moved_to(case.pk, branch)), actor=actor)

"""After the months of help: the branch's vote on progress, its proposal, and the decision of the committee."""

from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case
from liemchinh.casework.places import stands_in
from liemchinh.casework.steps import Taken, faults_of_step, take_step
from liemchinh.members.changes import NewAct
from liemchinh.rulebook.current import charter
from liemchinh.screening import matter
from liemchinh.screening.cases import VERB
from liemchinh.screening.matter import Document
from liemchinh.screening.words import AFTER_HELP, DECISIONS, LEFT, NOT_RECOGNISED, RECOGNISED, STRUCK_OFF
from regulations.answers import Answer, Refusal, Refused


@transaction.atomic
def vote_on_progress(case: Case, paper: Document, count: Count, *, actor: Actor) -> int:
    """The branch's secret ballot on progress, once the months of help are over. Recognised, the case ends and shows nowhere."""
    faults = matter.faults_before(case, "progress_vote", paper.on, actor) + paper.faults()
    met, whole, found = matter.weigh(case, "screening.progress_vote", count, paper.on)
    if faults or found:
        raise Refused(faults + found)
    result = RECOGNISED if met else NOT_RECOGNISED
    taken = Taken(
        "progress_vote", paper.on, {"outcome": result}, papers=[matter.paper_of(case, "branch_resolution", paper)],
        count=count, whole=whole, leads_to=() if met else None,
    )  # fmt: skip
    sequence = take_step(case, taken, actor=actor)
    if met:
        matter.end(case, result)
    return sequence


@transaction.atomic
def propose(case: Case, paper: Document, *, actor: Actor) -> int:
    """The branch reports that progress was not recognised; what follows is the committee's to decide."""
    faults = matter.faults_before(case, "proposed", paper.on, actor) + paper.faults()
    if faults:
        raise Refused(faults)
    papers = [matter.paper_of(case, "branch_resolution", paper)]
    return take_step(case, Taken("proposed", paper.on, papers=papers), actor=actor)


@transaction.atomic
def decide(case: Case, paper: Document, result: str, *, actor: Actor) -> int:
    """The committee recognises progress after all, strikes off or grants leave; the register follows and the case ends.

    Leave, on which no verified rule says who decides, needs a ground that two officers stand behind.
    """
    actor.require(VERB, matter.committee_of(case))
    faults = faults_of_step(case, "decided", paper.on) + paper.faults() + _faults_of_result(case, result, paper)
    if faults:
        raise Refused(faults)
    taken = Taken(
        "decided", paper.on, {"outcome": result}, papers=[matter.paper_of(case, "decision", paper, "committee")], leads_to=()
    )  # fmt: skip
    sequence = take_step(case, taken, actor=actor)
    if result != RECOGNISED:
        place = stands_in(matter.member_of(case), paper.on)
        matter.act(case, NewAct(result, paper.on, place), actor)
    matter.end(case, result)
    return sequence


def rule_of_leave(on: date) -> Answer:
    """Who decides on leave, by the rules of a day; unknown while nobody has verified it."""
    return charter().rulebook.parameter("leave.application", on=on)


def _faults_of_result(case: Case, result: str, paper: Document) -> list[Refusal]:
    book = charter().rulebook
    faults: list[Refusal] = []
    if result not in DECISIONS:
        return [*faults, Refusal("result", "Chưa chọn ban điều hành quyết định thế nào.", remedy="Hãy chọn một dòng.")]
    if result == LEFT:
        rule = rule_of_leave(paper.on)
        faults += matter.unvouched(case, "decided", rule.reason) if rule.verdict == "unknown" else []
    if result == STRUCK_OFF:
        rule = book.parameter("strike_off.grounds", on=paper.on)
        if rule.verdict == "unknown":
            faults += matter.unvouched(case, "decided", rule.reason)
        elif AFTER_HELP not in (rule.value if isinstance(rule.value, tuple) else ()):
            faults.append(Refusal("ground", rule.reason, str(rule.citation or ""), "Không xóa tên trên căn cứ này."))
    return faults

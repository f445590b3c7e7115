"""The end of probation: the branch reviews, the committee recognises the member as official or strikes them off."""

from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.admission.deciding import committee_moved, unanswered
from liemchinh.admission.facts import missing_papers, told_of
from liemchinh.admission.services import Decision
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case, Step
from liemchinh.casework.places import branch_on, heir_on, moved_to, stands_in
from liemchinh.casework.steps import NewPaper, Taken, faults_of_step, parties_of, take_step
from liemchinh.casework.voting import SHORT, UNKNOWN, counted, outcome_of
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.rulebook.current import charter
from regulations.answers import Answer, Refusal, Refused
from regulations.rules.membership import probation_end


@transaction.atomic
def vote_on_recognition(case: Case, decision: Decision, count: Count, *, actor: Actor) -> int:
    """The branch's review after probation, with its vote; the whole result goes to the committee. No rule names a threshold."""
    return _vote(case, "recognition_vote", "admission.vote.cell", decision, count, actor)


@transaction.atomic
def vote_on_strike_off(case: Case, decision: Decision, count: Count, *, actor: Actor) -> int:
    """The branch's vote to propose that a probationary member be struck off. Short of the threshold it proposes nothing."""
    return _vote(case, "strike_off_vote", "probation.strike_off_vote", decision, count, actor)


def _vote(case: Case, step: str, rule: str, decision: Decision, count: Count, actor: Actor) -> int:
    branch = branch_on(case.pk, decision.on)
    faults = actor.refusals("branch.vote", branch)
    if faults:
        raise Refused(faults)
    result = counted(rule, count, branch, decision.on)
    faults = (
        faults_of_step(case, step, decision.on) + decision.faults() + _not_here(case, decision.on) + result.refusals
    )
    if faults:
        raise Refused(faults)
    strikes = step == "strike_off_vote"
    # A proposal that fell short proposes nothing: the review of the branch is awaited again.
    leads_to = (
        None if not strikes else ("recognition_vote", step) if result.outcome == SHORT else ("struck_off", "returned")
    )
    taken = Taken(
        step, decision.on, {"outcome": result.outcome} if strikes else {}, {},
        [NewPaper("branch_resolution", decision.number, decision.on, branch)], count, result.whole, leads_to,
        parties=moved_to(case.pk, branch),
    )  # fmt: skip
    return take_step(case, taken, actor=actor)


@transaction.atomic
def recognise(case: Case, decision: Decision, official_from: date, *, actor: Actor) -> int:
    """The committee recognises the member as official from the day on its decision; the register follows and the case ends.

    Refuses: a day before probation is complete or after the decision, papers of the file that are missing.
    """
    committee = _committee(case, decision.on)
    faults = actor.refusals("members.decide", committee)
    if faults:
        raise Refused(faults)
    faults = faults_of_step(case, "recognised", decision.on) + decision.faults() + _not_here(case, decision.on)
    faults += _official_faults(case, decision.on, official_from)
    missing = missing_papers(told_of(case).file, "recognised")
    if missing:
        faults.append(
            Refusal("file", f"Hồ sơ còn thiếu: {'; '.join(missing)}.", "Hướng dẫn 12-HD/BTCTW, mục II.1.1",
                    "Khi có giấy, hãy ghi giấy nằm ở đâu.")
        )  # fmt: skip
    if faults:
        raise Refused(faults)
    data = {"official_from": official_from.isoformat()}
    return _end(
        case, "recognised", decision, "recognition_decision", data, NewAct("official", official_from, None), actor
    )


@transaction.atomic
def strike_off(case: Case, decision: Decision, *, actor: Actor) -> int:
    """The committee strikes the probationary member off; the register follows and the case ends.

    Where nobody has verified the threshold of the branch's vote, the step needs a ground that two officers stand behind.
    """
    committee = _committee(case, decision.on)
    faults = actor.refusals("members.decide", committee)
    if faults:
        raise Refused(faults)
    faults = faults_of_step(case, "struck_off", decision.on) + decision.faults() + _not_here(case, decision.on)
    faults += unanswered(case, "struck_off", unknown_of_strike_off(case))
    if faults:
        raise Refused(faults)
    return _end(case, "struck_off", decision, "strike_off_decision", {}, NewAct("struck_off", decision.on, None), actor)


@transaction.atomic
def return_to_branch(case: Case, decision: Decision, *, actor: Actor) -> int:
    """The committee gives the matter back to the branch, which reviews again."""
    committee = _committee(case, decision.on)
    faults = actor.refusals("members.decide", committee)
    faults = faults or faults_of_step(case, "returned", decision.on) + decision.faults()
    if faults:
        raise Refused(faults)
    papers = [NewPaper("notice", decision.number, decision.on, committee)]
    return take_step(
        case, Taken("returned", decision.on, papers=papers, parties=committee_moved(case, committee)), actor=actor
    )


def unknown_of_strike_off(case: Case) -> list[Answer]:
    """What is unknown of the vote on which a strike-off stands."""
    if outcome_of(case, "strike_off_vote") != UNKNOWN:
        return []
    voted = Step.objects.filter(case=case, code="strike_off_vote", cancelled_by=None).latest("recorded_by").on
    rule = charter().rulebook.parameter("probation.strike_off_vote", on=voted)
    return [
        rule
        if rule.verdict == "unknown"
        else Answer("unknown", None, "Chưa rõ tổng số người được tính khi chi hội biểu quyết.")
    ]


def _end(case: Case, step: str, decision: Decision, paper: str, data: dict[str, str], act: NewAct, actor: Actor) -> int:
    parties = parties_of(case.pk)
    person, committee = parties["member"].person, _committee(case, decision.on)
    branch = stands_in(person or 0, act.on)
    papers = [NewPaper(paper, decision.number, decision.on, committee)]
    taken = Taken(step, decision.on, data, papers=papers, leads_to=(), parties=committee_moved(case, committee))
    sequence = take_step(case, taken, actor=actor)
    change = Change(person, acts=[NewAct(act.kind, act.on, branch)])
    # The committee decides about whoever stands below it; where the member stood then is told by the register.
    rights = actor.refusals("members.decide", committee)
    outcome = apply_changes([change], rights=lambda _place: rights, actor=actor)[0]
    if outcome.refusals:
        raise Refused(outcome.refusals)
    return sequence


def _committee(case: Case, on: date) -> int:
    return heir_on(parties_of(case.pk)["committee"].organisation or 0, on)


def _not_here(case: Case, on: date) -> list[Refusal]:
    parties = parties_of(case.pk)
    if "member" in parties and stands_in(parties["member"].person or 0, on) is None:
        return [
            Refusal(
                "not-member",
                f"Ngày {on:%d/%m/%Y} người này không ở chi hội nào.",
                remedy="Hãy xem lại hồ sơ trong danh sách hội viên.",
            )
        ]
    return []


def _official_faults(case: Case, on: date, official_from: date) -> list[Refusal]:
    held = Step.objects.filter(case=case, code="ceremony", cancelled_by=None).values_list("on", flat=True).first()
    end = probation_end(charter().rulebook, held or on, on=on)
    found = []
    if isinstance(end.value, date) and official_from < end.value:
        told = f"Ngày chính thức {official_from:%d/%m/%Y} sớm hơn ngày hết dự bị. {end.reason}"
        found.append(Refusal("official-early", told, str(end.citation or ""), "Hãy ghi ngày trên quyết định."))
    if official_from > on:
        told = f"Ngày chính thức {official_from:%d/%m/%Y} sau ngày của quyết định."
        found.append(Refusal("official-late", told, remedy="Hãy kiểm tra hai ngày."))
    return found

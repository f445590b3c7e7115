"""What waits after a step where the procedure leaves a choice: who decides, what is still owed before the file is closed."""

from datetime import date

from liemchinh.casework.models import Case, Step
from liemchinh.discipline.asking import rules_of
from liemchinh.discipline.bodies import body_of, subject_asked, subject_of
from liemchinh.discipline.facts import facts_of
from liemchinh.discipline.kept import sanction_of
from liemchinh.organisations.models import Closure
from regulations.answers import Answer
from regulations.rules import competence

LAST = ("decided", "announced", "delivered", "refused", "reported", "cross_noticed")


def leads_to(case: Case, code: str, on: date, *, withheld: bool) -> list[str] | None:
    """The steps that wait after `code`; None for all that the procedure lets follow. `withheld`: a decision that has no effect."""
    alone = facts_of(case).organ == "branch"
    if code == "branch_meeting" and alone:
        return ["decided", "proposed", "not_sanctioned", "no_violation", "deferred", "taken_over"]
    if code == "branch_meeting":
        return ["examined", "heard", "deferred", "taken_over"]
    if code == "taken_over" and alone:
        return ["self_review", "branch_meeting", "deferred"]
    if code == "put_above" or (code == "taken_over" and _taken(case, "branch_meeting")):
        return ["heard", "deferred", "taken_over"]
    return _after_decision(case, code, on, withheld=withheld) if code in LAST else None


def report_owed(case: Case, on: date) -> Answer:
    """To whom a sanction is reported: a branch reports one on some members only, any other body always."""
    facts, who = facts_of(case), subject_of(case)
    member = subject_asked(who, body_of(case), facts, on)
    if facts.organ != "branch" or not isinstance(member, competence.Member):
        return Answer("yes", reason="Báo cáo cấp ủy, ủy ban kiểm tra cấp trên.")
    return competence.report_to(rules_of(case), member, on=on)


def owes_putting_above(case: Case, on: date) -> bool:
    """Is there a decision without effect that was not put to the body above yet, where the tree has one (guards 12)?"""
    held = sanction_of(case)
    if held is None or not held.withheld or held.decided_by_id != body_of(case):
        return False
    return _has_body_above(case, on)


def _after_decision(case: Case, code: str, on: date, *, withheld: bool) -> list[str]:
    put = _has_body_above(case, on) if code == "decided" and withheld else owes_putting_above(case, on)
    if code in ("decided", "announced"):
        found = ["announced"] if code == "decided" else ["delivered", "refused"]
        return found + (["put_above"] if put else [])
    owed = [
        step
        for step, waits in (
            ("reported", report_owed(case, on).verdict != "no"),
            ("cross_noticed", True),
            ("put_above", put),
        )
        if waits and step != code and not _done(case, step)
    ]
    # Nobody waits for a cross-notice; what must come first keeps the file open.
    return owed if set(owed) - {"cross_noticed"} else [*owed, "closed"]


def _has_body_above(case: Case, on: date) -> bool:
    above = Closure.objects.filter(descendant_id=body_of(case), depth__gt=0, valid_from__lte=on, valid_to__gt=on)
    return above.exists()


def _done(case: Case, code: str) -> bool:
    """Was it done for the decision that stands now?"""
    held = sanction_of(case)
    since = held.recorded_by if held is not None else 0
    return Step.objects.filter(case=case, code=code, cancelled_by=None, recorded_by__gt=since).exists()


def _taken(case: Case, code: str) -> bool:
    return Step.objects.filter(case=case, code=code, cancelled_by=None).exists()

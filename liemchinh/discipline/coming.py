"""What waits after a step where the procedure leaves a choice: who decides, what is still owed before the file is closed."""

from datetime import date

from liemchinh.casework.kinds import case_kind
from liemchinh.discipline.bodies import subject_asked
from liemchinh.discipline.cases import KIND
from liemchinh.discipline.folder import Folder
from regulations.answers import Answer
from regulations.rules import competence

LAST = ("decided", "announced", "delivered", "refused", "reported", "cross_noticed")


def leads_to(case: Folder, code: str, on: date, *, withheld: bool) -> list[str] | None:
    """The steps that wait after `code`; None for all that the procedure lets follow. `withheld`: a decision that has no effect."""
    alone = case.facts.organ == "branch"
    if code == "branch_meeting" and alone:
        return ["decided", "proposed", "not_sanctioned", "no_violation", "deferred", "taken_over"]
    if code == "branch_meeting":
        return ["examined", "heard", "deferred", "taken_over"]
    if code == "taken_over" and alone:
        return ["self_review", "branch_meeting", "deferred"]
    if code == "put_above" or (code == "taken_over" and _taken(case, "branch_meeting")):
        return ["heard", "deferred", "taken_over"]
    return _after_decision(case, code, on, withheld=withheld) if code in LAST else None


def report_owed(case: Folder, on: date) -> Answer:
    """To whom a sanction is reported: a branch reports one on some members only, any other body always."""
    facts, who = case.facts, case.subject
    member = subject_asked(case.register, who, case.body, facts, on)
    if facts.organ != "branch" or not isinstance(member, competence.Member):
        return Answer("yes", reason="Báo cáo ban điều hành, ban kiểm soát cấp trên.")
    return competence.report_to(case.book, member, on=on)


def owes_putting_above(case: Folder, on: date) -> bool:
    """Is there a decision without effect that was not put to the body above yet, where the tree has one (guards 12)?"""
    held = case.sanction
    if held is None or not held.withheld or held.decided_by_id != case.body:
        return False
    return case.register.has_above(case.body, on)


def _after_decision(case: Folder, code: str, on: date, *, withheld: bool) -> list[str]:
    put = case.register.has_above(case.body, on) if code == "decided" and withheld else owes_putting_above(case, on)
    if code in ("decided", "announced"):
        found = ["announced"] if code == "decided" else ["delivered", "refused"]
        return found + (["put_above"] if put else [])
    procedure = case_kind(KIND).procedure
    owed = [
        step
        for step, waits in (
            ("reported", report_owed(case, on).verdict != "no"),
            ("cross_noticed", True),
            ("put_above", put),
        )
        if waits and step != code and procedure.has(step) and not _done(case, step)
    ]
    # Nobody waits for a cross-notice; what must come first keeps the file open.
    return owed if set(owed) - {"cross_noticed"} else [*owed, "closed"]


def _done(case: Folder, code: str) -> bool:
    """Was it done for the decision that stands now?"""
    held = case.sanction
    since = held.recorded_by if held is not None else 0
    return any(row.code == code and row.recorded_by > since for row in case.steps)


def _taken(case: Folder, code: str) -> bool:
    return any(row.code == code for row in case.steps)

"""What a decision of the committee asks: the regulations of its day, and a ground where they are unknown."""

from datetime import date

from liemchinh.admission import checks
from liemchinh.admission.facts import told_of
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.models import Case, Step
from liemchinh.casework.places import heir_on
from liemchinh.casework.steps import Who, parties_of
from regulations.answers import Answer, Refusal


def findings_of_decision(case: Case, on: date) -> checks.Findings:
    """What the regulations say of the decision on a day."""
    committee = heir_on(parties_of(case.pk)["committee"].organisation or 0, on)
    voted = Step.objects.filter(case=case, code="branch_vote", cancelled_by=None).values_list("on", flat=True).first()
    return checks.for_the_decision(told_of(case), committee, on, voted or on)


def unanswered(case: Case, step: str, unknown: list[Answer]) -> list[Refusal]:
    """The refusal of a step on which the rules are unknown and for which no two officers stand yet."""
    ground = ground_of(case, step)
    if not unknown or (ground is not None and ground.vouched_by is not None):
        return []
    told = " ".join(dict.fromkeys(answer.reason for answer in unknown))
    remedy = "Một cán bộ của ban điều hành nêu điều, văn bản làm căn cứ; một cán bộ khác xác nhận; rồi ghi quyết định."
    return [Refusal("unknown", told, remedy=remedy)]


def committee_moved(case: Case, committee: int) -> list[Who]:
    """The committee as a party from now on, where a reorganisation made it another."""
    return [] if parties_of(case.pk)["committee"].organisation == committee else [Who("committee", committee)]

"""Does a ground stand: what the rules of the day allow, and what the records of the house say of it."""

from datetime import date

from liemchinh.casework.models import Case
from liemchinh.casework.records import records_say
from liemchinh.rulebook.current import charter
from liemchinh.screening.models import Screening
from liemchinh.screening.words import grounds_on
from regulations.answers import Answer, Refusal

RATED = "duty.rated_not_completed"


def rule_of_ground(ground: str, on: date) -> Answer | None:
    """The answer of the rule that a ground needs, where it is unknown on that day: how many years of a rating; else None."""
    if ground != RATED:
        return None
    rule = charter().rulebook.parameter("screening.not_completed_years", on=on)
    return rule if rule.verdict == "unknown" else None


def check_ground(ground: str, person: int, on: date) -> Answer:
    """ "yes" where the records bear the ground out, "no" where they do not, "unknown" where rules or records do not say."""
    open_rule = rule_of_ground(ground, on)
    if open_rule is not None:
        return open_rule
    return records_say(ground, person, on)


def why_unproved(ground: str, on: date) -> str:
    """Why a ground that was named on a day is not verified: the rules leave it open, or no record bears it out."""
    rule = rule_of_ground(ground, on)
    return "Sổ không đủ để đối chiếu căn cứ này." if rule is None else rule.reason


def unproved(case: Case) -> str:
    """Why the ground of a case is not verified; "" where the records bear it out."""
    held = Screening.objects.get(case=case)
    named = case.steps.filter(code="named", cancelled_by=None).values_list("on", flat=True).first()
    return "" if held.proved or named is None else why_unproved(held.ground, named)


def faults_of_ground(ground: str, person: int, on: date) -> tuple[list[Refusal], bool]:
    """Every reason against naming somebody on this ground, and whether the records bear it out."""
    allowed = grounds_on(on)
    if ground not in allowed:
        cited = charter().rulebook.parameter("screening.criteria", on=on).citation
        told = f"Ngày {on:%d/%m/%Y} quy định không có căn cứ này."
        return [Refusal("ground", told, str(cited or ""), "Hãy chọn một căn cứ trong danh sách.")], False
    answer = check_ground(ground, person, on)
    if answer.verdict == "no":
        told = f"“{allowed[ground]}”: sổ ghi khác. {answer.reason}"
        return [Refusal("ground-no", told, str(answer.citation or ""), "Không nêu tên trên căn cứ này.")], False
    return [], answer.verdict == "yes"

"""Does a ground stand: what the rules of the day allow, and what the records of the house say of it."""

from datetime import date

from django.conf import settings

from liemchinh.casework.records import records_say
from liemchinh.screening.words import grounds_on
from regulations.answers import Answer, Refusal
from regulations.charter import open_charter

RATED = "duty.rated_not_completed"


def check_ground(ground: str, person: int, on: date) -> Answer:
    """ "yes" where the records bear the ground out, "no" where they do not, "unknown" where rules or records do not say."""
    book = open_charter(settings.CHARTER).rulebook
    if ground == RATED:
        rule = book.parameter("screening.not_completed_years", on=on)
        if rule.verdict == "unknown":
            return rule
    return records_say(ground, person, on)


def faults_of_ground(ground: str, person: int, on: date) -> tuple[list[Refusal], bool]:
    """Every reason against naming somebody on this ground, and whether the records bear it out."""
    allowed = grounds_on(on)
    if ground not in allowed:
        cited = open_charter(settings.CHARTER).rulebook.parameter("screening.criteria", on=on).citation
        told = f"Ngày {on:%d/%m/%Y} quy định không có căn cứ này."
        return [Refusal("ground", told, str(cited or ""), "Hãy chọn một căn cứ trong danh sách.")], False
    answer = check_ground(ground, person, on)
    if answer.verdict == "no":
        told = f"“{allowed[ground]}”: sổ ghi khác. {answer.reason}"
        return [Refusal("ground-no", told, str(answer.citation or ""), "Không nêu tên trên căn cứ này.")], False
    return [], answer.verdict == "yes"

"""What fills the papers of an appeal: the decision appealed against, when it came, who rules, the ruling. From records alone."""

from liemchinh.appeals.admissibility import appeal_of, decision_of
from liemchinh.appeals.cases import BODY
from liemchinh.appeals.ladder import next_instance
from liemchinh.appeals.models import Outcome
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.casework.settling import CHANGED, OUTCOMES, forms_instead
from liemchinh.organisations.queries import names
from liemchinh.papers.facts import Asked, Facts, paper_named
from liemchinh.web.dates import show_long

ISSUES_AS = "inspection"
# These stand on the decision that formed the team; the others on the appeal itself.
ON_TEAM = ("appeal_plan", "appeal_minutes", "appeal_report", "hearing_minutes")


def paper_facts(asked: Asked) -> Facts:
    """The fields of a paper, as the book stood when it was drawn up; what nobody recorded is room to write."""
    held, decided = appeal_of(asked.case), decision_of(asked.case)
    team = paper_named(asked, "appeal_team_decision") if asked.document in ON_TEAM else {}
    received = Step.objects.filter(case=asked.case, code="received").values_list("on", flat=True).first()
    next_one = next_instance(held.source, decided, asked.on)
    told = {
        "quyet_dinh": held.number,
        "ngay_quyet_dinh": show_long(held.dated),
        "hinh_thuc": decided.words.lower(),
        "ngay_nhan_don": show_long(received) if received else "",
        "noi_giai_quyet": _body(asked),
        "noi_nhan_don": "; ".join(place.name for place in next_one.places),
        "van_ban_can_cu": team.get("number", ""),
        "ngay_can_cu": team.get("day", ""),
        "han": _due(asked.case),
    }
    if decided.organisation is not None:
        told["to_chuc"] = names([decided.organisation]).get(decided.organisation, "")
    return told | _ruling(asked)


def _body(asked: Asked) -> str:
    bodies = asked.standing(Party.objects.filter(case=asked.case, role=BODY)).values_list("organisation_id", flat=True)
    return "; ".join(names(place for place in bodies if place is not None).values())


def _due(case: Case) -> str:
    waits = Deadline.objects.filter(case=case, step="decided", cancelled_by=None).exclude(due_on=None).first()
    return show_long(waits.due_on) if waits and waits.due_on else ""


def _ruling(asked: Asked) -> dict[str, str]:
    row = asked.standing(Outcome.objects.filter(case=asked.case)).first()
    if row is None:
        return {}
    forms = dict(forms_instead(appeal_of(asked.case).source, row.dated))
    told = {"ket_qua": str(OUTCOMES[row.outcome]).lower(), "ngay_hieu_luc": show_long(row.dated)}
    return told | ({"hinh_thuc": forms[row.form].lower()} if row.outcome == CHANGED and row.form in forms else {})

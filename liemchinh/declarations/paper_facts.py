"""What fills the papers of a verification: which declaration, what it stands on, the conclusion. Never what was declared or found."""

from liemchinh.declarations.matter import body_of, verification_of
from liemchinh.declarations.models import Outcome, Ticket, Verification
from liemchinh.declarations.words import KINDS, OUTCOMES, RANDOM
from liemchinh.organisations.queries import standing
from liemchinh.papers.facts import Asked, Facts, paper_named
from liemchinh.papers.organs import INSPECTION, organ_name
from liemchinh.web.dates import show_long

DECISION = "verification_decision"


def paper_facts(asked: Asked) -> Facts:
    """The fields of a paper, as the book stood when it was drawn up."""
    facts, decided = verification_of(asked.case), paper_named(asked, DECISION)
    told = {
        "noi_dung": f"bản {str(KINDS[facts.duty.kind]).lower()} năm {facts.duty.year}",
        "quyet_dinh": decided.get("number", ""),
        "ngay_quyet_dinh": decided.get("day", ""),
        "ket_qua": _concluded(asked, facts),
    }
    return told | _stands_on(asked, facts)


def _concluded(asked: Asked, facts: Verification) -> str:
    row = asked.standing(Outcome.objects.filter(verification=facts)).first()
    return str(OUTCOMES[row.outcome]).lower() if row else ""


def _stands_on(asked: Asked, facts: Verification) -> dict[str, str]:
    """The plan of the draw, and whose it is; or the document that was named, whose issuer is written in by hand."""
    if facts.ground != RANDOM:
        day = show_long(facts.document_on) if facts.document_on else ""
        return {"van_ban_can_cu": facts.document, "ngay_can_cu": day}
    rows = Ticket.objects.filter(duty=facts.duty, draw__drawn_by__isnull=False).select_related("draw")
    ticket = rows.order_by("-draw__recorded_by").first()
    if ticket is None:
        return {}
    place = standing(asked.on).filter(organisation_id=body_of(asked.case)).first()
    return {
        "van_ban_can_cu": ticket.draw.plan_number,
        "ngay_can_cu": show_long(ticket.draw.plan_on),
        "co_quan_can_cu": organ_name(INSPECTION, place.category, place.name) if place else "",
    }

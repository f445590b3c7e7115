"""What fills the papers of an inspection: content, period, team, what it stands on, conclusions. From its records alone."""

from django.db.models import Min

from liemchinh.inspections.matter import body_of, until
from liemchinh.inspections.models import FollowUp, Inspection, Result, TeamMember
from liemchinh.inspections.queries import place_of
from liemchinh.inspections.words import RESULTS, content_words
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from liemchinh.papers.facts import Asked, Facts, paper_named
from liemchinh.papers.organs import organ_name
from liemchinh.web.dates import show, show_long

DECISIONS = ("inspection_decision", "supervision_decision")
# These stand on what the case came from; every other paper on the decision of the case, where it has one.
BEGINNING = (*DECISIONS, "inspection_proposal")
CONCLUSIONS = ("inspection_conclusion", "supervision_notice")


def paper_facts(asked: Asked) -> Facts:
    """The fields of a paper, as the book stood when it was drawn up; of a copy what concerns its reader."""
    facts = Inspection.objects.select_related("programme").get(case=asked.case)
    decided, last = paper_named(asked, *DECISIONS), until(asked.case, asked.until)
    told = {
        "noi_dung": "; ".join(content_words(facts.content)),
        "moc_thoi_gian": f"từ {show(facts.first)} đến {show(facts.last)}",
        "thoi_gian_lam_viec": f"đến hết ngày {show(last)}" if last else "",
        "quyet_dinh": decided.get("number", ""),
        "ngay_quyet_dinh": decided.get("day", ""),
        "ket_luan": _conclusions(asked),
    }
    return told | _team(asked) | _stands_on(asked, facts, decided) | _due(asked)


def _stands_on(asked: Asked, facts: Inspection, decided: dict[str, str]) -> dict[str, str]:
    place = place_of(body_of(asked.case))
    organ = organ_name(facts.organ, place.category, place.name) if place else ""
    if decided and asked.document not in BEGINNING:
        return {"van_ban_can_cu": decided["number"], "ngay_can_cu": decided["day"], "co_quan_can_cu": organ}
    if facts.programme:
        number, day, issuer = facts.programme.decision, facts.programme.decided_on, organ
    else:
        number, day, issuer = facts.source_number, facts.source_dated, facts.source_issuer
    return {"van_ban_can_cu": number, "ngay_can_cu": show_long(day) if day else "", "co_quan_can_cu": issuer}


def _team(asked: Asked) -> dict[str, str]:
    rows = list(asked.standing(TeamMember.objects.filter(case=asked.case)).order_by("pk"))
    called = people_names(row.person_id for row in rows)
    return {
        "truong_doan": "; ".join(called.get(row.person_id, "") for row in rows if row.leads),
        "thanh_vien": "; ".join(called.get(row.person_id, "") for row in rows if not row.leads),
    }


def _conclusions(asked: Asked) -> str:
    rows = asked.standing(Result.objects.filter(case=asked.case)).order_by("pk")
    rows = rows.filter(person=asked.reader) if asked.reader is not None else rows
    places = names(row.organisation_id for row in rows if row.organisation_id)
    people = people_names(row.person_id for row in rows if row.person_id)
    said = [
        (people.get(row.person_id or 0) or places.get(row.organisation_id or 0, ""), str(RESULTS[row.result]).lower())
        for row in rows
    ]
    return said[0][1] if len(said) == 1 else "; ".join(f"{name}: {result}" for name, result in said)


def _due(asked: Asked) -> dict[str, str]:
    """A conclusion is due with the first duty it gives; without one nobody knows a day."""
    if asked.document == "change_decision":
        last = until(asked.case, asked.until)
        return {"han": show_long(last) if last else ""}
    if asked.document not in CONCLUSIONS:
        return {}
    duties = asked.standing(FollowUp.objects.filter(case=asked.case))
    duties = duties.filter(person=asked.reader) if asked.reader is not None else duties
    first = duties.aggregate(first=Min("due_on"))["first"]
    return {"han": show_long(first) if first else ""}

"""What fills the papers of a disciplinary case: what it is about, what it stands on, the vote, the form, days, where one appeals."""

from datetime import date

from liemchinh.casework.models import Party
from liemchinh.casework.steps import Who
from liemchinh.discipline import asking
from liemchinh.discipline.cases import BODY
from liemchinh.discipline.checks import voted_form
from liemchinh.discipline.folder import BEGUN, Folder, Voted
from liemchinh.discipline.kept import data_of
from liemchinh.discipline.models import Allegation, Ballot, Discipline, Sanction
from liemchinh.discipline.suspending import DOCUMENTS
from liemchinh.discipline.words import FORMS
from liemchinh.journal.models import Entry
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import names
from liemchinh.papers.facts import Asked, Facts, paper_named
from liemchinh.rulebook.current import charter
from liemchinh.web.dates import show_long
from regulations.catalogue import catalogue
from regulations.rules import voting
from regulations.rules.limitation import Period

HANDED_ON = ("proposed", "put_above")
# By which rule of the day each decision on a suspension counts.
TERMS = {
    "suspension_decision": "suspension.initial", "suspension_extension": "suspension.extension",
    "suspension_end": "suspension.purpose",
}  # fmt: skip


def paper_facts(asked: Asked) -> Facts:
    """The fields of a paper, as the book stood when it was drawn up."""
    source = Discipline.objects.get(case=asked.case)
    row = asked.standing(Allegation.objects.filter(case=asked.case)).order_by("-recorded_by").first()
    items, codes = catalogue(), row.content if row else ()
    decided = paper_named(asked, "discipline_decision")
    told = {
        "noi_dung": "; ".join(items[code].text for code in codes if code in items),
        "van_ban_can_cu": source.source_number,
        "ngay_can_cu": show_long(source.source_dated),
        "co_quan_can_cu": source.source_issuer,
        "quyet_dinh": decided.get("number", ""),
        "ngay_quyet_dinh": decided.get("day", ""),
    }
    return told | _ballot(asked) | _form(asked) | _places(asked) | _suspension(asked)


def _suspension(asked: Asked) -> dict[str, str]:
    """Of a decision on a suspension: from which day to which, the article of the rule, and the decision it continues or ends."""
    kinds = [kind for kind, document in DOCUMENTS.items() if document == asked.document]
    entry = Entry.objects.filter(case_id=asked.case.pk, kind__in=kinds, sequence__lt=asked.numbered or 0).last()
    if entry is None or entry.effective_on is None:
        return {}
    begun, until = paper_named(asked, DOCUMENTS[BEGUN]), data_of(entry).get("until")
    rule = charter(entry.organisation_id or 0).rulebook.parameter(TERMS[asked.document], on=asked.on)
    return {
        "ngay_hieu_luc": show_long(entry.effective_on), "han": show_long(date.fromisoformat(until)) if until else "",
        "dieu_khoan": str(rule.citation or "") if rule.verdict == "yes" else "",
        "quyet_dinh": begun.get("number", ""), "ngay_quyet_dinh": begun.get("day", ""),
    }  # fmt: skip


def _ballot(asked: Asked) -> dict[str, str]:
    row = asked.standing(Ballot.objects.filter(case=asked.case)).order_by("-recorded_by").first()
    if row is None:
        return {}
    votes = dict(row.forms.values_list("form", "votes"))
    outcome = asking.outcome_of(Folder(asked.case), Voted(row, votes)).value
    rounds = (outcome.cumulated or outcome.own) if isinstance(outcome, voting.Outcome) else ()
    # With those carried down from heavier forms.
    agreed = next((one.votes + one.carried for one in rounds if one.form == outcome.form), None)
    told = {"phieu_phat": row.issued, "phieu_thu": row.returned, "phieu_hop_le": row.valid, "phieu_tong": row.whole}
    return {name: str(number) for name, number in told.items()} | {
        "ngay_hop": show_long(row.on), "phieu_dong_y": "" if agreed is None else str(agreed),
    }  # fmt: skip


def _form(asked: Asked) -> dict[str, str]:
    held = asked.standing(Sanction.objects.filter(case=asked.case)).order_by("-recorded_by").first()
    folder = Folder(asked.case)
    form = held.form if held else voted_form(folder)
    if not form:
        return {}
    answers = asking.asked(folder, form, asked.on)
    told = {"hinh_thuc": str(FORMS[form]).lower(), "dieu_khoan": str(answers.competence.citation or "")}
    if held and held.effective_on:
        told["ngay_hieu_luc"] = show_long(held.effective_on)
    period = answers.limitation.value
    if asked.document == "discipline_expired":
        told["dieu_khoan"] = str(answers.limitation.citation or "")
        if isinstance(period, Period) and period.last:
            told["han"] = show_long(period.last)
    return told


def _places(asked: Asked) -> dict[str, str]:
    """Who is asked to decide, and who is above: to whom an appeal goes."""
    rows = asked.standing(Party.objects.filter(case=asked.case, role=BODY)).order_by("-recorded_by")
    acting = Who(BODY, rows.values_list("organisation_id", flat=True).first())
    above = Closure.objects.filter(
        descendant_id=acting.organisation or 0, depth=1, valid_from__lte=asked.on, valid_to__gt=asked.on
    ).values_list("ancestor_id", flat=True)
    nearest = above.first()
    called = names(one for one in (acting.organisation, nearest) if one)
    told = {"noi_nhan_don": called.get(nearest or 0, "")}
    return told | ({"noi_giai_quyet": called.get(acting.organisation or 0, "")} if asked.step in HANDED_ON else {})

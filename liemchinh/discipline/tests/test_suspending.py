"""A suspension asked for by a case: in the register as any other, with its deadline and paper, and over before the case is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.casework import recount as casework_recount
from liemchinh.casework.models import Case, Deadline, Link, Paper
from liemchinh.casework.suspending import Told, suspensions
from liemchinh.discipline import recount
from liemchinh.discipline.given import Given
from liemchinh.discipline.kept import data_of
from liemchinh.discipline.suspending import begin_suspension, end_suspension, extend_suspension
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import ballot, by_branch, by_commune, make_papers, voters
from liemchinh.discipline.undoing import cancel_step
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members import recount as members_recount
from liemchinh.members.models import Spell
from liemchinh.papers import recount as papers_recount
from liemchinh.papers.issuing import document_of
from liemchinh.papers.of_steps import HERE, Choice
from liemchinh.papers.queries import papers_of
from liemchinh.standing.matter import Given as OfStanding
from liemchinh.standing.services import open_matter
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
FILED, BEGUN, MORE, LAST = date(2026, 8, 10), date(2026, 8, 20), date(2026, 11, 2), date(2026, 11, 18)
MET, BACK = date(2026, 11, 10), date(2026, 11, 12)


@pytest.fixture(autouse=True)
def late(world: Any) -> Iterator[None]:
    """The clock shows 20 November 2026, when the rules of that summer are in force."""
    with clock.at(date(2026, 11, 20)):
        yield


def suspended(world: World, case: Case) -> int:
    told = Told(BEGUN, "05-QĐ", body=world.places["commune"])
    return begin_suspension(case, told, actor=world.actor("chi"))


def is_suspended(world: World) -> bool:
    return Spell.objects.filter(person_id=world.people["binh"], cancelled_by=None).latest("starts_on").suspended


def refused(call: Any) -> list[str]:
    with pytest.raises(Refused) as told:
        call()
    return [one.code for one in told.value.refusals]


def no_differences() -> None:
    rooms = (recount, casework_recount, members_recount, papers_recount)
    assert [line for room in rooms for line in room.differences()] == []


def test_a_case_suspends_extends_and_lets_back_by_the_rules_of_the_day_and_ends_only_then(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world, FILED)
    commune = world.places["commune"]
    assert refused(lambda: extend_suspension(case, Told(MORE, "06-QĐ", until=LAST), actor=chi)) == ["not-suspended"]
    assert refused(lambda: begin_suspension(case, Told(BEGUN, "", body=commune), actor=chi)) == ["number"]
    assert refused(lambda: begin_suspension(case, Told(BEGUN, "05-QĐ", body=commune), actor=world.actor("nam"))) == [
        "no-grant"
    ]
    suspended(world, case)
    assert is_suspended(world) and refused(lambda: suspended(world, case)) == ["open-before"]
    wait = Deadline.objects.get(case__kind="standing", step="suspension_lapsed", cancelled_by=None)
    assert (wait.due_on, Paper.objects.get(case=wait.case_id).number) == (LAST, "05-QĐ")
    too_long = Told(MORE, "06-QĐ", until=date(2026, 12, 19))
    assert refused(lambda: extend_suspension(case, too_long, actor=chi)) == ["extension"]
    extend_suspension(case, replace(too_long, until=date(2026, 12, 18)), actor=chi)
    assert refused(lambda: end_suspension(case, Told(MET), actor=chi)) == ["not-over"], (
        "before its day by decision alone"
    )
    vote = ballot(10, {"reprimand": 3})
    record_step(case, "branch_meeting", Given(MET, ballot=vote, heard="at_meeting"), actor=chi)
    for history in (False, True):
        closing = Given(MET, history=history)
        assert refused(lambda said=closing: record_step(case, "closed", said, actor=chi))[0] == "suspension-runs"
    end_suspension(case, Told(BACK, "09-QĐ"), actor=chi)
    assert not is_suspended(world)
    kinds = Entry.objects.filter(case_id=case.pk, kind__startswith="discipline.suspension_").order_by("sequence")
    told = ["discipline.suspension_begun", "discipline.suspension_extended", "discipline.suspension_ended"]
    assert list(kinds.values_list("kind", flat=True)) == told
    record_step(case, "closed", Given(BACK, history=True), actor=chi)
    case.refresh_from_db()
    assert case.closed_by is not None
    no_differences()


def test_a_suspension_that_is_over_on_its_last_day_needs_no_decision(world: World) -> None:
    chi, case = world.actor("chi"), by_branch(world, FILED)
    suspended(world, case)
    assert refused(lambda: cancel_step(case, "wrong_day", actor=chi)) == ["suspension-runs"]
    end_suspension(case, Told(LAST), actor=chi)
    assert (is_suspended(world), suspensions().running(world.people["binh"])) == (False, None)
    cancel_step(case, "wrong_day", actor=chi)
    no_differences()


def test_the_register_tells_of_it_what_it_tells_of_any_other_suspension(world: World) -> None:
    case = by_branch(world, FILED)
    suspended(world, case)
    asked = {entry.kind: data_of(entry) for entry in _of_register()}
    commune = world.places["commune"]
    open_matter("suspended", world.people["branch"], OfStanding(BEGUN, "05-QĐ", body=commune), actor=world.actor("an"))
    assert asked == {entry.kind: data_of(entry) for entry in _of_register()} and len(asked) == 2
    assert not Link.objects.exists(), "nothing leads from the suspension to the case"
    matter = Deadline.objects.filter(case__kind="standing", cancelled_by=None).earliest("pk").case_id
    page = world.client("nam").get(reverse("standing:one", args=[matter]))
    assert page.status_code == 200 and reverse("discipline:case", args=[case.pk]) not in page.content.decode()


def _of_register() -> list[Entry]:
    kinds = ("standing.suspended", "members.suspended")
    return list(Entry.objects.filter(kind__in=kinds).order_by("-sequence")[:2])


def test_the_page_of_a_case_leads_through_a_suspension_and_opens_how_its_last_day_was_counted(world: World) -> None:
    case, chi = by_branch(world, FILED), world.client("chi")
    page, commune = reverse("discipline:case", args=[case.pk]), world.places["commune"]
    begin, end = (reverse("discipline:suspension", args=[case.pk, act]) for act in ("begin", "end"))
    assert begin in chi.get(page).content.decode() and chi.get(end).status_code == 404
    told = {"body": commune, "number": "05-QĐ", "signed": "19/08/2026", "on": "20/08/2026"}
    assert chi.post(begin, {**told, "number": ""}).status_code == 422
    assert chi.post(begin, told).status_code == 302
    shown = " ".join(chi.get(page).content.decode().split())
    assert "Từ ngày 20/08/2026. Hạn: ngày 18/11/2026." in shown and "Quy định 21-QĐ/TW" in shown
    assert chi.post(end, {"on": "18/11/2026"}).status_code == 302 and not is_suspended(world)
    assert begin in chi.get(page).content.decode()


def test_its_decisions_are_numbered_one_after_another_and_made_from_the_records_where_the_committee_keeps_the_case(
    world: World,
) -> None:
    make_papers(world)
    case, tam = by_commune(world), world.actor("tam")
    commune, here = world.places["commune"], Choice(HERE)
    above = Told(BEGUN, body=world.places["district"])
    assert refused(lambda: begin_suspension(case, above, here, actor=tam)) == ["paper-elsewhere"]
    begin_suspension(case, Told(BEGUN, body=commune), here, actor=tam)
    too_long = Told(MORE, until=date(2027, 12, 19))
    assert refused(lambda: extend_suspension(case, too_long, here, actor=tam)) == ["extension"]
    extend_suspension(case, replace(too_long, until=date(2026, 12, 18)), here, actor=tam)
    end_suspension(case, Told(BACK), here, actor=tam)
    rows = papers_of(case)
    assert [(row.kind, row.written, row.dated) for row in rows] == [
        ("suspension_decision", "01-QĐ/ĐU", BEGUN), ("suspension_extension", "02-QĐ/ĐU", MORE), ("suspension_end", "03-QĐ/ĐU", BACK),
    ], "what was refused has taken no number"  # fmt: skip
    begun, longer, ended = ("\n".join(one.text for one in document_of(row).paragraphs) for row in rows)
    assert (
        "đồng chí Trần Văn Bình" in begun and "từ ngày 20 tháng 8 năm 2026 đến hết ngày 18 tháng 11 năm 2026" in begun
    )
    assert "đến hết ngày 18 tháng 12 năm 2026" in longer and "01-QĐ/ĐU, ngày 20 tháng 8 năm 2026" in longer
    assert "Thôi đình chỉ" in ended and "từ ngày 12 tháng 11 năm 2026" in ended
    assert all("…" not in one for one in (begun, longer, ended)), "nothing is left to be written by hand"
    own = world.client("binh").get(reverse("casework:mine", args=[case.pk])).content.decode()
    assert all(reverse("papers:own-file", args=[row.pk, "pdf"]) in own for row in rows)
    no_differences()


def test_the_page_makes_a_decision_and_the_branch_only_writes_down_that_of_a_committee_above_it(world: World) -> None:
    make_papers(world)
    commune = world.places["commune"]
    told = {"body": commune, "on": "20/08/2026", "signed": "19/08/2026"}
    case, chi = by_branch(world, FILED), world.client("chi")
    page = reverse("discipline:suspension", args=[case.pk, "begin"])
    assert 'name="way"' not in chi.get(page).content.decode()
    assert chi.post(page, {**told, "number": "05-QĐ/ĐU"}).status_code == 302
    paper = Paper.objects.get(case=case)
    assert (paper.kind, paper.number, paper.issuer_id) == ("suspension_decision", "05-QĐ/ĐU", commune)
    end_suspension(case, Told(LAST), actor=world.actor("chi"))
    other = by_commune(world, about="branch")
    page, tam = reverse("discipline:suspension", args=[other.pk, "begin"]), world.client("tam")
    assert 'name="way"' in tam.get(page).content.decode()
    assert tam.post(page, {**told, "way": "secret"}).status_code == 422, "where a secret paper lies must be said"
    assert tam.post(page, {**told, "way": "here"}).status_code == 302
    assert Paper.objects.get(case=other).number == "01-QĐ/ĐU"

"""An organisation that was sanctioned appeals: through its own officer, or on paper; and a vote is weighed by the share the rules name."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.appeals import recount
from liemchinh.appeals.filing import PaperAppeal, file_for_organisation, receive_appeal
from liemchinh.appeals.models import Appeal
from liemchinh.appeals.redress import to_restore
from liemchinh.appeals.taking import Given, record_step
from liemchinh.appeals.tests.samples import (
    RULED,
    SENT,
    TOLD,
    filed_on_paper,
    sanctioned_branch,
    until,
    warned_by_commune,
)
from liemchinh.appeals.votes import vote_shown
from liemchinh.casework import recount as cases_recount
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case, Paper, Statement
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.settling import decision_of
from liemchinh.casework.steps import NewPaper, parties_of
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.tests.samples import DECIDED
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
LETTER = NewPaper("appeal", "12-CV/CB", SENT)


def codes(call: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return [fault.code for fault in refused.value.refusals]


def test_its_officer_files_under_its_own_letter_and_the_ruling_comes_back_to_it(world: World) -> None:
    source, chi, district = sanctioned_branch(world), world.actor("chi"), world.places["district"]
    assert codes(lambda: file_for_organisation(source, district, LETTER, actor=world.actor("nam"))) == [
        "access.no_role"
    ]
    bad = replace(LETTER, number=" ", dated=date(2026, 1, 2))
    elsewhere = world.places["province"]
    assert codes(lambda: file_for_organisation(source, elsewhere, bad, actor=chi)) == ["number", "dated", "place"]
    case = file_for_organisation(source, district, LETTER, actor=chi)
    paper = Paper.objects.get(case=case)
    assert (paper.number, paper.dated, paper.issuer_id) == ("12-CV/CB", SENT, world.places["branch"])
    assert parties_of(case.pk)["appellant"].organisation == world.places["branch"]
    assert not cases_visible_to(chi, "appeal").exists(), "filing gives no grant"
    assert codes(lambda: file_for_organisation(source, district, LETTER, actor=chi)) == ["twice"]
    assert [*recount.differences(), *cases_recount.differences()] == []


def test_a_letter_that_came_on_paper_is_recorded_as_received_and_an_annulment_leaves_nothing_standing(
    world: World,
) -> None:
    source, khoa = sanctioned_branch(world), world.actor("khoa")
    decided = decision_of(source)
    assert decided is not None
    branch, district = world.places["branch"], world.places["district"]
    paper = PaperAppeal(None, decided.number, decided.decided_on, SENT, RULED, "office", "12", branch)
    both = replace(paper, person=world.people["binh"])
    assert codes(lambda: receive_appeal(district, both, actor=khoa)) == ["no-decision"]
    case = receive_appeal(district, paper, actor=khoa)
    assert not Statement.objects.exists() and Appeal.objects.get().sent_on == SENT
    until(case, khoa, "delivered")
    assert Sanction.objects.get().set_aside == "annulled"
    assert {"pay", "posts", "membership"} & {one.code for one in to_restore(case)} == set()
    assert [*recount.differences(), *cases_recount.differences()] == []


def test_a_form_put_in_place_of_another_needs_more_than_half_of_the_body_and_the_rest_is_unknown(world: World) -> None:
    khoa = world.actor("khoa")
    case = filed_on_paper(world, warned_by_commune(world), "district", khoa)
    until(case, khoa, "heard")
    assert vote_shown(case) is None, "nothing is weighed before the count"
    record_step(case, "body_meeting", Given(RULED, typed("30-BB"), {}, None, Count(15, 15, 15, 7), 15), actor=khoa)
    shown = vote_shown(case)
    assert shown is not None
    told = [(one.words, one.needed, one.answer.verdict) for one in shown.results]
    assert told == [
        ("Giữ nguyên quyết định", None, "unknown"),
        ("Thay đổi hình thức: khiển trách", 8, "no"),
        ("Hủy quyết định kỷ luật", None, "unknown"),
    ]
    changed = Given(RULED, typed("31-QĐ/ĐU", RULED), outcome="changed", form="reprimand")
    assert codes(lambda: record_step(case, "decided", changed, actor=khoa)) == ["vote"]
    record_step(case, "decided", replace(changed, outcome="annulled", form=""), actor=khoa)
    assert [one.words for one in vote_shown(case).results] == ["Hủy quyết định kỷ luật"]  # type: ignore[union-attr]
    page = world.client("khoa").get(reverse("appeals:case", args=[case.pk])).content.decode()
    assert "tán thành 7" in page and "chưa xác minh" in page


def test_the_officer_of_a_sanctioned_branch_reads_the_decision_and_appeals_by_pages_alone(world: World) -> None:
    chi, branch = world.client("chi"), world.places["branch"]
    page = reverse("appeals:own", args=[branch])
    assert "Không có quyết định kỷ luật nào" in chi.get(page).content.decode()
    source = sanctioned_branch(world)
    one = reverse("organisations:one", args=[branch])
    assert page in chi.get(one).content.decode() and page not in world.client("nam").get(one).content.decode()
    assert {world.client(name).get(page).status_code for name in ("nam", "khoa", "binh")} == {404}
    shown = chi.get(page).content.decode()
    way = reverse("appeals:file_own", args=[branch, source.pk])
    assert "Cảnh cáo" in shown and f"{TOLD:%d/%m/%Y}" in shown and way in shown
    told = {"to": world.places["district"], "number": "12-CV/CB", "dated": "25/02/2026"}
    assert chi.post(way, {**told, "number": ""}).status_code == 422
    assert chi.post(way, told).status_code == 302
    shown = chi.get(page).content.decode()
    assert "đang giải quyết" in shown and way not in shown and chi.get(way).status_code == 404
    assert Case.objects.filter(kind="appeal").count() == 1 and DECIDED < SENT


def test_an_appeal_on_paper_is_of_one_person_or_of_one_organisation(world: World) -> None:
    sanctioned_branch(world)
    khoa, district, branch = world.client("khoa"), world.places["district"], world.places["branch"]
    address = reverse("appeals:receive", args=[district])
    told = {
        "number": "07-QĐ/CB",
        "dated": "14/01/2026",
        "sent_on": "25/02/2026",
        "received_on": "03/03/2026",
        "kept_at": "office",
    }
    assert khoa.post(address, told).status_code == 422
    assert khoa.post(address, {**told, "organisation": branch, "person": world.people["binh"]}).status_code == 422
    found = khoa.post(address, {**told, "organisation-query": "Gò Cát", "organisation-find": "1"}).content.decode()
    assert "Chi bộ ấp Gò Cát" in found
    assert khoa.post(address, {**told, "organisation": branch}).status_code == 302
    assert Appeal.objects.get().source.kind == "discipline"

"""Papers of a disciplinary case are numbered and made with their step, from its records; the person concerned reads their own."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from liemchinh.casework.models import Paper
from liemchinh.casework.steps import Who
from liemchinh.discipline import recount
from liemchinh.discipline.cases import SUBJECT
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.opening import open_discipline
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import (
    DECIDED,
    FILED,
    PLAIN,
    SOURCE,
    ballot,
    body_meets,
    by_branch,
    by_commune,
    commune_officer,
    make_papers,
    meet,
    voters,
)
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import recount_state
from liemchinh.members.models import Spell
from liemchinh.papers.issuing import document_of
from liemchinh.papers.of_steps import HERE, Choice, typed
from liemchinh.papers.queries import papers_of
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
DECISION = Choice(HERE, ("discipline_decision",))


@pytest.fixture
def making(world: World) -> World:
    """Branch and commune make their papers here, and Bình's branch has voters."""
    make_papers(world)
    voters(world)
    return world


def test_a_decision_is_numbered_and_made_with_its_step_and_read_by_whom_it_concerns(making: World) -> None:
    chi, case = making.actor("chi"), by_branch(making)
    meet(case, {"reprimand": 5, "warning": 4}, chi)
    record_step(case, "decided", Given(DECIDED, DECISION, form="reprimand"), actor=chi)
    [row] = papers_of(case)
    assert (row.kind, row.written, Sanction.objects.get().number) == ("discipline_decision", "01-QĐ/CB", "01-QĐ/CB")
    lines = [one.text for one in document_of(row).paragraphs]
    assert any(line.endswith("9 phiếu đồng ý trên 10 người;") for line in lines)
    assert any("bằng hình thức khiển trách" in line and "Để chậm hồ sơ" in line for line in lines)
    assert any("khiếu nại đến Đảng bộ xã Trà Mây" in line for line in lines)
    own = making.client("binh").get(reverse("casework:mine", args=[case.pk])).content.decode()
    assert reverse("papers:own-file", args=[row.pk, "pdf"]) in own
    assert list(recount.differences()) == [] and list(recount_state()) == []


def test_an_expulsion_follows_its_decision_in_the_book_and_the_number_follows_both(making: World) -> None:
    tam, case = commune_officer(making), by_commune(making, authorised=True)
    record_step(case, "heard", Given(DECIDED, heard="met"), actor=tam)
    record_step(case, "body_meeting", Given(DECIDED, ballot=ballot(15, {"expulsion": 9}, whole=15)), actor=tam)
    record_step(case, "decided", Given(DECIDED, DECISION, form="expulsion"), actor=tam)
    minutes = Choice(HERE, ("delivery_minutes",))
    record_step(case, "announced", Given(DECIDED, minutes), actor=tam)
    assert Spell.objects.filter(person=making.people["binh"], ends_kind="expelled", cancelled_by=None).exists()
    newest = Entry.objects.order_by("-sequence").values_list("kind", flat=True)[:3]
    assert list(newest) == ["papers.number_taken", "members.expelled", "discipline.announced"]
    assert list(recount_state()) == []


def test_a_notice_is_the_one_that_belongs_to_its_cause(making: World) -> None:
    chi, case = making.actor("chi"), by_branch(making, happened_on=date(2020, 1, 12))
    meet(case, {"reprimand": 9}, chi)
    wrong = Given(DECIDED, Choice(HERE, ("discipline_none",)), cause="expired")
    with pytest.raises(Refused) as refused:
        record_step(case, "not_sanctioned", wrong, actor=chi)
    assert [fault.code for fault in refused.value.refusals] == ["notice"]
    record_step(
        case, "not_sanctioned", Given(DECIDED, Choice(HERE, ("discipline_expired",)), cause="expired"), actor=chi
    )
    lines = [one.text for one in document_of(papers_of(case)[0]).paragraphs]
    assert any("thời hiệu xử lý kỷ luật đã hết vào ngày 12 tháng 01 năm 2025" in line for line in lines)


def test_a_typed_number_stands_as_it_is_on_paper(making: World) -> None:
    chi, case = making.actor("chi"), by_branch(making)
    meet(case, {"warning": 9}, chi)
    late = Given(DECIDED, typed("07-QĐ/CB", date(2026, 1, 15)), form="warning")
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", late, actor=chi)
    assert [fault.code for fault in refused.value.refusals] == ["dated"]
    record_step(case, "decided", Given(DECIDED, typed("07-QĐ/CB"), form="warning"), actor=chi)
    paper = Paper.objects.get(case=case, step="decided")
    assert (paper.kind, paper.number, paper.dated) == ("discipline_decision", "07-QĐ/CB", DECIDED)


def test_a_decision_on_an_organisation_speaks_of_the_organisation_and_of_no_comrade(making: World) -> None:
    tam, branch = commune_officer(making), making.places["branch"]
    facts = replace(PLAIN, organ="committee")
    about = Who(SUBJECT, organisation=branch)
    case = open_discipline(making.places["commune"], about, facts, SOURCE, FILED, actor=tam)
    body_meets(case, {"warning": 12}, tam)
    record_step(case, "decided", Given(DECIDED, DECISION, form="warning"), actor=tam)
    [row] = papers_of(case)
    made = document_of(row)
    text = " ".join([made.abstract, *(one.text for one in made.paragraphs), *made.recipients])
    assert "Thi hành kỷ luật Chi bộ ấp Gò Cát bằng hình thức cảnh cáo" in text
    assert "đồng chí" not in text.lower() and "hồ sơ đảng viên" not in text
    page = making.client("tam").get(reverse("discipline:case", args=[case.pk])).content.decode()
    assert "Quyết định thi hành kỷ luật" in page and "Quyết định thi hành kỷ luật đảng viên" not in page
    form = making.client("tam").get(reverse("discipline:step", args=[case.pk, "announced"])).content.decode()
    named = form[form.index("Văn bản được lập") : form.index("Ngày ghi trên văn bản")]
    assert "không bắt buộc" not in named, "what depends on the way chosen is not called optional"

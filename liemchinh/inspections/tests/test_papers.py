"""Papers of an inspection are numbered and made with their step, or not at all; whoever they are addressed to reads their own copy."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from liemchinh.casework.models import Case, Paper, Step
from liemchinh.casework.steps import Who
from liemchinh.inspections.opening import Start, open_on_signs
from liemchinh.inspections.taking import Given, Outcome, record_step
from liemchinh.inspections.team import join_team, leave_team
from liemchinh.inspections.undoing import cancel_step
from liemchinh.journal.models import Entry, Reading
from liemchinh.journal.verification import recount_state
from liemchinh.papers.declaring import NUMBERS, declare
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.issuing import document_faults, document_of
from liemchinh.papers.models import Number
from liemchinh.papers.of_steps import HERE, NONE, OUTSIDE, SECRET, Choice, documents_of, typed
from liemchinh.papers.queries import papers_of
from liemchinh.papers.services import faults_of_series
from liemchinh.papers.to_people import READING, papers_to
from regulations.answers import Refused
from tests.permissions_of_cases_of_inspection import SUBJECT, declared, numbering, on_signs, signs, taken
from tests.world import World

pytestmark = pytest.mark.django_db
ON = date(2026, 2, 2)
DECISION = Choice(HERE, ("inspection_decision",))


@pytest.fixture
def making(world: World) -> World:
    """The district's commission can number, and the province has declared that papers without a secrecy mark are made here."""
    numbering(world)
    declared(world)
    return world


def told(case: Case) -> list[tuple[str, str]]:
    """Document and number of each paper of a case."""
    return [(row.kind, row.written) for row in papers_of(case)]


def test_a_step_takes_the_numbers_of_all_its_documents_and_keeps_them_with_it(making: World) -> None:
    case, khoa = on_signs(making), making.actor("khoa")
    both = Choice(HERE, ("inspection_decision", "inspection_plan"))
    record_step(case, "decided", Given(ON, both), actor=khoa)
    assert told(case) == [("inspection_decision", "01-QĐ/UBKTHU"), ("inspection_plan", "01-KH/UBKTHU")]
    papers = Paper.objects.filter(case=case, cancelled_by=None).order_by("pk")
    assert list(papers.values_list("kind", "number", "dated")) == [
        ("inspection_decision", "01-QĐ/UBKTHU", ON), ("inspection_plan", "01-KH/UBKTHU", ON),
    ]  # fmt: skip
    kinds = Entry.objects.filter(case_id=case.pk).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds)[1:] == ["inspection_on_signs.decided", "papers.number_taken", "papers.number_taken"]
    assert list(recount_state()) == []


def test_two_documents_of_one_type_in_one_step_get_numbers_one_after_the_other(making: World) -> None:
    case, khoa = on_signs(making), making.actor("khoa")
    record_step(case, "decided", Given(ON, DECISION), actor=khoa)
    taken(case, khoa, "prepared", "announced", "reported")
    record_step(case, "exchanged", Given(ON, Choice(HERE, ("exchange_minutes",)), answered=True), actor=khoa)
    taken(case, khoa, "managing_meeting")
    results = [Outcome(Who(SUBJECT, None, making.people["binh"]), "violation", "below")]
    minutes = Choice(HERE, ("inspection_report", "meeting_minutes"))
    record_step(case, "concluded", Given(ON, minutes, outcomes=results), actor=khoa)
    assert told(case)[1:] == [
        ("exchange_minutes", "01-BB/UBKTHU"), ("inspection_report", "01-BC/UBKTHU"), ("meeting_minutes", "02-BB/UBKTHU"),
    ]  # fmt: skip


def test_a_step_that_is_refused_uses_no_number(making: World) -> None:
    case, khoa = on_signs(making), making.actor("khoa")
    with pytest.raises(Refused) as refused:
        record_step(case, "announced", Given(ON, Choice(HERE, ("announcement_minutes",))), actor=khoa)
    assert [one.code for one in refused.value.refusals] == ["not-awaited"]
    assert not Number.objects.exists()
    record_step(case, "decided", Given(ON, DECISION), actor=khoa)
    assert told(case) == [("inspection_decision", "01-QĐ/UBKTHU")]


def test_every_fault_of_a_choice_is_told_and_nothing_is_written(making: World) -> None:
    case, khoa = on_signs(making), making.actor("khoa")
    wrong = {
        "number": Choice(OUTSIDE, number=" "),
        "way": Choice("guessed"),
        "documents": Choice(HERE, ("inspection_plan", "discipline_decision")),
        "document-needed": Choice(HERE, ("inspection_plan",)),
        "lies-at": Choice(SECRET, ("inspection_decision",), lies_at=" "),
        "number-long": typed("9" * 61),
    }
    for code, choice in wrong.items():
        with pytest.raises(Refused) as refused:
            record_step(case, "decided", Given(ON, choice), actor=khoa)
        assert [one.code for one in refused.value.refusals] == [code]
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", Given(ON, Choice(NONE)), actor=khoa)
    assert [one.code for one in refused.value.refusals] == ["number"]
    assert not Number.objects.exists() and Step.objects.filter(case=case).count() == 1


def test_where_nothing_was_declared_a_paper_is_only_typed_as_it_stands(world: World) -> None:
    commission = Issuer(world.places["district"], "inspection")
    assert [one.code for one in faults_of_series(commission, ON)] == ["no-symbol", "no-term"]
    numbering(world)
    assert faults_of_series(commission, ON) == []
    case, khoa = on_signs(world), world.actor("khoa")
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", Given(ON, DECISION), actor=khoa)
    assert [one.code for one in refused.value.refusals] == ["undeclared"]
    record_step(case, "decided", Given(ON, typed("11-QĐ/UBKT", date(2026, 1, 30))), actor=khoa)
    paper = Paper.objects.get(case=case, cancelled_by=None)
    assert (paper.kind, paper.number, paper.dated) == ("inspection_decision", "11-QĐ/UBKT", date(2026, 1, 30))
    assert not Number.objects.exists()


def test_what_another_party_draws_up_is_not_made_here() -> None:
    assert [one.code for one in documents_of("follow_up", "reported", ON)] == []
    assert [one.code for one in documents_of("inspection_on_signs", "managing_meeting", ON)] == []
    assert [one.code for one in documents_of("follow_up", "notified", ON)] == ["inspection_conclusion"]


def test_a_secret_paper_is_number_day_and_place_and_no_document(making: World) -> None:
    case, khoa = on_signs(making), making.actor("khoa")
    secret = Choice(SECRET, ("inspection_decision",), lies_at="tủ số 2")
    record_step(case, "decided", Given(ON, secret), actor=khoa)
    [row] = papers_of(case)
    assert (row.written, row.dated, row.lies_at, row.is_secret) == ("01-QĐ/UBKTHU", ON, "tủ số 2", True)
    page = making.client("khoa").get(reverse("inspections:case", args=[case.pk])).content.decode()
    assert "văn bản mật, để ở tủ số 2" in page and reverse("papers:file", args=[row.pk, "pdf"]) not in page
    answer = making.client("khoa").get(reverse("papers:file", args=[row.pk, "pdf"]))
    assert answer.status_code == 422


def test_a_paper_says_what_stood_when_the_next_step_was_taken(making: World) -> None:
    case, khoa, people = on_signs(making), making.actor("khoa"), making.people
    record_step(case, "decided", Given(ON, DECISION), actor=khoa)
    join_team(case, people["em"], leads=True, actor=khoa)
    join_team(case, people["sibling"], leads=False, actor=khoa)
    [row] = papers_of(case)
    article = next(one.text for one in document_of(row).paragraphs if one.label == "Điều 2.")
    assert article == "Lập đoàn kiểm tra gồm: trưởng đoàn Huỳnh Thị Em; thành viên: Kim Sô Rây."
    taken(case, khoa, "prepared")
    leave_team(case, people["em"], actor=khoa)
    made = document_of(row)
    assert next(one.text for one in made.paragraphs if one.label == "Điều 2.") == article
    assert made.abstract == "kiểm tra đối với Trần Văn Bình"
    basis = [one.text for one in made.paragraphs if one.part == "basis"]
    assert basis[1] == "- Căn cứ 07-KL/KTNN, ngày 05 tháng 01 năm 2026 của Kiểm toán nhà nước khu vực V;"


def _about_two(world: World) -> Case:
    about = replace(signs(world), people=(world.people["binh"], world.people["em"]))
    khoa = world.actor("khoa")
    case = open_on_signs(world.places["district"], about, Start(ON), actor=khoa)
    record_step(case, "decided", Given(ON, DECISION), actor=khoa)
    taken(case, khoa, "prepared", "announced", "reported", "exchanged")
    results = [
        Outcome(Who(SUBJECT, None, world.people["binh"]), "violation", "below"),
        Outcome(Who(SUBJECT, None, world.people["em"]), "good"),
    ]
    record_step(case, "concluded", Given(ON, outcomes=results), actor=khoa)
    record_step(case, "notified", Given(ON, Choice(HERE, ("inspection_conclusion",))), actor=khoa)
    return case


def test_of_several_each_reads_a_copy_that_names_them_alone(making: World) -> None:
    row = papers_of(_about_two(making))[-1]
    whole = [one.text for one in document_of(row).paragraphs]
    assert "2. Kết luận theo từng nội dung: Trần Văn Bình: có vi phạm; Huỳnh Thị Em: thực hiện tốt." in whole
    copy = [one.text for one in document_of(row, making.people["em"]).paragraphs]
    assert "2. Kết luận theo từng nội dung: thực hiện tốt." in copy
    assert not any("Bình" in line for line in copy)


def test_whoever_it_is_addressed_to_reads_it_once_they_were_told_and_the_reading_is_kept(making: World) -> None:
    case, khoa, binh = on_signs(making), making.actor("khoa"), making.actor("binh")
    record_step(case, "decided", Given(ON, DECISION), actor=khoa)
    [row] = papers_of(case)
    client, address = making.client("binh"), reverse("papers:own-file", args=[row.pk, "docx"])
    assert papers_to(case, binh) == [] and client.get(address).status_code == 404
    taken(case, khoa, "prepared", "announced")
    page = client.get(reverse("casework:mine", args=[case.pk])).content.decode()
    assert "Giấy tờ gửi cho tôi" in page and address in page
    assert client.get(address).content.startswith(b"PK")
    assert Reading.objects.get(object_kind=READING).object_id == row.pk
    assert making.client("em").get(address).status_code == 404
    assert making.client("nam").get(reverse("papers:file", args=[row.pk, "pdf"])).status_code == 404
    answer = making.client("khoa").get(reverse("papers:file", args=[row.pk, "pdf"]))
    assert answer.content.startswith(b"%PDF-") and answer["Cache-Control"] == "no-store"


def test_of_a_cancelled_step_the_number_stays_and_no_document_is_made(making: World) -> None:
    case, khoa = on_signs(making), making.actor("khoa")
    record_step(case, "decided", Given(ON, DECISION), actor=khoa)
    cancel_step(case, "wrong_day", actor=khoa)
    [row] = papers_of(case)
    assert [one.code for one in document_faults(row)] == ["step-cancelled"]
    record_step(case, "decided", Given(ON, DECISION), actor=khoa)
    assert [one.written for one in papers_of(case)] == ["01-QĐ/UBKTHU", "02-QĐ/UBKTHU"]
    assert list(recount_state()) == []


def test_where_only_numbers_may_be_held_the_number_is_given_and_no_document_made(world: World) -> None:
    numbering(world)
    declare(world.places["province"], NUMBERS, "12-QĐ/TU", ON, actor=world.actor("an"))
    case = on_signs(world)
    record_step(case, "decided", Given(ON, DECISION), actor=world.actor("khoa"))
    [row] = papers_of(case)
    assert [one.code for one in document_faults(row)] == ["numbers-only"]


def test_the_form_of_a_step_offers_what_can_be_made(making: World) -> None:
    case, client = on_signs(making), making.client("khoa")
    address = reverse("inspections:step", args=[case.pk, "decided"])
    page = client.get(address).content.decode()
    assert "Máy cấp số và lập văn bản theo mẫu" in page and "Kế hoạch kiểm tra" in page
    assert client.post(address, {"on": "02/02/2026", "way": "here"}).status_code == 422
    sent = {"on": "02/02/2026", "way": "here", "documents": ["inspection_decision"]}
    assert client.post(address, sent).status_code == 302
    assert told(case) == [("inspection_decision", "01-QĐ/UBKTHU")]

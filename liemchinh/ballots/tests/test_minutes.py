"""The minutes of a count are a paper: numbered, made from the book as DOCX and PDF, read by the office and by those on the ballot."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from docx import Document as read_document

from liemchinh.ballots import confidence
from liemchinh.ballots.counting_again import ask_to_count_again
from liemchinh.ballots.ending import void_box
from liemchinh.ballots.minutes import document_of_minutes, number_minutes, paper_of
from liemchinh.ballots.models import Addressee, MinutesPaper
from liemchinh.ballots.tests.rounds import ON, Round, a_box, both_ways, counted_box, paper_count
from liemchinh.ballots.tests.test_typed_numbers import FOR, VOTERS, closed, on_discipline
from liemchinh.ballots.words import CONFIDENCE, SURVEY
from liemchinh.casework.counting import Count
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.journal.verification import recount_state, verify
from liemchinh.papers.models import Number
from liemchinh.papers.of_steps import HERE, NO_PAPER, SECRET, Choice, typed
from liemchinh.papers.services import void_number
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
MADE_HERE = Choice(HERE)


def numbered(held: Round, count: int = 1, choice: Choice = MADE_HERE) -> MinutesPaper:
    return number_minutes(held.box.pk, count, clock.today(), choice, actor=held.actor)


def refused(call: Any) -> list[str]:
    with pytest.raises(Refused) as found:
        call()
    return [one.code for one in found.value.refusals]


def paragraphs(content: bytes) -> list[str]:
    return [one.text for one in read_document(io.BytesIO(content)).paragraphs if one.text]


def on_two_people(world: World, voters: list[int]) -> Round:
    """A confidence vote on Chi and Bình by twelve, counted: Bình has eleven high and one low."""
    rows = [world.people["branch"], world.people["binh"]]
    told = {"kind": CONFIDENCE, "use": confidence.USE, "rows": rows, "columns": tuple(confidence.LEVELS)}
    held = a_box(world, voters, **told).opened(phone=12)
    for place in range(12):
        held.vote(place, (0, 0), (1, 0 if place else 2))
    held.closed().counted()
    return held


@pytest.mark.usefixtures("numbering")
def test_each_count_has_minutes_with_a_number_and_the_later_ones_stand_beside_the_first(
    world: World, voters: list[int]
) -> None:
    held = both_ways(world, voters, 6, lambda place: (0, 0))
    held.counted()
    first = numbered(held)
    ask_to_count_again(held.box.pk, "teller", actor=held.actor)
    right = paper_count(held.again(), 6, [[4, 1]], unused=2, spoiled={"blank": 1})
    for teller in (1, 2):
        held.sheet(teller, right)
    held.counted(codes=(1, 2))
    second = numbered(held, 2)
    assert (first.written, second.written) == ("01-BB/CB", "02-BB/CB")
    before, after = (document_of_minutes(one).paragraphs for one in (first, second))
    assert (
        before[0].text.endswith("lần thứ nhất.") and before[-3].text == "- matter: agree: 12; disagree: 0; Để trống: 0."
    )
    assert after[0].text.endswith(
        "lần thứ 2 của cùng những phiếu ấy; lý do: Người kiểm phiếu đề nghị; biên bản lần trước số 01-BB/CB."
    )
    assert after[3].text.startswith("3. Số phiếu phát ra: 12; thu về: 12; không thu về: 0.")
    assert after[4].text == "4. Số phiếu hợp lệ: 11; không hợp lệ: 1 (Phiếu trắng: 1)."
    assert after[-3].text == "- matter: agree: 10; disagree: 1; Để trống: 0."
    acts = Entry.objects.filter(kind="ballots.minutes_numbered").values_list("effective_on", flat=True)
    assert list(acts) == [ON, ON] and list(recount_state()) == [] and verify().ok
    MinutesPaper.objects.filter(pk=second.pk).update(written="03-BB/CB")
    assert len(list(recount_state())) == 1


def test_everything_against_a_number_is_told_at_once(world: World, voters: list[int]) -> None:
    held, _counted = counted_box(world, voters, 10)
    eve = clock.today() - timedelta(days=1)
    told = refused(lambda: number_minutes(held.box.pk, 1, eve, MADE_HERE, actor=held.actor))
    assert told == ["ballots.minutes_day", "undeclared", "no-symbol", "no-term"]
    told = refused(lambda: number_minutes(held.box.pk, 2, clock.today(), NO_PAPER, actor=held.actor))
    assert told == ["ballots.count", "ballots.number"] and not MinutesPaper.objects.exists()
    assert refused(lambda: numbered(a_box(world, voters))) == ["ballots.state"]


@pytest.mark.usefixtures("numbering")
def test_a_number_is_given_once_typed_ones_can_be_put_right_voided_ones_replaced(
    world: World, voters: list[int]
) -> None:
    held, _counted = counted_box(world, voters, 10)
    numbered(held, choice=typed("7-BB/CB"))
    paper = numbered(held)
    assert (paper.written, MinutesPaper.objects.get(cancelled_by=None)) == ("01-BB/CB", paper)
    assert refused(lambda: numbered(held)) == ["ballots.numbered"]
    void_number(Number.objects.get().pk, reason="spoiled", actor=world.actor("chi"))
    assert refused(lambda: document_of_minutes(paper_of(held.box, 1) or paper)) == ["voided"]
    assert numbered(held).written == "02-BB/CB" and list(recount_state()) == []


@pytest.mark.usefixtures("numbering")
def test_under_a_secrecy_mark_there_is_a_number_and_no_file(world: World, voters: list[int]) -> None:
    held, _counted = counted_box(world, voters, 10)
    paper = numbered(held, choice=Choice(SECRET, lies_at="tủ số 2"))
    assert refused(lambda: document_of_minutes(paper)) == ["secret"]
    page = world.client("chi").get(reverse("ballots:minutes", args=[held.box.pk])).content.decode()
    assert "để ở tủ số 2" in page and "minutes/1/pdf" not in page


@pytest.mark.usefixtures("numbering")
def test_the_minutes_of_a_survey_hold_no_line_and_are_addressed_to_nobody(world: World, voters: list[int]) -> None:
    held = a_box(world, voters, kind=SURVEY, rows=voters[:3], columns=("late",)).opened(phone=12)
    held.vote(0, (0, 0))
    held.closed().counted()
    paper = numbered(held)
    said = "\n".join(one.text for one in document_of_minutes(paper).paragraphs)
    assert "Số phiếu phát ra: 12; thu về: 1; không thu về: 11." in said and "late" not in said
    assert "Số theo từng dòng chỉ hiện ở trang khảo sát" in said and not Addressee.objects.exists()


@pytest.mark.usefixtures("numbering")
def test_whoever_is_on_the_ballot_reads_their_own_line_alone_and_nobody_else_reads_any(
    world: World, voters: list[int]
) -> None:
    held = on_two_people(world, voters)
    assert "Biên bản kiểm phiếu" not in world.client("binh").get(reverse("members:mine")).content.decode()
    paper = numbered(held)
    binh, file = world.client("binh"), reverse("ballots:own-file", args=[paper.pk, "docx"])
    assert reverse("ballots:own") in binh.get(reverse("members:mine")).content.decode()
    assert file in binh.get(reverse("ballots:own")).content.decode()
    answer = binh.get(file)
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    lines = [one for one in paragraphs(answer.content) if one.startswith("- ")]
    assert lines == ["- Trần Văn Bình: Tín nhiệm cao: 11; Tín nhiệm: 0; Tín nhiệm thấp: 1; Để trống: 0."]
    assert Reading.objects.filter(object_kind="papers.paper").count() == 1
    whole = world.client("chi").get(reverse("ballots:minutes-file", args=[held.box.pk, 1, "docx"])).content
    assert len([one for one in paragraphs(whole) if one.startswith("- ")]) == 2
    others = ("giang", "nam", "em", "ha")
    assert {world.client(name).get(file).status_code for name in others} == {404}
    assert world.client("binh").get(reverse("ballots:own-file", args=[paper.pk, "pdf"])).content.startswith(b"%PDF")
    void_box(held.box.pk, "objection", actor=held.actor)
    assert binh.get(file).status_code == 404
    assert world.client("chi").get(reverse("ballots:minutes-file", args=[held.box.pk, 1, "pdf"])).status_code == 404


@pytest.mark.usefixtures("numbering")
def test_whom_a_case_is_about_reads_the_minutes_once_the_step_they_are_told_of_was_taken(world: World) -> None:
    voted = on_discipline(world)
    held = closed(world, voted)
    held.counted()
    paper, binh = numbered(held), world.client("binh")
    file, mine = reverse("ballots:own-file", args=[paper.pk, "docx"]), reverse("casework:mine", args=[voted.case.pk])
    assert (binh.get(file).status_code, reverse("ballots:own") in binh.get(mine).content.decode()) == (404, False)
    voted.take(Count(VOTERS, VOTERS, VOTERS, FOR))
    assert (binh.get(file).status_code, reverse("ballots:own") in binh.get(mine).content.decode()) == (200, True)
    assert {world.client(name).get(file).status_code for name in ("em", "giang", "nam")} == {404}
    assert not Addressee.objects.exists(), "asked of the case each time"


@pytest.mark.usefixtures("numbering")
def test_the_page_numbers_the_minutes_and_offers_both_files(world: World, voters: list[int]) -> None:
    held, _counted = counted_box(world, voters, 10)
    chi, minutes = world.client("chi"), reverse("ballots:minutes", args=[held.box.pk])
    address = reverse("ballots:number", args=[held.box.pk, 1])
    assert address in chi.get(minutes).content.decode() and chi.get(address).status_code == 200
    told = {"on": f"{clock.today():%d/%m/%Y}", "way": "here", "number": "", "lies_at": ""}
    assert chi.post(address, told).status_code == 302
    page = chi.get(minutes).content.decode()
    assert "Biên bản số 01-BB/CB" in page and address not in page
    assert all(reverse("ballots:minutes-file", args=[held.box.pk, 1, form]) in page for form in ("pdf", "docx"))
    assert held.box.on == ON

"""Papers of a verification are made from its records: declaration, plan, conclusion; nothing that was declared or found."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from liemchinh.casework.models import Case
from liemchinh.declarations.matter import Why
from liemchinh.declarations.models import Duty
from liemchinh.declarations.verifying import Given, open_verification, record_verification_step, vouch_for_outcome
from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state
from liemchinh.papers.issuing import as_file, document_of
from liemchinh.papers.of_steps import HERE, Choice, documents_of
from liemchinh.papers.queries import papers_of
from tests.permissions_of_cases_of_inspection import declared, numbering
from tests.permissions_of_declarations import VERIFIED, announced, drawn, second_officer, stated, verification_steps
from tests.world import World

pytestmark = pytest.mark.django_db


def texts(case: Case, kind: str) -> str:
    """All that a paper of the case says."""
    row = next(row for row in papers_of(case) if row.kind == kind)
    made = document_of(row)
    assert as_file(made, "pdf").startswith(b"%PDF-")
    return "\n".join([made.abstract, *(f"{one.label} {one.text}".strip() for one in made.paragraphs)])


def making(world: World) -> World:
    """The district's commission can number, and papers without a secrecy mark are made here."""
    numbering(world)
    declared(world)
    return world


def step(case: Case, world: World, code: str, *documents: str, **more: Any) -> None:
    """A step with its papers made here."""
    given = Given(VERIFIED, Choice(HERE, documents), **more)
    record_verification_step(case, code, given, actor=world.actor("khoa"))


def test_from_the_decision_to_the_conclusion_every_paper_is_made_and_none_says_what_was_declared(world: World) -> None:
    making(world)
    khoa, district = world.actor("khoa"), world.places["district"]
    with clock.at(VERIFIED):
        given = Given(VERIFIED, Choice(HERE, ("verification_decision",)))
        case = open_verification(district, drawn(world), Why("random"), given, actor=khoa)
        decision = texts(case, "verification_decision")
        assert "xác minh tài sản, thu nhập của Trần Văn Bình" in decision
        plan = "Căn cứ 05-KH/UBKT, ngày 02 tháng 5 năm 2026 của Ủy ban kiểm tra Đảng bộ huyện Sông Thu"
        assert plan in decision and "Xác minh bản kê khai hằng năm năm 2026 của Trần Văn Bình" in decision
        step(case, world, "explanation_asked", "explanation_request")
        asked = texts(case, "explanation_request")
        assert "Thực hiện Quyết định 01-QĐ/UBKTHU, ngày 11 tháng 5 năm 2026" in asked
        own = world.client("binh").get(reverse("casework:mine", args=[case.pk])).content.decode()
        assert "Giấy tờ gửi cho tôi" in own and "01-QĐ/UBKTHU" in own and "01-CV/UBKTHU" in own
        verification_steps(case, khoa, "explained")
        step(case, world, "verified", "verification_minutes")
        step(case, world, "reported", "verification_report")
        stated(case, khoa)
        vouch_for_outcome(case, actor=second_officer(world, case))
        verification_steps(case, khoa, "concluded")
        step(case, world, "notified", "verification_conclusion")
        with override("en"):
            told = texts(case, "verification_conclusion")
        assert "3. Kết luận: kê khai trung thực, đầy đủ, rõ ràng." in told, "a paper is Vietnamese whoever makes it"
    assert [row.written for row in papers_of(case)] == [
        "01-QĐ/UBKTHU", "01-CV/UBKTHU", "01-BB/UBKTHU", "01-BC/UBKTHU", "01-KL/UBKTHU",
    ]  # fmt: skip
    assert list(recount_state()) == []


def test_a_decision_on_a_numbered_document_names_it_and_leaves_room_for_its_issuer(world: World) -> None:
    making(world)
    with clock.at(VERIFIED):
        announced(world)
        why = Why("request", "7-CV/BTV", VERIFIED)
        given = Given(VERIFIED, Choice(HERE, ("verification_decision",)))
        duty = Duty.objects.get(kind="annual")
        case = open_verification(world.places["district"], duty.pk, why, given, actor=world.actor("khoa"))
        assert "Căn cứ 7-CV/BTV, ngày 11 tháng 5 năm 2026 của …" in texts(case, "verification_decision")


def test_every_paper_a_step_makes_has_words_but_the_explanation_which_is_the_persons_own() -> None:
    made = {
        code: [one.code for one in documents_of("verification", code, VERIFIED)]
        for code in ("opened", "explanation_asked", "verified", "reported", "concluded", "notified")
    }
    assert made == {
        "opened": ["verification_decision"], "explanation_asked": ["explanation_request"], "verified": ["verification_minutes"],
        "reported": ["verification_report"], "concluded": [], "notified": ["verification_conclusion"],
    }  # fmt: skip

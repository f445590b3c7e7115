"""A verification: by grant alone, on a ground of the list, unknown outcomes on two officers' word, told to whom it is about in time."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from liemchinh.casework.models import Case
from liemchinh.declarations import case_recount, verifying
from liemchinh.declarations.matter import Why
from liemchinh.declarations.models import Duty, Outcome, Ticket, Verification
from liemchinh.declarations.verifying import (
    Given,
    cancel_verification_step,
    open_verification,
    record_verification_step,
)
from liemchinh.journal import clock
from liemchinh.journal.verification import verify
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.granted_kind import more_officers
from tests.permissions_of_declarations import (
    VERIFIED,
    announced,
    second_officer,
    stated,
    to_conclude,
    verification,
    verification_steps,
)

pytestmark = pytest.mark.django_db


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_a_verification_runs_from_the_draw_to_its_published_conclusion(world):
    khoa, binh = world.actor("khoa"), world.people["binh"]
    with clock.at(VERIFIED):
        case = verification(world)
        facts = Verification.objects.get()
        assert (facts.case, facts.ground, facts.document, facts.duty.person_id) == (case, "random", "", binh)
        page = world.client("khoa").get(reverse("declarations:case", args=[case.pk]))
        assert page.status_code == 200 and "Trần Văn Bình" in page.content.decode()
        own = reverse("casework:mine", args=[case.pk])
        assert world.client("binh").get(own).status_code == 404, "nothing shows before the explanation is asked for"
        verification_steps(case, khoa, "explanation_asked")
        told = world.client("binh").get(own).content.decode()
        assert "Xác minh bản kê khai của tôi" in told and "Được chọn ngẫu nhiên" in told
        verification_steps(case, khoa, "explained", "verified", "reported")
        with pytest.raises(Refused) as refused:
            verification_steps(case, khoa, "concluded")
        assert codes(refused) == ["unknown"], "no verified text lists the outcomes"
        stated(case, khoa)
        with pytest.raises(Refused):
            verifying.vouch_for_outcome(case, actor=khoa)
        verifying.vouch_for_outcome(case, actor=second_officer(world, case))
        verification_steps(case, khoa, "concluded")
        row = Outcome.objects.get()
        assert (row.outcome, row.is_unverified, row.on) == ("truthful", True, VERIFIED)
        assert "Kê khai trung thực" not in world.client("binh").get(own).content.decode()
        verification_steps(case, khoa, "notified")
        assert "Kê khai trung thực, đầy đủ, rõ ràng" in world.client("binh").get(own).content.decode()
        verification_steps(case, khoa, "published", "closed")
        assert Case.objects.get(pk=case.pk).closed_by
    assert list(case_recount.differences()) == [] and verify().ok


def test_nobody_without_the_grant_reads_it_and_nowhere_else_shows_that_there_is_one(world):
    with clock.at(VERIFIED):
        announced(world, made=True)
        more_officers(world)
        branch = world.places["branch"]
        lists = [reverse("declarations:year", args=[branch]), reverse("declarations:positions", args=[branch])]
        before = [world.client("nam").get(url).content.decode().split("<main")[1] for url in lists]
        case = verification(world)
        url = reverse("declarations:case", args=[case.pk])
        answers = {
            name: world.client(name).get(url).status_code for name in ("an", "nam", "thu", "duc", "chi", "binh", "quan")
        }
        assert set(answers.values()) == {404}, answers
        assert world.client("khoa").get(url).status_code == 200
        after = [world.client("nam").get(url).content.decode().split("<main")[1] for url in lists]
        strip = lambda page: page.split("csrfmiddlewaretoken")[0]  # noqa: E731
        assert [strip(page) for page in after] == [strip(page) for page in before]


def test_grounds_are_closed_and_stand_on_a_drawn_line_or_a_document(world):
    khoa, district = world.actor("khoa"), world.places["district"]
    with clock.at(VERIFIED):
        announced(world)
        duty = Duty.objects.get(kind="annual")
        given = Given(VERIFIED, typed("12-QĐ/UBKT"))

        def tried(why, told=given):
            with pytest.raises(Refused) as refused:
                open_verification(district, duty.pk, why, told, actor=khoa)
            return codes(refused)

        assert tried(Why("random")) == ["declarations.not-drawn"]
        assert tried(Why("rumour", "7-CV", VERIFIED)) == ["declarations.ground"]
        assert tried(Why("denunciation")) == ["declarations.document"]
        assert tried(Why("request", "7-CV", VERIFIED + timedelta(days=1)), Given(VERIFIED)) == ["ahead", "number"]
        case = open_verification(district, duty.pk, Why("request", "7-CV/BTV", VERIFIED), given, actor=khoa)
        assert Verification.objects.get().document == "7-CV/BTV"
        cancel_verification_step(case, "twice", actor=khoa)
        assert Case.objects.get(pk=case.pk).closed_by and not Ticket.objects.filter(drawn=True).exists()
    assert list(case_recount.differences()) == [] and verify().ok


def test_a_conclusion_taken_back_stands_no_more(world):
    khoa = world.actor("khoa")
    with clock.at(VERIFIED):
        case = to_conclude(world)
        stated(case, khoa)
        verifying.vouch_for_outcome(case, actor=second_officer(world, case))
        with pytest.raises(Refused) as refused:
            record_verification_step(case, "concluded", Given(VERIFIED, typed("30-KL"), outcome="rich"), actor=khoa)
        assert codes(refused) == ["declarations.outcome"]
        verification_steps(case, khoa, "concluded")
        cancel_verification_step(case, "wrong_day", actor=khoa)
        assert Outcome.objects.get().cancelled_by
    assert list(case_recount.differences()) == [] and verify().ok


def test_before_the_text_names_the_control_bodies_none_is_opened(world):
    announced(world)
    duty = Duty.objects.get(kind="annual")
    with pytest.raises(Refused) as refused:
        open_verification(
            world.places["district"], duty.pk, Why("request", "7-CV", date(2026, 2, 2)),
            Given(date(2026, 2, 2), typed("12-QĐ")), actor=world.actor("khoa"),
        )  # fmt: skip
    assert codes(refused) == ["declarations.control-unknown"]

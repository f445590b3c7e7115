"""What was recorded wrongly is cancelled with a reason, in the register too; the old state stays readable as of its day."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.casework import recount as steps_recount
from liemchinh.casework.models import Case, Ground
from liemchinh.casework.queries import awaited_of, course_of, withdrawn_of
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members import recount as members_recount
from liemchinh.members.models import Spell
from liemchinh.screening import deciding, helping, recount, services
from liemchinh.screening.models import Agreed, Screening, Talk
from liemchinh.screening.tests.conftest import (
    ALL,
    DECIDED,
    ENDED,
    HELPED,
    NONE,
    NOW,
    TOLD,
    VOTED,
    help_him,
    help_unproved,
    name,
    paper,
    to_committee,
)
from liemchinh.screening.tests.test_hidden import own, pages
from liemchinh.screening.undoing import cancel_agreed, cancel_step, cancel_talk
from regulations.answers import Refused

UNPAID = "duty.dues_three_months"
NEXT = date(2026, 3, 4)


def codes(refused: Any) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def differences() -> list[str]:
    return [told for found in (recount, steps_recount, members_recount) for told in found.differences()]


def shown(client: Any, page: str) -> str:
    return str(client.get(page).content.decode().partition('name="step" value="')[2].partition('"')[0])


def test_a_cancelled_step_waits_again_and_stays_readable_with_its_days_its_votes_and_the_reason(
    world: Any, case: Case
) -> None:
    services.tell_member(case, paper(TOLD), actor=world.actor("chi"))
    services.vote_on_review(case, paper(VOTED), ALL, actor=world.actor("chi"))
    with clock.at(NEXT):
        cancel_step(case, "wrong_day", actor=world.actor("chi"))
    assert [row.step for row in awaited_of(case)] == ["review_vote"]
    (old,) = withdrawn_of(case)
    assert (old.title, old.on, old.papers) == (
        "Chi bộ bỏ phiếu kín về danh sách giúp đỡ", VOTED, ["03-NQ/CB (20/10/2024)"],
    )  # fmt: skip
    assert (old.recorded, old.cancelled, old.reason) == (NOW, NEXT, "Ghi nhầm ngày")
    assert old.vote is not None and old.vote.votes_for == 2
    page = world.client("chi").get(reverse("screening:one", args=[case.pk])).content.decode()
    assert "Ghi vào sổ ngày 03/03/2026, hủy ngày 04/03/2026: Ghi nhầm ngày" in page
    assert differences() == []


def test_the_beginning_of_help_is_cancelled_in_the_register_too_and_the_register_reads_the_same_to_others(
    world: Any, case: Case
) -> None:
    before = pages(world, ("an", "nam", "khoa", "em"))
    help_him(world, case)
    cancel_step(case, "wrong_day", actor=world.actor("chi"))
    helped = Entry.objects.get(kind="members.helped")
    cancelled = Entry.objects.get(kind="members.cancelled", cancels_id=helped.sequence)
    assert cancelled.case_id == case.pk and differences() == []
    assert pages(world, ("an", "nam", "khoa", "em")) == before
    services.begin_help(case, date(2024, 11, 5), actor=world.actor("chi"))
    assert [row.opens_on for row in awaited_of(case)] == [date(2025, 11, 5)]


def test_a_decision_taken_back_gives_the_membership_back_and_only_the_committee_may(world: Any, case: Case) -> None:
    to_committee(world, case)
    deciding.decide(case, paper(DECIDED), "struck_off", actor=world.actor("hien"))
    for reason, by, told in (("wrong_day", "chi", "ngoài phạm vi"), ("because", "hien", "không có trong danh sách")):
        with pytest.raises(Refused, match=told):
            cancel_step(case, reason, actor=world.actor(by))
    cancel_step(case, "annulled", actor=world.actor("hien"))
    case.refresh_from_db()
    assert case.closed_by is None and [row.step for row in awaited_of(case)] == ["decided"]
    assert Screening.objects.get(case=case).outcome == "" and "Quyết định" not in own(world)
    assert Spell.objects.get(person_id=world.people["binh"], cancelled_by=None, official=True).ends_on is None
    assert differences() == []


def test_steps_taken_back_to_the_first_end_the_case_and_somebody_else_can_be_named(world: Any, case: Case) -> None:
    help_him(world, case)
    for _step in range(4):
        cancel_step(case, "wrong_person", actor=world.actor("chi"))
    case.refresh_from_db()
    assert case.closed_by is not None and course_of(case) == [] and awaited_of(case) == []
    page = reverse("screening:one", args=[case.pk])
    assert [world.client(who).get(page).status_code for who in ("chi", "hien")] == [404, 404] and own(world) == {}
    assert differences() == []
    with pytest.raises(Refused) as refused:
        cancel_step(case, "wrong_person", actor=world.actor("chi"))
    assert codes(refused) == ["gone"]
    assert name(world).pk != case.pk


def test_a_step_recorded_since_the_page_was_opened_is_not_cancelled_in_place_of_the_one_that_was_shown(
    world: Any, case: Case
) -> None:
    services.tell_member(case, paper(TOLD), actor=world.actor("chi"))
    page, chi = reverse("screening:cancel", args=[case.pk]), world.client("chi")
    before = shown(chi, page)
    services.vote_on_review(case, paper(VOTED), ALL, actor=world.actor("hien"))
    late = chi.post(page, {"reason": "wrong_day", "step": before})
    assert late.status_code == 422 and "đã ghi bước khác" in late.content.decode()
    assert [step.code for step in course_of(case)] == ["named", "told", "review_vote"]
    assert chi.post(page, {"reason": "wrong_day", "step": shown(chi, page)}).status_code == 302
    assert [step.code for step in course_of(case)] == ["named", "told"]


def test_what_ended_without_a_decision_against_the_member_is_not_opened_again(world: Any, case: Case) -> None:
    help_him(world, case)
    deciding.vote_on_progress(case, paper(ENDED), ALL, actor=world.actor("chi"))
    with pytest.raises(Refused) as refused:
        cancel_step(case, "wrong_day", actor=world.actor("chi"))
    assert codes(refused) == ["gone"]
    assert world.client("chi").get(reverse("screening:cancel", args=[case.pk])).status_code == 404


def test_the_ground_two_officers_stood_behind_is_stated_anew_when_telling_is_taken_back(world: Any) -> None:
    case = name_and_tell(world)
    cancel_step(case, "wrong_day", actor=world.actor("chi"))
    assert not Ground.objects.filter(case=case, cancelled_by=None).exists()
    with pytest.raises(Refused) as refused:
        services.tell_member(case, paper(TOLD), actor=world.actor("chi"))
    assert codes(refused) == ["unknown"]


def name_and_tell(world: Any) -> Case:
    case = help_unproved(world)
    for _step in ("help", "review_vote"):
        cancel_step(case, "wrong_day", actor=world.actor("chi"))
    return case


def test_help_recorded_wrongly_is_cancelled_piece_by_piece_and_before_its_beginning(world: Any, case: Case) -> None:
    chi = world.actor("chi")
    help_him(world, case)
    helping.agree(case, UNPAID, "dues_paid", HELPED, actor=chi)
    helping.note_talk(case, date(2025, 2, 2), actor=chi)
    helping.mark_done(case, Agreed.objects.get(cancelled_by=None).pk, date(2025, 3, 3), actor=chi)
    with pytest.raises(Refused) as refused:
        cancel_step(case, "wrong_day", actor=chi)
    assert codes(refused) == ["later-steps"]
    done = Agreed.objects.get(cancelled_by=None)
    cancel_agreed(case, done.pk, "wrong_kind", actor=chi)
    agreed = Agreed.objects.get(cancelled_by=None)
    assert (agreed.done_on, differences()) == (None, [])
    with pytest.raises(Refused) as refused:
        cancel_agreed(case, done.pk, "wrong_kind", actor=chi)
    assert codes(refused) == ["no-such"]
    cancel_agreed(case, agreed.pk, "wrong_kind", actor=chi)
    cancel_talk(case, Talk.objects.get().pk, "wrong_day", actor=chi)
    assert not Agreed.objects.filter(cancelled_by=None).exists() and differences() == []
    helping.agree(case, UNPAID, "dues_paid", HELPED, actor=chi)
    cancel_agreed(case, Agreed.objects.get(cancelled_by=None).pk, "twice", actor=chi)
    told = Entry.objects.filter(kind="screening.help_cancelled", case_id=case.pk, cancels_id__isnull=False)
    assert told.count() == 4
    cancel_step(case, "wrong_day", actor=chi)
    assert [step.code for step in course_of(case)] == ["named", "told", "review_vote"] and differences() == []


def test_the_pages_cancel_a_talk_and_what_was_agreed_and_refuse_without_a_reason(world: Any, case: Case) -> None:
    help_him(world, case)
    helping.agree(case, UNPAID, "dues_paid", HELPED, actor=world.actor("chi"))
    helping.note_talk(case, date(2025, 2, 2), actor=world.actor("chi"))
    chi, agreed, talk = world.client("chi"), case.agreed.get().pk, case.talks.get().pk
    for page in (
        reverse("screening:cancel-agreed", args=[case.pk, agreed]), reverse("screening:cancel-talk", args=[case.pk, talk]),
    ):  # fmt: skip
        assert chi.post(page, {"reason": ""}).status_code == 422
        assert chi.post(page, {"reason": "wrong_day"}).status_code == 302
        assert chi.get(page).status_code == 404


def test_an_outcome_that_is_not_the_books_is_found(world: Any, case: Case) -> None:
    help_him(world, case)
    deciding.vote_on_progress(case, paper(ENDED), NONE, actor=world.actor("chi"))
    assert differences() == []
    Screening.objects.update(outcome="recognised")
    assert list(recount.differences()) == [f"Vụ việc số {case.pk}: căn cứ, việc giúp đỡ đang lưu khác với sổ."]

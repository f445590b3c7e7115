"""From a name to its end: the member is told before any vote, twelve months of help come before a judgment, and the register follows."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.casework import recount as steps_recount
from liemchinh.casework.counting import Count
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case
from liemchinh.casework.queries import awaited_of, course_of
from liemchinh.journal.models import Entry
from liemchinh.members import recount as members_recount
from liemchinh.members.models import Spell
from liemchinh.screening import deciding, grounding, helping, recount, services
from liemchinh.screening.models import Agreed, Screening, Talk
from liemchinh.screening.tests.conftest import (
    ALL,
    DECIDED,
    ENDED,
    HELPED,
    NAMED,
    NONE,
    RATED,
    TOLD,
    VOTED,
    dues,
    help_him,
    name,
    paper,
    to_committee,
)  # fmt: skip
from regulations.answers import Refused


def codes(refused: Any) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def closed(case: Case) -> bool:
    return Case.objects.filter(pk=case.pk).exclude(closed_by=None).exists()


def test_no_vote_comes_before_the_member_was_told_and_no_help_before_the_vote(world: Any, case: Case) -> None:
    chi = world.actor("chi")
    for early in (
        lambda: services.vote_on_review(case, paper(VOTED), ALL, actor=chi),
        lambda: services.begin_help(case, HELPED, actor=chi),
    ):
        with pytest.raises(Refused) as refused:
            early()
        assert codes(refused) == ["not-awaited"]
    help_him(world, case)
    assert [step.code for step in course_of(case)] == ["named", "told", "review_vote", "help"]


def test_too_few_votes_list_nobody_and_the_case_ends(world: Any, case: Case) -> None:
    services.tell_member(case, paper(TOLD), actor=world.actor("chi"))
    services.vote_on_review(case, paper(VOTED), NONE, actor=world.actor("chi"))
    assert closed(case) and Screening.objects.get(case=case).outcome == "not_listed"
    assert not Entry.objects.filter(kind="members.helped").exists()


@pytest.mark.parametrize(("votes", "listed"), [(3, False), (4, True)])
def test_two_thirds_of_the_official_members_who_are_not_exempt(
    world: Any, case: Case, votes: int, listed: bool
) -> None:
    from liemchinh.members.facts import PersonFacts
    from liemchinh.members.services import NewAct, register_person

    branch = world.places["branch"]
    for number in range(5):
        acts = [NewAct("admitted", date(2016, 5, 19), branch)]
        acts += [NewAct("official", date(2017, 5, 19), branch)] if number < 4 else []
        acts += [NewAct("exempt", date(2020, 1, 1), branch)] if number == 3 else []
        register_person(PersonFacts(f"Ngô Văn {number}"), acts, actor=world.actor("console"))
    # Chi's branch: seven members, one on probation, one exempt: five count; 3 of 5 is less than two thirds.
    services.tell_member(case, paper(TOLD), actor=world.actor("chi"))
    services.vote_on_review(case, paper(VOTED), Count(5, 5, 5, votes), actor=world.actor("chi"))
    assert Screening.objects.get(case=case).outcome == ("" if listed else "not_listed")
    assert case.votes.get().whole == 5


def test_progress_is_judged_after_twelve_months_and_recognised_it_ends(world: Any, case: Case) -> None:
    help_him(world, case)
    assert [(one.step, one.opens_on) for one in awaited_of(case)] == [("progress_vote", ENDED)]
    with pytest.raises(Refused, match="chỉ làm được từ ngày 01/11/2025"):
        deciding.vote_on_progress(case, paper(date(2025, 10, 31)), ALL, actor=world.actor("chi"))
    deciding.vote_on_progress(case, paper(ENDED), ALL, actor=world.actor("chi"))
    assert closed(case) and Screening.objects.get(case=case).outcome == "recognised"
    assert Spell.objects.get(person_id=world.people["binh"], cancelled_by=None, official=True).ends_on is None


def test_the_committee_strikes_off_on_the_branch_proposal_and_the_register_follows(world: Any, case: Case) -> None:
    to_committee(world, case)
    with pytest.raises(Refused, match="ngoài phạm vi"):
        deciding.decide(case, paper(DECIDED), "struck_off", actor=world.actor("chi"))
    deciding.decide(case, paper(DECIDED, "20-QĐ/ĐU"), "struck_off", actor=world.actor("hien"))
    last = Spell.objects.filter(person_id=world.people["binh"], cancelled_by=None).latest("starts_on")
    assert (last.ends_on, last.ends_kind) == (DECIDED, "struck_off")
    assert closed(case) and Screening.objects.get(case=case).outcome == "struck_off"


def test_the_committee_may_recognise_progress_all_the_same(world: Any, case: Case) -> None:
    to_committee(world, case)
    deciding.decide(case, paper(DECIDED), "recognised", actor=world.actor("hien"))
    assert Screening.objects.get(case=case).outcome == "recognised"
    assert not Entry.objects.filter(kind="members.struck_off").exists()


def test_leave_on_which_no_rule_is_verified_needs_two_officers_behind_a_ground(world: Any, case: Case) -> None:
    to_committee(world, case)
    hien, other = world.actor("hien"), _second_officer(world)
    with pytest.raises(Refused) as refused:
        deciding.decide(case, paper(DECIDED), "left", actor=hien)
    assert codes(refused) == ["unknown"]
    grounding.state(case, NewGround("decided", "Điều 8, khoản 2", "Điều lệ Đảng"), actor=hien)
    with pytest.raises(Refused, match="không tự xác nhận"):
        grounding.vouch(case, "decided", actor=hien)
    grounding.vouch(case, "decided", actor=other)
    deciding.decide(case, paper(DECIDED), "left", actor=hien)
    assert Entry.objects.get(kind="members.left").effective_on == DECIDED


def test_one_or_two_years_of_a_rating_is_unknown_and_waits_for_a_ground_of_two_officers(world: Any) -> None:
    named, told, voted = date(2026, 1, 15), date(2026, 1, 20), date(2026, 2, 1)
    case = name(world, RATED, named)
    assert not Screening.objects.get(case=case).proved
    with pytest.raises(Refused) as refused:
        services.tell_member(case, paper(told), actor=world.actor("chi"))
    assert codes(refused) == ["unknown"] and "các nguồn mâu thuẫn" in str(refused.value)
    page = world.client("chi").get(reverse("screening:one", args=[case.pk])).content.decode()
    assert "các nguồn mâu thuẫn" in page and reverse("screening:step", args=[case.pk, "told"]) not in page
    grounding.state(case, NewGround("named", "mục II.1", "Hướng dẫn 02-HD/BTCTW"), actor=world.actor("chi"))
    grounding.vouch(case, "named", actor=world.actor("hien"))
    services.tell_member(case, paper(told), actor=world.actor("chi"))
    services.vote_on_review(case, paper(voted), ALL, actor=world.actor("chi"))
    assert course_of(case)[0].ground is not None


def test_help_is_what_was_agreed_from_lists_done_or_not_and_days_of_talks(world: Any, case: Case) -> None:
    chi = world.actor("chi")
    help_him(world, case)
    helping.agree(case, "duty.dues_three_months", "dues_paid", HELPED, actor=chi)
    helping.agree(case, "duty.dues_three_months", "task_assigned", HELPED, actor=chi)
    helping.note_talk(case, date(2025, 2, 2), actor=chi)
    first = Agreed.objects.get(step="dues_paid", cancelled_by=None)
    helping.mark_done(case, first.pk, date(2025, 3, 3), actor=chi)
    agreed = Agreed.objects.filter(case=case, cancelled_by=None).order_by("step").values_list("step", "done_on")
    assert list(agreed) == [("dues_paid", date(2025, 3, 3)), ("task_assigned", None)]
    assert list(Talk.objects.values_list("on", flat=True)) == [date(2025, 2, 2)]
    for again in (
        lambda: helping.agree(case, "duty.dues_three_months", "dues_paid", HELPED, actor=chi),
        lambda: helping.note_talk(case, date(2025, 2, 2), actor=chi),
        lambda: helping.agree(case, "ethics.gambling", "dues_paid", HELPED, actor=chi),
        lambda: helping.note_talk(case, TOLD, actor=chi),
    ):
        with pytest.raises(Refused):
            again()


def test_the_branch_may_end_it_at_any_time_and_the_book_alone_makes_everything_again(world: Any, case: Case) -> None:
    help_him(world, case)
    helping.agree(case, "duty.dues_three_months", "dues_paid", HELPED, actor=world.actor("chi"))
    helping.note_talk(case, date(2025, 2, 2), actor=world.actor("chi"))
    services.stop(case, date(2025, 3, 3), actor=world.actor("chi"))
    assert closed(case)
    about = Entry.objects.filter(case_id=case.pk).order_by("sequence").values_list("kind", flat=True)
    assert list(about) == [
        "screening.named", "screening.told", "screening.review_vote", "screening.help", "members.helped", "screening.agreed",
        "screening.talked", "screening.stopped",
    ]  # fmt: skip
    for differences in (recount.differences, steps_recount.differences, members_recount.differences):
        assert list(differences()) == []
    Agreed.objects.update(step="training_attended")
    assert list(recount.differences()) == [f"Vụ việc số {case.pk}: căn cứ, việc giúp đỡ đang lưu khác với sổ."]


def test_what_the_dues_contradict_is_refused_with_the_count_and_all_other_reasons(world: Any) -> None:
    dues(world, 2)
    with pytest.raises(Refused) as refused:
        services.name_member(
            world.places["branch"], world.people["binh"], "duty.dues_three_months", world.places["other"], NAMED,
            actor=world.actor("chi"),
        )  # fmt: skip
    assert codes(refused) == ["ground-no", "committee"] and "Nhiều nhất 2 tháng trong một năm" in str(refused.value)


@pytest.mark.parametrize(
    ("ground", "who", "reason"),
    [("ethics.gambling", "binh", "ground"), ("duty.no_progress_after_help", "binh", "ground"),
     ("duty.dues_three_months", "em", "not-member")],
)  # fmt: skip
def test_nobody_is_named_outside_the_closed_list_or_the_own_branch(
    world: Any, ground: str, who: str, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        name(world, ground, who=who)
    assert codes(refused) == [reason]


def test_nobody_is_named_twice_at_once_and_absence_without_any_record_is_unknown(world: Any, case: Case) -> None:
    with pytest.raises(Refused) as refused:
        name(world, "duty.absent_three_months")
    assert codes(refused) == ["named-before"]
    services.stop(case, TOLD, actor=world.actor("chi"))
    assert not Screening.objects.get(case=name(world, "duty.absent_three_months")).proved


def _second_officer(world: Any) -> Any:
    from liemchinh.access.granting import Offer, confirm_role, propose_role
    from liemchinh.journal import clock

    offer = Offer(world.accounts["lan"], "screening_officer", world.places["commune"], clock.today())
    confirm_role(propose_role(offer, actor=world.actor("an")), actor=world.actor("oanh"))
    return world.actor("lan")

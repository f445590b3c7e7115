"""Inspections by grant: out of a programme or on signs a document shows, step by step; team, results, duties; what the person sees."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liemchinh.casework.concerned import cases_about
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case, Deadline
from liemchinh.casework.steps import Who, subjects_of
from liemchinh.inspections import case_recount
from liemchinh.inspections.case_queries import open_to_me, results_of
from liemchinh.inspections.coverage import coverage
from liemchinh.inspections.extending import reach_of
from liemchinh.inspections.follow_ups import Duty, confirm_follow_up, follow_up_done, set_follow_up
from liemchinh.inspections.models import Challenge, FollowUp, Inspection, Result, TeamMember
from liemchinh.inspections.opening import Source, Start, open_on_signs, open_planned
from liemchinh.inspections.taking import Given, Outcome, record_step, record_steps
from liemchinh.inspections.team import answer_challenge, challenge_member, join_team, leave_team
from liemchinh.inspections.undoing import cancel_step
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.models import Spell
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.granted_kind import more_officers
from tests.permissions_of_cases_of_inspection import SUBJECT, concluded, on_signs, planned, signs, taken
from tests.permissions_of_inspections import DAY, adopted
from tests.world import World

pytestmark = pytest.mark.django_db
ON = date(2026, 2, 2)


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code for fault in refused.value.refusals)


def test_a_branch_inspects_a_member_from_its_programme_to_the_notice(world: World) -> None:
    chi, case = world.actor("chi"), planned(world, "branch")
    assert (case.kind, case.inspection.sort) == ("branch_inspection", "planned")
    assert subjects_of(case.pk) == [Who(SUBJECT, None, world.people["binh"])]
    taken(case, chi, "announced", "reported", "verified", "exchanged")
    bad = Given(ON, outcomes=[Outcome(Who(SUBJECT, None, world.people["binh"]), "good", "own")])
    with pytest.raises(Refused) as refused:
        record_step(case, "concluded", bad, actor=chi)
    assert codes(refused) == ["discipline"]
    with pytest.raises(Refused) as refused:
        record_step(case, "concluded", Given(ON), actor=chi)
    assert codes(refused) == ["each"]
    taken(case, chi, "concluded")
    assert [(one.result, one.discipline) for one in results_of(case)] == [
        ("Có khuyết điểm", "Không phải thi hành kỷ luật")
    ]
    with pytest.raises(Refused) as refused:
        record_step(case, "notified", Given(ON), actor=chi)
    assert codes(refused) == ["number"]
    taken(case, chi, "notified", "closed")
    case.refresh_from_db()
    assert case.closed_by is not None and list(case_recount.differences()) == []
    kinds = list(Entry.objects.filter(case_id=case.pk).order_by("sequence").values_list("kind", "member_id"))
    assert [kind for kind, _member in kinds] == [
        f"branch_inspection.{code}"
        for code in ("opened", "announced", "reported", "verified", "exchanged", "concluded", "notified", "closed")
    ]
    assert {member for _kind, member in kinds} == {None}, "the book is not searched by person for it"


def test_nothing_but_a_line_in_force_or_a_document_begins_one(world: World) -> None:
    khoa, programme = world.actor("khoa"), adopted(world, "district")
    stranger = Who(SUBJECT, world.places["sibling"])
    with pytest.raises(Refused) as refused:
        open_planned(programme.pk, 1, [stranger], Start(ON), actor=khoa)
    assert codes(refused) == ["not-planned", "number"]
    with pytest.raises(Refused) as refused:
        open_planned(programme.pk, 9, [stranger], Start(ON, typed("1")), actor=khoa)
    assert codes(refused) == ["no-item"]
    told = replace(
        signs(world), source=Source("reports", "", clock.today() + timedelta(days=1), ""), content=(), people=()
    )
    with pytest.raises(Refused) as refused:
        open_on_signs(world.places["district"], told, Start(ON), actor=khoa)
    assert codes(refused) == ["ahead", "content", "nobody", "source", "source-issuer", "source-number"]
    with pytest.raises(Refused) as refused:
        open_on_signs(world.places["branch"], replace(signs(world), organ="committee"), Start(ON), actor=khoa)
    assert codes(refused) == ["inspections.not_own"]
    assert not Case.objects.exists()


def test_on_signs_the_document_stands_and_the_subjects_branch_manages(world: World) -> None:
    case = on_signs(world)
    facts = Inspection.objects.get(case=case)
    assert (facts.source, facts.source_number, facts.programme_id) == ("audit", "07-KL/KTNN", None)
    assert Deadline.objects.filter(case=case, step="decided", cancelled_by=None).exists()
    khoa = world.actor("khoa")
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", Given(ON), actor=khoa)
    assert codes(refused) == ["number"]
    with pytest.raises(Refused) as refused:
        record_steps(case, [("decided", Given(ON, typed("2-QĐ"))), ("concluded", Given(ON))], actor=khoa)
    assert "not-awaited" in codes(refused) and not case.steps.filter(code="decided").exists()
    taken(case, khoa, "decided", "prepared", "announced", "reported", "exchanged", "managing_meeting", "concluded")
    assert Result.objects.get().person_id == world.people["binh"]
    taken(case, khoa, "notified", "conclusion_announced", "closed")
    assert list(case_recount.differences()) == []


def test_a_case_is_handed_over_instead(world: World) -> None:
    case = on_signs(world)
    taken(case, world.actor("khoa"), "handed_over")
    case.refresh_from_db()
    assert case.closed_by is not None


def test_without_the_grant_a_colleague_can_do_nothing(world: World) -> None:
    thu, duc = more_officers(world)
    case = on_signs(world)
    assert list(open_to_me(thu, ended=False)) == [] and list(open_to_me(world.actor("khoa"), ended=False)) == [case]
    calls = (
        lambda: record_step(case, "decided", Given(ON, typed("1")), actor=thu),
        lambda: join_team(case, world.people["em"], leads=True, actor=thu),
        lambda: leave_team(case, world.people["em"], actor=thu),
        lambda: challenge_member(case, world.people["em"], actor=thu),
        lambda: answer_challenge(case, world.people["em"], ON, upheld=True, actor=thu),
        lambda: cancel_step(case, "twice", actor=thu),
        lambda: set_follow_up(case, Duty(Who(SUBJECT, None, world.people["binh"]), "remedy", ON), actor=thu),
    )
    for call in calls:
        with pytest.raises(Refused) as refused:
            call()
        assert codes(refused) == ["no-grant"]
    state_grant(case, world.accounts["thu"], actor=world.actor("khoa"))
    vouch_for_grant(case, world.accounts["thu"], actor=duc)
    assert list(open_to_me(world.actor("thu"), ended=False)) == [case]


def test_the_person_sees_it_from_the_announcement_and_challenges_the_team(world: World) -> None:
    khoa, binh, em = world.actor("khoa"), world.actor("binh"), world.people["em"]
    case = on_signs(world)
    with pytest.raises(Refused) as refused:
        join_team(case, world.people["binh"], leads=True, actor=khoa)
    assert codes(refused) == ["conflict"]
    join_team(case, em, leads=True, actor=khoa)
    with pytest.raises(Refused) as refused:
        join_team(case, world.people["sibling"], leads=True, actor=khoa)
    assert codes(refused) == ["head"]
    taken(case, khoa, "decided", "prepared")
    assert cases_about(binh) == []
    with pytest.raises(Refused) as refused:
        challenge_member(case, em, actor=binh)
    assert codes(refused) == ["no-grant"], "not announced: nobody is told that there is a case"
    taken(case, khoa, "announced")
    assert cases_about(binh) == [case] and cases_about(world.actor("em")) == []
    challenge_member(case, em, actor=binh)
    with pytest.raises(Refused) as refused:
        challenge_member(case, em, actor=binh)
    assert codes(refused) == ["challenged"]
    answer_challenge(case, em, clock.today(), upheld=True, actor=khoa)
    assert Entry.objects.filter(case_id=case.pk, kind="inspections.team_joined").count() == 1
    assert not TeamMember.objects.filter(cancelled_by=None).exists()
    assert Challenge.objects.get(cancelled_by=None).upheld is True and list(case_recount.differences()) == []
    kinds = Entry.objects.filter(case_id=case.pk).order_by("-sequence").values_list("kind", flat=True)[:3]
    assert list(kinds) == ["inspections.team_left", "inspections.challenge_answered", "inspections.challenged"]


def test_what_has_to_be_done_is_confirmed_by_somebody_else(world: World) -> None:
    khoa, (_thu, duc) = world.actor("khoa"), more_officers(world)
    case, who = on_signs(world), Who(SUBJECT, None, world.people["binh"])
    duty = Duty(who, "remedy", date(2026, 6, 30))
    with pytest.raises(Refused) as refused:
        set_follow_up(case, replace(duty, what="kneel", who=replace(who, person=world.people["em"])), actor=khoa)
    assert codes(refused) == ["not-concluded", "stranger", "what"]
    concluded(case, khoa)
    set_follow_up(case, duty, actor=khoa)
    row = FollowUp.objects.get()
    follow_up_done(case, row.pk, clock.today(), actor=khoa)
    with pytest.raises(Refused) as refused:
        confirm_follow_up(case, row.pk, actor=khoa)
    assert codes(refused) == ["by-two"]
    state_grant(case, world.accounts["duc"], actor=khoa)
    vouch_for_grant(case, world.accounts["duc"], actor=world.actor("thu"))
    confirm_follow_up(case, row.pk, actor=duc)
    row.refresh_from_db()
    assert row.confirmed_by == duc.account_id and list(case_recount.differences()) == []
    FollowUp.objects.update(what="repay")
    assert len(list(case_recount.differences())) == 1
    kinds = Entry.objects.filter(case_id=case.pk, kind__contains="follow_up_").order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == [
        "inspections.follow_up_set", "inspections.follow_up_done", "inspections.follow_up_confirmed",
    ]  # fmt: skip


def test_a_plans_own_day_is_the_deadline_and_an_extension_says_how_it_was_counted(world: World) -> None:
    khoa = world.actor("khoa")
    case = planned(world, "district", sort="topic", until=date(2026, 4, 1))
    taken(case, khoa, "announced", "reported")
    assert reach_of(case, ON).last is None and "Chưa có giá trị được xác minh" in reach_of(case, ON).lines[0]
    with pytest.raises(Refused) as refused:
        record_step(case, "extended", Given(ON, typed("5-QĐ"), until=date(2026, 4, 1)), actor=khoa)
    assert codes(refused) == ["not-later"]
    record_step(case, "extended", Given(ON, typed("5-QĐ"), until=date(2026, 4, 11)), actor=khoa)
    taken(case, khoa, "exchanged")
    assert Deadline.objects.get(case=case, step="concluded", cancelled_by=None).due_on == date(2026, 4, 11)
    taken(case, khoa, "concluded", "signs_found")


def test_a_wrong_step_is_cancelled_with_what_it_concluded(world: World) -> None:
    khoa, case = world.actor("khoa"), on_signs(world)
    concluded(case, khoa)
    cancel_step(case, "wrong_day", actor=khoa)
    assert not Result.objects.filter(cancelled_by=None).exists() and list(case_recount.differences()) == []
    concluded(case, khoa, only=True)
    set_follow_up(case, Duty(Who(SUBJECT, None, world.people["binh"]), "review", DAY), actor=khoa)
    with pytest.raises(Refused) as refused:
        cancel_step(case, "wrong_day", actor=khoa)
    assert codes(refused) == ["later"]


def test_nothing_changes_in_the_register_and_the_picture_waits_for_the_end(world: World) -> None:
    khoa = world.actor("khoa")
    spells = list(Spell.objects.order_by("pk").values())
    case = planned(world, "district")
    before = coverage(khoa, world.places["district"], clock.today())
    taken(case, khoa, "prepared", "announced", "reported", "verified", "changed", "exchanged", "concluded", "notified")
    assert coverage(khoa, world.places["district"], clock.today()) == before
    taken(case, khoa, "closed")
    [commune] = coverage(khoa, world.places["district"], clock.today())
    assert list(commune.counts)[-1] == 1 and list(Spell.objects.order_by("pk").values()) == spells


def test_conclusions_are_followed_up_by_steps_of_their_own(world: World) -> None:
    khoa = world.actor("khoa")
    case = planned(world, "district", sort="follow_up")
    assert case.kind == "follow_up"
    taken(case, khoa, "reminded", "reported", "concluded", "notified", "closed")
    case.refresh_from_db()
    assert case.closed_by is not None

"""What the rules leave unknown: two officers stand behind article and document, and the decision stays marked."""

from dataclasses import replace
from datetime import date

import pytest

from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case, Paper
from liemchinh.discipline import asking, recount
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Deferral, Sanction
from liemchinh.discipline.stating import state_allegation, state_for_step, vouch_for_step
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import (
    DECIDED,
    MET,
    by_branch,
    by_commune,
    commune_officer,
    decision,
    meet,
    voters,
)
from liemchinh.discipline.undoing import cancel_step
from liemchinh.journal.models import Entry
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.granted_kind import more_officers
from tests.world import World

pytestmark = pytest.mark.django_db
GROUND = NewGround("decided", "Điều 10", "Quy định 296-QĐ/TW")


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code for fault in refused.value.refusals)


def with_khoa(world: World, case: Case) -> None:
    """Khoa opens the case too: Chi states him, Thu vouches."""
    thu, _duc = more_officers(world)
    state_grant(case, world.accounts["khoa"], actor=world.actor("chi"))
    vouch_for_grant(case, world.accounts["khoa"], actor=thu)


def test_an_act_whose_day_nobody_established_needs_two_who_stand_behind_the_decision(world: World) -> None:
    voters(world)
    chi, khoa = world.actor("chi"), world.actor("khoa")
    case = by_branch(world, established=False)
    meet(case, {"warning": 9}, chi)
    assert asking.limitation_of(Folder(case), "warning", MET).verdict == "unknown"
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", decision("warning"), actor=chi)
    assert codes(refused) == ["unknown"]
    state_for_step(case, GROUND, actor=chi)
    with pytest.raises(Refused) as refused:
        vouch_for_step(case, "decided", actor=chi)
    assert codes(refused) == ["ground-by-two"]
    with pytest.raises(Refused) as refused:
        vouch_for_step(case, "decided", actor=khoa)
    assert codes(refused) == ["no-grant"]
    with pytest.raises(Refused):
        record_step(case, "decided", decision("warning"), actor=chi)
    with_khoa(world, case)
    vouch_for_step(case, "decided", actor=khoa)
    record_step(case, "decided", decision("warning"), actor=chi)
    assert (Sanction.objects.get().unverified, Sanction.objects.get().withheld) == (True, False)
    assert list(recount.differences()) == []


def test_no_ground_helps_against_what_is_known_to_be_wrong(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world, from_above=True, task_level="grassroots", established=False)
    meet(case, {"warning": 9}, chi)
    state_for_step(case, GROUND, actor=chi)
    with_khoa(world, case)
    vouch_for_step(case, "decided", actor=world.actor("khoa"))
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", decision("warning"), actor=chi)
    assert codes(refused) == ["competence.none"]


def test_whether_it_was_a_task_from_above_is_unknown_until_it_is_established(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world, from_above=None)
    meet(case, {"warning": 9}, chi)
    assert asking.competence_of(Folder(case), "warning", MET).verdict == "unknown"
    sequence = state_allegation(case, replace(Folder(case).facts, from_above=False), actor=chi)
    assert Entry.objects.get(pk=sequence).kind == "discipline.allegation_stated"
    record_step(case, "decided", decision("warning"), actor=chi)
    assert not Sanction.objects.get().unverified
    with pytest.raises(Refused) as refused:
        state_allegation(case, replace(Folder(case).facts, from_above=True), actor=chi)
    assert codes(refused) == ["decided"]
    assert list(recount.differences()) == []


def test_a_deferral_nobody_could_verify_still_defers(world: World) -> None:
    tam = commune_officer(world)
    case = by_commune(world)
    # The texts before 28/07/2021 are not there: the clause is unknown, which is never read against the person.
    early = date(2021, 1, 4)
    record_step(
        case, "deferred", Given(early, clause="clause_22_9_7", ask_again_on=date(2021, 6, 1), history=True), actor=tam
    )
    assert Deferral.objects.get().clause == "clause_22_9_7"
    assert case.steps.get(code="deferred").withheld is False


def test_cancelling_a_proposal_brings_the_case_back(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world, from_above=True, task_level="grassroots")
    meet(case, {"warning": 8}, chi)
    to_committee = Given(DECIDED, papers=typed("02-TTr/CB"), to=world.places["commune"], organ="committee")
    record_step(case, "proposed", to_committee, actor=chi)
    tam, sau = commune_officer(world), commune_officer(world, "sau")
    state_grant(case, world.accounts["tam"], actor=sau)
    thu, _duc = more_officers(world)
    vouch_for_grant(case, world.accounts["tam"], actor=thu)
    assert Folder(case).facts.organ == "committee"
    cancel_step(case, "wrong_place", actor=tam)
    assert Folder(case).facts.organ == "branch" and Folder(case).body == world.places["branch"]
    assert list(recount.differences()) == []
    record_step(case, "proposed", to_committee, actor=chi)
    assert list(recount.differences()) == []


def test_that_the_time_is_over_is_told_in_writing_on_a_ground_of_two_where_the_rule_is_unknown(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world, established=False)
    meet(case, {"warning": 9}, chi)
    notice = Given(DECIDED, papers=typed("3-TB/CB"), cause="expired")
    with pytest.raises(Refused) as refused:
        record_step(case, "not_sanctioned", notice, actor=chi)
    assert codes(refused) == ["unknown"]
    state_for_step(case, replace(GROUND, step="not_sanctioned"), actor=chi)
    with_khoa(world, case)
    vouch_for_step(case, "not_sanctioned", actor=world.actor("khoa"))
    record_step(case, "not_sanctioned", notice, actor=chi)
    assert not Sanction.objects.exists()
    assert Paper.objects.get(case=case, step="not_sanctioned").kind == "discipline_expired"
    assert list(recount.differences()) == []

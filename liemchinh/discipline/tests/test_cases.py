"""Disciplinary cases of the world's branch and commune, at dates where the values are known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liemchinh.casework.models import Case, Deadline
from liemchinh.casework.steps import Who, parties_of
from liemchinh.discipline import asking, recount
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Allegation, Ballot, Deferral, Discipline, FormVote, Hearing, Sanction
from liemchinh.discipline.opening import open_discipline
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import (
    DECIDED,
    FILED,
    HEARD,
    MET,
    PLAIN,
    SOURCE,
    binh,
    body_meets,
    by_branch,
    by_commune,
    commune_officer,
    decision,
    meet,
    voters,
)  # fmt: skip
from liemchinh.discipline.undoing import cancel_step
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.models import Spell
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code for fault in refused.value.refusals)


def no_differences() -> None:
    assert list(recount.differences()) == []


def test_a_branch_reprimands_a_member_from_the_file_to_the_end(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    record_step(case, "self_review", Given(HEARD), actor=chi)
    meet(case, {"reprimand": 7, "warning": 2}, chi)
    record_step(case, "decided", decision("reprimand"), actor=chi)
    held = Sanction.objects.get()
    assert (held.form, held.number, held.decided_on, held.effective_on) == ("reprimand", "07-QĐ/CB", DECIDED, MET)
    assert (held.withheld, held.unverified, held.lapses_on) == (False, False, None)
    record_step(case, "announced", Given(DECIDED), actor=chi)
    record_step(case, "delivered", Given(DECIDED), actor=chi)
    held.refresh_from_db()
    assert (held.announced_on, held.delivered_on, held.lapses_on, held.by_product) == (
        DECIDED,
        DECIDED,
        date(2027, 1, 14),
        True,
    )
    record_step(case, "closed", Given(DECIDED), actor=chi)
    case.refresh_from_db()
    assert case.closed_by is not None
    no_differences()
    assert set(Entry.objects.filter(case_id=case.pk).values_list("member_id", flat=True)) == {None}


def test_votes_are_added_up_from_the_heaviest_form_only_after_they_are_counted(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    assert asking.deciding_ballot(Folder(case)) is None
    meet(case, {"reprimand": 5, "warning": 4}, chi)
    ballot = asking.deciding_ballot(Folder(case))
    assert ballot is not None and (ballot.row.whole, ballot.row.least) == (10, 10)
    outcome = asking.outcome_of(Folder(case), ballot).value
    assert [(one.form, one.votes, one.carried, one.needed, one.reached) for one in outcome.cumulated] == [
        ("warning", 4, 0, 6, False),
        ("reprimand", 5, 4, 6, True),
    ]
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", decision("warning"), actor=chi)
    assert codes(refused) == ["vote.other_form"]
    record_step(case, "decided", decision("reprimand"), actor=chi)
    no_differences()


def test_a_task_from_above_is_beyond_the_branch_which_proposes_to_the_committee(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world, from_above=True, task_level="grassroots")
    meet(case, {"warning": 8}, chi)
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", decision("warning"), actor=chi)
    assert codes(refused) == ["competence.none"]
    assert "Quy định 296-QĐ/TW" in str(refused.value)
    proposal = Given(DECIDED, papers=typed("02-TTr/CB"), to=world.places["commune"], organ="committee")
    with pytest.raises(Refused) as refused:
        record_step(case, "proposed", replace(proposal, to=world.places["sibling"]), actor=chi)
    assert codes(refused) == ["proposed-to"]
    record_step(case, "proposed", proposal, actor=chi)
    assert parties_of(case.pk)["body"] == Who("body", world.places["commune"])
    with pytest.raises(Refused) as refused:
        record_step(case, "heard", Given(DECIDED, heard="met"), actor=chi)
    assert codes(refused) == ["no-grant"], "the case is the committee's now, under a grant of its own"
    no_differences()


def test_a_branch_that_may_decide_does_not_propose(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"warning": 8}, chi)
    proposal = Given(DECIDED, papers=typed("02-TTr/CB"), to=world.places["commune"], organ="committee")
    with pytest.raises(Refused) as refused:
        record_step(case, "proposed", proposal, actor=chi)
    assert codes(refused) == ["competence.own"]


def test_nobody_is_decided_on_unheard(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    with pytest.raises(Refused) as refused:
        meet(case, {"warning": 8}, chi, heard="")
    assert codes(refused) == ["hearing.missing"]
    meet(case, {"warning": 8}, chi, heard="absent_without_reason")
    assert asking.hearing_of(Folder(case), MET).verdict == "yes"


def test_what_is_over_ends_with_a_written_notice_and_no_sanction(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world, happened_on=date(2020, 1, 12))
    meet(case, {"reprimand": 9}, chi)
    notice = Given(DECIDED, papers=typed("03-TB/CB"), cause="expired")
    record = asking.limitation_of(Folder(case), "reprimand", MET)
    assert record.verdict == "no"
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", decision("reprimand"), actor=chi)
    assert codes(refused) == ["limitation.over"]
    record_step(case, "not_sanctioned", notice, actor=chi)
    assert not Sanction.objects.exists()
    no_differences()


def test_what_still_runs_is_not_called_over(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"reprimand": 9}, chi)
    with pytest.raises(Refused) as refused:
        record_step(case, "not_sanctioned", Given(DECIDED, papers=typed("03-TB/CB"), cause="expired"), actor=chi)
    assert codes(refused) == ["limitation.running"]


def test_a_deferral_keeps_the_clause_and_a_day_and_nothing_moves_until_it_is_taken_up_again(world: World) -> None:
    chi, case = world.actor("chi"), by_branch(world)
    again = date(2026, 6, 1)
    with pytest.raises(Refused) as refused:
        record_step(case, "deferred", Given(HEARD, clause="pregnancy", ask_again_on=HEARD), actor=chi)
    assert codes(refused) == ["ask-again", "clause"]
    with pytest.raises(Refused) as refused:
        record_step(case, "deferred", Given(HEARD, clause="clause_22_9_7", ask_again_on=again), actor=chi)
    assert codes(refused) == ["clause-of-another-text"]
    record_step(case, "deferred", Given(HEARD, clause="clause_296_8_7", ask_again_on=again), actor=chi)
    assert Deadline.objects.get(case=case, cancelled_by=None).due_on == again
    assert asking.deferral_of(Folder(case), MET).verdict == "no"
    with pytest.raises(Refused) as refused:
        meet(case, {"warning": 1}, chi, of=2)
    assert codes(refused) == ["deferred", "not-awaited"]
    record_step(case, "resumed", Given(MET), actor=chi)
    assert Deferral.objects.get().ended_by is not None and asking.deferral_of(Folder(case), MET).verdict == "yes"
    no_differences()


def test_an_authorised_committee_expels_and_the_register_follows(world: World) -> None:
    tam, case = commune_officer(world), by_commune(world, authorised=True)
    body_meets(case, {"expulsion": 8}, tam)
    assert asking.competence_of(Folder(case), "expulsion", MET).verdict == "yes"
    record_step(case, "decided", decision("expulsion"), actor=tam)
    # From which day such a decision counts is not known for that day: it counts from its announcement.
    assert Sanction.objects.get().effective_on is None
    assert Spell.objects.get(person=world.people["binh"], cancelled_by=None, ends_on=None)
    announced = DECIDED + timedelta(days=3)
    record_step(case, "announced", Given(announced), actor=tam)
    last = Spell.objects.filter(person=world.people["binh"], cancelled_by=None).latest("starts_on")
    assert (last.ends_on, last.ends_kind) == (announced, "expelled")
    assert (Sanction.objects.get().effective_on, Sanction.objects.get().lapses_on) == (announced, None)
    no_differences()
    cancel_step(case, "wrong_day", actor=tam)
    assert Sanction.objects.get().announced_on is None and Sanction.objects.get().effective_on is None
    assert Spell.objects.filter(person=world.people["binh"], cancelled_by=None, ends_on=None).exists()
    no_differences()


def test_half_of_a_deciding_body_is_not_enough_to_expel_and_the_votes_fall_to_the_next_form_that_has_enough(
    world: World,
) -> None:
    tam, case = commune_officer(world), by_commune(world, authorised=True)
    body_meets(case, {"expulsion": 7, "warning": 1}, tam, of=15)
    ballot = asking.deciding_ballot(Folder(case))
    assert ballot is not None and asking.outcome_of(Folder(case), ballot).value.form == "warning"
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", decision("expulsion"), actor=tam)
    assert codes(refused) == ["vote.other_form"]


def test_a_committee_without_authority_does_not_expel_and_history_of_it_has_no_effect(world: World) -> None:
    tam, case = commune_officer(world), by_commune(world)
    body_meets(case, {"expulsion": 14}, tam)
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", decision("expulsion"), actor=tam)
    assert codes(refused) == ["competence.none"]
    record_step(case, "decided", decision("expulsion", history=True), actor=tam)
    record_step(case, "announced", Given(DECIDED), actor=tam)
    held = Sanction.objects.get()
    assert (held.withheld, held.effective_on, held.lapses_on) == (True, None, None)
    assert Spell.objects.filter(person=world.people["binh"], cancelled_by=None, ends_on=None).exists()
    assert case.steps.get(code="decided").withheld
    no_differences()


def test_whoever_does_not_take_the_paper_is_told_first_what_it_may_cost(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"warning": 9}, chi)
    record_step(case, "decided", decision("warning"), actor=chi)
    record_step(case, "announced", Given(DECIDED), actor=chi)
    with pytest.raises(Refused) as refused:
        record_step(case, "refused", Given(DECIDED), actor=chi)
    assert codes(refused) == ["warned"]
    record_step(case, "refused", Given(DECIDED, warned=True), actor=chi)
    assert (Sanction.objects.get().refused_on, Sanction.objects.get().delivered_on) == (DECIDED, None)
    record_step(case, "cross_noticed", Given(DECIDED, papers=typed("5-CV/CB"), noticed=("state",)), actor=chi)
    record_step(case, "closed", Given(DECIDED), actor=chi)
    no_differences()


def test_every_reason_against_a_file_is_told_at_once(world: World) -> None:
    chi, branch = world.actor("chi"), world.places["branch"]
    bad = replace(PLAIN, organ="committee", content=("made.up",), ended_on=date(2020, 1, 1))
    source = replace(SOURCE, kind="reports", number="", issuer="", dated=clock.today() + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        open_discipline(
            branch, Who("subject", person=world.people["em"]), bad, source, FILED, arises_from=[99], actor=chi
        )
    assert codes(refused) == [
        "ahead", "days", "not-below", "not-listed", "organ", "source", "source-case", "source-issuer", "source-number",
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        open_discipline(branch, binh(world), PLAIN, SOURCE, FILED, actor=world.actor("khoa"))
    assert codes(refused) == ["not-own"]
    assert not Case.objects.exists()


def test_two_cases_about_the_same_are_one(world: World) -> None:
    by_branch(world)
    with pytest.raises(Refused) as refused:
        by_branch(world)
    assert codes(refused) == ["open-before"]


def test_a_case_keeps_its_document_what_it_is_about_how_one_was_heard_and_counts_and_nothing_of_what_was_said(
    world: World,
) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"reprimand": 3, "warning": 2}, chi)
    told = Discipline.objects.values_list("source", "source_number", "source_dated", "source_issuer").get(case=case)
    assert told == ("inspection", "15-TB/UBKT", date(2025, 12, 20), "Ủy ban kiểm tra")
    row = Allegation.objects.get(case=case)
    assert (row.content, row.outside, row.happened_on, row.from_above) == (
        ["office.files_delayed"],
        0,
        PLAIN.happened_on,
        False,
    )
    assert Hearing.objects.values_list("organisation", "on", "how").get() == (world.places["branch"], MET, "at_meeting")
    ballot = Ballot.objects.get(case=case)
    assert (ballot.issued, ballot.returned, ballot.valid, ballot.whole) == (10, 10, 10, 10)
    assert dict(FormVote.objects.filter(ballot=ballot).values_list("form", "votes")) == {"reprimand": 3, "warning": 2}
    record_step(case, "no_violation", Given(DECIDED, papers=typed("4-TB/CB")), actor=chi)
    record_step(case, "closed", Given(DECIDED), actor=chi)
    assert not Sanction.objects.exists()
    no_differences()

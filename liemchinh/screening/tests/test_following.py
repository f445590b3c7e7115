"""Whoever is helped and moves keeps the help: the branch and committee they come to see the case, those of before no longer."""

from datetime import date
from typing import Any

import pytest

from liemchinh.access.granting import Offer, confirm_role, grant_role, propose_role
from liemchinh.casework import recount as steps_recount
from liemchinh.casework.models import Case
from liemchinh.casework.queries import awaited_of
from liemchinh.casework.steps import parties_of
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.changes import Change
from liemchinh.members.services import NewAct, cancel_act, record_act, record_change
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import standing
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import facts_of
from liemchinh.organisations.undoing import undo
from liemchinh.screening import deciding, helping, recount
from liemchinh.screening.queries import case_visible_to, list_screenings
from liemchinh.screening.tests.conftest import ALL, ENDED, HELPED, NONE, help_him, paper, to_committee
from liemchinh.screening.tests.test_hidden import own
from liemchinh.transfers.receiving import receive_members
from liemchinh.transfers.sending import Letter, send_members
from liemchinh.web.discovery import waiting_for
from regulations.answers import Refused

UNPAID, SENT, RECEIVED = "duty.dues_three_months", date(2025, 2, 1), date(2025, 2, 10)


@pytest.fixture
def tam(world: Any) -> str:
    """Lan has become secretary of the sibling."""
    grant_role(
        Offer(world.accounts["lan"], "branch_secretary", world.places["sibling"], clock.today()),
        actor=world.actor("an"),
    )
    return "lan"


def sees(world: Any, who: str, case: Case) -> tuple[bool, bool, bool]:
    """On the case's page, in the list, and among what waits at home."""
    actor = world.actor(who)
    listed = [row.case for row in list_screenings(actor)[0]]
    waits = any(f"/screening/{case.pk}/" in line.url for line in waiting_for(actor, ENDED))
    return case_visible_to(actor, case.pk) is not None, case.pk in listed, waits


def move(world: Any, place: str, on: date = RECEIVED) -> None:
    acts = [NewAct("transferred_out", on, world.places["branch"]), NewAct("transferred_in", on, world.places[place])]
    record_change(Change(world.people["binh"], acts=acts), actor=world.actor("console"))


def test_whoever_is_received_by_letter_is_helped_on_by_the_new_branch_and_seen_by_the_old_one_no_longer(
    world: Any, case: Case, tam: str
) -> None:
    help_him(world, case)
    helping.agree(case, UNPAID, "dues_paid", HELPED, actor=world.actor("chi"))
    helping.note_talk(case, date(2025, 1, 5), actor=world.actor("chi"))
    before, binh = own(world), world.people["binh"]
    here, there = world.places["branch"], world.places["sibling"]
    sent = send_members([binh], here, there, Letter("7-GGT", SENT), actor=world.actor("chi"))
    assert (sees(world, "chi", case), sees(world, tam, case)) == ((True,) * 3, (False,) * 3)
    receive_members(sent, RECEIVED, actor=world.actor(tam))
    assert (sees(world, "chi", case), sees(world, tam, case)) == ((False,) * 3, (True,) * 3)
    assert sees(world, "hien", case)[:2] == (True, True)
    assert {what: told for what, told in own(world).items() if what in before} == before
    row = case.agreed.get(cancelled_by=None)
    helping.mark_done(case, row.pk, date(2025, 3, 3), actor=world.actor(tam))
    assert [one.opens_on for one in awaited_of(case)] == [ENDED]
    with pytest.raises(Refused, match="ngoài phạm vi"):
        deciding.vote_on_progress(case, paper(ENDED), ALL, actor=world.actor("chi"))
    deciding.vote_on_progress(case, paper(ENDED), ALL, actor=world.actor(tam))
    assert not sees(world, tam, case)[0]
    assert [*recount.differences(), *steps_recount.differences()] == []


def test_a_transfer_that_is_cancelled_brings_the_case_back(world: Any, case: Case, tam: str) -> None:
    help_him(world, case)
    move(world, "sibling")
    assert parties_of(case.pk)["branch"].organisation == world.places["sibling"]
    for kind in ("members.transferred_in", "members.transferred_out"):
        cancel_act(Entry.objects.get(kind=kind).pk, reason="wrong_person", actor=world.actor("an"))
    case.refresh_from_db()
    assert case.closed_by is None and [row.step for row in awaited_of(case)] == ["progress_vote"]
    assert (sees(world, "chi", case), sees(world, tam, case)) == ((True,) * 3, (False,) * 3)


def test_whoever_arrives_after_a_gap_is_helped_on_and_whoever_was_expelled_is_not(world: Any, case: Case) -> None:
    help_him(world, case)
    binh, places, an = world.people["binh"], world.places, world.actor("an")
    record_act(binh, NewAct("transferred_out", SENT, places["branch"]), actor=an)
    case.refresh_from_db()
    assert case.closed_by is not None and not sees(world, "chi", case)[0] and own(world) == {}
    record_act(binh, NewAct("transferred_in", RECEIVED, places["sibling"]), actor=an)
    case.refresh_from_db()
    assert case.closed_by is None and parties_of(case.pk)["branch"].organisation == places["sibling"]
    assert [(one.step, one.opens_on) for one in awaited_of(case)] == [("progress_vote", ENDED)]
    record_act(binh, NewAct("expelled", date(2025, 3, 1), places["sibling"]), actor=an)
    record_act(binh, NewAct("restored", date(2025, 4, 1), places["sibling"]), actor=an)
    case.refresh_from_db()
    assert case.closed_by is not None and awaited_of(case) == []


def test_in_another_commune_or_province_the_committee_above_the_new_branch_decides(world: Any, case: Case) -> None:
    to_committee(world, case)
    assert sees(world, "hien", case) == (True, True, True)
    move(world, "other_branch", date(2025, 11, 20))
    parties = {role: who.organisation for role, who in parties_of(case.pk).items() if role != "member"}
    assert parties == {"branch": world.places["other_branch"], "committee": world.places["other"]}
    assert (sees(world, "hien", case), sees(world, "chi", case)) == ((False,) * 3, (False,) * 3)
    offer = Offer(world.accounts["lan"], "screening_officer", world.places["other"], clock.today())
    confirm_role(propose_role(offer, actor=world.actor("dung")), actor=world.actor("phuong"))
    with pytest.raises(Refused, match="ngoài phạm vi"):
        deciding.decide(case, paper(date(2025, 12, 1)), "recognised", actor=world.actor("hien"))
    deciding.decide(case, paper(date(2025, 12, 1)), "recognised", actor=world.actor("lan"))


def test_a_reorganisation_takes_the_case_along_and_taken_back_brings_it_back(world: Any, case: Case, tam: str) -> None:
    help_him(world, case)
    deciding.vote_on_progress(case, paper(ENDED), NONE, actor=world.actor("chi"))
    on, source, target = date(2026, 3, 1), world.places["branch"], world.places["sibling"]
    stays = facts_of(standing(on).get(organisation_id=target))
    steps = [Step(f"#{source}", f"#{target}", "merge", ""), Step(f"#{target}", f"#{target}", "merge", "")]
    decided = apply(
        Decision("09-QĐ", on, [After(f"#{target}", f"#{stays.parent}", stays)], steps), actor=world.actor("an")
    )[0]
    assert sees(world, tam, case) == (True, True, True) and not sees(world, "chi", case)[0]
    undo(decided, actor=world.actor("an"))
    assert sees(world, "chi", case) == (True, True, True) and not sees(world, tam, case)[0]
    assert parties_of(case.pk)["branch"].organisation == source

"""Claims: nobody withdraws an appeal in the appellant's place; whoever decided has no part in ruling on the appeal against it."""

from typing import Any

import pytest

from liemchinh.access.granting import Offer, confirm_role, propose_role
from liemchinh.appeals import taking
from liemchinh.appeals.filing import file_appeal
from liemchinh.appeals.taking import Given, record_step
from liemchinh.appeals.tests.samples import RULED, filed_on_paper, warned, warned_by_commune
from liemchinh.casework import holders
from liemchinh.casework.drafts import Written
from liemchinh.casework.grants import state_grant
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from regulations.answers import Refused
from tests.granted_kind import more_officers
from tests.world import World

pytestmark = [pytest.mark.attack, pytest.mark.sqlite, pytest.mark.django_db]


def withdrawn_by_the_body(world: World) -> list[str]:
    """The holder of the case records that the appellant withdrew; the refusals, none if it went through."""
    case = filed_on_paper(world, warned_by_commune(world), "district", world.actor("khoa"))
    try:
        record_step(case, "withdrawn", Given(RULED), actor=world.actor("khoa"))
    except Refused as refused:
        return [fault.code for fault in refused.refusals]
    assert Case.objects.get(pk=case.pk).closed_by is not None
    return []


def test_where_it_is_a_step_like_others_the_body_withdraws_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "WITHDRAW", "")
    assert withdrawn_by_the_body(world) == []


def test_nobody_withdraws_it_for_the_appellant(world: World) -> None:
    assert withdrawn_by_the_body(world) == ["withdraw"]


def ruled_by_who_decided(world: World) -> list[str]:
    """Chi inspects for the branch that warned Bình and is an officer of the district too: the district opens the appeal to her."""
    more_officers(world)
    offer = Offer(world.accounts["chi"], "inspection_officer", world.places["commune"], clock.today())
    confirm_role(propose_role(offer, actor=world.actor("an")), actor=world.actor("oanh"))
    case = file_appeal(warned(world), world.places["commune"], Written("Tôi khiếu nại."), actor=world.actor("binh"))
    try:
        state_grant(case, world.accounts["chi"], actor=world.actor("thu"))
    except Refused as refused:
        return [fault.code for fault in refused.refusals]
    return []


def _only_the_person(account: Any, _acting: Any, parties: Any) -> bool:
    return account.person_id is not None and any(person == account.person_id for _place, person in parties)


def test_where_only_the_person_is_kept_away_who_decided_rules_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holders, "is_concerned", _only_the_person)
    assert ruled_by_who_decided(world) == []


def test_who_decided_has_no_part_in_the_appeal(world: World) -> None:
    assert ruled_by_who_decided(world) == ["conflict"]

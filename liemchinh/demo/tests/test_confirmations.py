"""The example's commune has confirmed its last quarter but for the secretary's own branch."""

from datetime import date

from liemchinh.access.granting import Offer, grant_role
from liemchinh.demo import confirmations
from liemchinh.journal import clock
from liemchinh.reconciliation.models import Confirmation, Differing
from liemchinh.reconciliation.waiting import waiting
from tests.world import CONSOLE


def test_the_others_confirmed_one_of_them_differs_and_the_secretarys_own_waits(world, monkeypatch):
    monkeypatch.setattr(confirmations, "SECRETARY", "chi")
    assert confirmations.load_confirmations(date(2026, 3, 3), actor=CONSOLE) == 1
    row = Confirmation.objects.get()
    assert (row.organisation_id, row.differs, row.extra) == (world.places["sibling"], True, 1)
    assert Differing.objects.count() == 1 and len(waiting(world.actor("chi"), clock.today())) == 1


def test_a_branch_without_one_above_has_none_beside(world, monkeypatch):
    monkeypatch.setattr(confirmations, "SECRETARY", "lan")
    grant_role(
        Offer(world.accounts["lan"], "branch_secretary", world.places["other"], clock.today()),
        actor=world.actor("dung"),
    )
    assert confirmations.load_confirmations(date(2026, 3, 3), actor=CONSOLE) == 0

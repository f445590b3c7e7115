"""What acts on accounts leave in the book: one entry each, told in a sentence, without a secret in it."""

from collections.abc import Callable
from typing import Any

import pytest

from liemchinh.access.devices import forget_device, remember_device
from liemchinh.access.founding import found_administrator
from liemchinh.access.granting import decline_role
from liemchinh.access.models import Device, RoleProposal, SignedIn
from liemchinh.access.second_factors import issue_card, remove_factor
from liemchinh.access.tests.people import CONSOLE, person
from liemchinh.journal.models import Entry
from liemchinh.journal.sentences import sentences

pytestmark = pytest.mark.django_db
PIN = "274961"


def recorded(act: Callable[[], object]) -> tuple[str, str]:
    """The kind and the sentence of the one entry that an act leaves."""
    before = Entry.objects.count()
    act()
    (entry,) = Entry.objects.order_by("sequence")[before:]
    assert PIN not in bytes(entry.payload).decode()
    return entry.kind, sentences([entry])[0]


def test_a_device_remembered_and_forgotten(world: Any) -> None:
    account, actor = world.accounts["an"], world.actor("an")
    world.client("an")
    signed_in = SignedIn.objects.get(pk=world.sessions["an"])
    remember = lambda: remember_device(account, PIN, signed_in=signed_in, label="x", actor=actor)  # noqa: E731
    assert recorded(remember) == ("access.device_remembered", "Ghi nhớ một thiết bị của mình")
    kind, sentence = recorded(lambda: forget_device(Device.objects.get(account=account), actor=actor))
    assert (kind, sentence) == ("access.device_forgotten", f"Quên một thiết bị của {account.display_name}")


def test_a_role_declined(world: Any) -> None:
    proposal = RoleProposal.objects.get(pk=world.proposals["branch"])
    kind, sentence = recorded(lambda: decline_role(proposal, actor=world.actor("an")))
    assert (kind, sentence) == (
        "access.role_declined",
        f"Không đồng ý cấp vai trò Cán bộ kiểm tra cho {proposal.account.display_name}",
    )


def test_a_second_factor_set_and_removed(world: Any) -> None:
    account, actor = world.accounts["an"], world.actor("an")
    issued = recorded(lambda: issue_card(account, actor=actor))
    assert issued == ("access.second_factor_set", "Cài xác thực hai lớp (thẻ mã)")
    assert recorded(lambda: remove_factor(account, "card", actor=actor))[0] == "access.second_factor_removed"


def test_the_first_administrator() -> None:
    account = person("quan")
    kind, sentence = recorded(lambda: found_administrator(account, decision="02-QĐ", actor=CONSOLE))
    assert kind == "access.administrator_founded" and sentence.endswith("theo quyết định 02-QĐ")

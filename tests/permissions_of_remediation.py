"""Of what has to be put right: the addresses, an item of each place, and the lines of the table of services."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.remediation import services
from liemchinh.remediation.models import Item
from liemchinh.remediation.services import Finding, Proof
from tests.permissions_of_services import BRANCHES, KEEPERS, Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import REGISTERED, World

DUE, TASK = date(2027, 3, 31), "duty.assigned_task_not_done"


def _open(number: int, actor: Any) -> int:
    return services.open_item(Finding(number, TASK, DUE), actor=actor)


def items(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """Something to put right in each branch."""

    def at(place: str) -> int:
        found = Item.objects.filter(organisation_id=world.places[place], cancelled_by=None).first()
        return found.pk if found else _open(world.places[place], world.actor("console"))

    return {place: (at(place),) for place in REGISTERED}


OBJECTS = {"to put right": items}
PAGES: dict[str, Row] = {
    "remediation:list": page(f"{KEEPERS} chi", of="organisation", query="at"),
    "remediation:new": form(f"{KEEPERS} chi", of="organisation"),
    "remediation:one": form(f"{KEEPERS} chi", of="to put right"),
    "remediation:confirm": act(KEEPERS, post=422, of="to put right"),
    "remediation:cancel": form(f"{KEEPERS} chi", of="to put right"),
}


def _opened(at: At) -> int:
    return _open(at.number, at.world.actor("console"))


def _proven(at: At) -> int:
    item = _opened(at)
    services.prove_item(item, Proof(times=1), actor=at.world.actor("console"))
    return item


KEEP = f"{KEEPERS} chi console* console-an"
ACTS: dict[str, Act] = {
    "remediation.services.open_item": Act(KEEP, lambda at: _open(at.number, at.actor), places=BRANCHES),
    "remediation.services.prove_item": Act(
        KEEP, lambda at: services.prove_item(at.given, Proof(times=1), actor=at.actor), places=BRANCHES, ready=_opened
    ),
    "remediation.services.confirm_item": Act(
        KEEPERS, lambda at: services.confirm_item(at.given, actor=at.actor), places=BRANCHES, ready=_proven
    ),
    "remediation.services.cancel_item": Act(
        KEEP, lambda at: services.cancel_item(at.given, reason="twice", actor=at.actor), places=BRANCHES, ready=_opened
    ),
}

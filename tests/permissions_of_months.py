"""Of a branch's month: the objects that addresses name, and the lines of the table of services."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.dues import services as dues
from liemchinh.dues.queries import payers
from liemchinh.journal import clock
from liemchinh.meetings import services as meetings
from liemchinh.meetings.models import Meeting
from liemchinh.meetings.queries import attendees, meeting_on
from liemchinh.packets import services as packets
from liemchinh.reconciliation import services as reconciliation
from liemchinh.reconciliation.counting import Counts
from liemchinh.reconciliation.quarters import ended
from tests.permissions_of_services import BRANCHES, KEEPERS, Act, At
from tests.permissions_rows import Row, form
from tests.world import REGISTERED, World

DAY = date(2026, 2, 2)
# Whoever keeps the branch's month.
PAGES: dict[str, Row] = {
    "dues:month": form(f"{KEEPERS} chi", of="organisation"),
    "meetings:record": form(f"{KEEPERS} chi", of="organisation"),
    "meetings:one": form(f"{KEEPERS} chi", of="meeting"),
}


def meetings_held(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """In each branch a meeting at which everybody was."""

    def at(number: int) -> int:
        day = clock.today()
        meetings.record_meeting(number, day, _all(attendees(number, day), "present"), actor=world.actor("console"))
        found = meeting_on(number, day)
        return found.pk if found else 0

    return {place: (at(world.places[place]),) for place in REGISTERED}


def packets_printed(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """A packet printed for each branch."""
    console, month = world.actor("console"), clock.today()
    return {place: (packets.make_packet(world.places[place], month, actor=console),) for place in REGISTERED}


def _all(listed: Any, mark: str) -> dict[int, str]:
    return {one.person: mark for one in listed}


def _meeting(at: At) -> int:
    states = _all(attendees(at.number, DAY), "present")
    meetings.record_meeting(at.number, DAY, states, actor=at.world.actor("console"))
    return Meeting.objects.latest("pk").pk


def _kept(call: Any, ready: Any = None) -> Act:
    return Act(f"{KEEPERS} chi console* console-an", call, places=BRANCHES, ready=ready)


SERVICES: dict[str, Act] = {
    "dues.services.record_dues": _kept(
        lambda at: dues.record_dues(at.number, DAY, _all(payers(at.number, DAY), "paid"), actor=at.actor)
    ),
    "meetings.services.record_meeting": _kept(
        lambda at: meetings.record_meeting(at.number, DAY, _all(attendees(at.number, DAY), "present"), actor=at.actor)
    ),
    "meetings.services.cancel_meeting": _kept(
        lambda at: meetings.cancel_meeting(at.given, reason="twice", actor=at.actor), _meeting
    ),
    "reconciliation.services.confirm_many": Act(
        f"{KEEPERS} chi console* console-an",
        lambda at: reconciliation.confirm_many(
            ended(clock.today(), 1)[0], {at.number: reconciliation.Counted(Counts(90, 0, 0))}, actor=at.actor
        ),
    ),
    "reconciliation.services.confirm_counts": Act(
        f"{KEEPERS} chi console* console-an",
        lambda at: reconciliation.confirm_counts(
            at.number, ended(clock.today(), 1)[0], reconciliation.Counted(Counts(90, 0, 0)), actor=at.actor
        ),
    ),
    "packets.services.make_packet": _kept(lambda at: packets.make_packet(at.number, DAY, actor=at.actor)),
    "packets.services.enter_packet": _kept(
        lambda at: packets.enter_packet(at.given, packets.Written(DAY), actor=at.actor),
        lambda at: packets.make_packet(at.number, DAY, actor=at.world.actor("console")),
    ),
}

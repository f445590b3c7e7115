"""Of sittings, agendas and conclusions: the lines of the tables, and a sitting called and counted at each place."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.meetings import concluding
from liemchinh.meetings.concluding import Concluded, Planned
from liemchinh.meetings.queries import attendees
from liemchinh.meetings.services import record_meeting
from liemchinh.study import held, rolls, services
from liemchinh.study.asking import Call
from liemchinh.study.due import asked_to
from liemchinh.study.models import Roll, Sitting
from liemchinh.study.rolls import Count
from tests.permissions_of_directives import above, document, numbered
from tests.permissions_of_services import BRANCHES, Act, At
from tests.permissions_rows import Each, Row, form, page
from tests.world import CONSOLE, PLACES, World

DAY = date(2026, 2, 2)
KEEPERS, SEERS = "an nam chi dung", "an nam giang khoa hien chi dung"
WHO = f"{KEEPERS} console* console-an"
COUNT = Count(5, 4, 1, "7-BB/HT", DAY)


def call(world: World, place: str) -> Call:
    """A sitting about a document of the place, to which all its members are asked."""
    row = document(world, numbered(700 + Sitting.objects.count()), at=place)
    return Call("study", row.pk, DAY, (world.places[place],))


def sitting(world: World, place: str, turn: int = 0) -> Sitting:
    """The sitting of that turn at a place: each line of the tables has one of its own."""
    rows = Sitting.objects.filter(organisation_id=world.places[place], cancelled_by=None).order_by("pk")
    while rows.count() <= turn:
        services.call_sitting(world.places[place], call(world, place), actor=CONSOLE)
    return rows[turn]


def _counted(world: World, place: str) -> Roll:
    row, number = sitting(world, place, 1), world.places[place]
    found = Roll.objects.filter(sitting=row, cancelled_by=None).first()
    if found is None:
        rolls.record_count(row.pk, number, COUNT, actor=CONSOLE)
        found = Roll.objects.get(sitting=row, cancelled_by=None)
    return found


def _seen(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """What was called above is read below too, which is no line of a table of reach."""
    return Each(set(PLACES) - above(person), lambda place: (sitting(world, place).pk,))


OBJECTS = {
    "sitting": _seen,
    "sitting here": lambda world, person: Each(PLACES, lambda place: (sitting(world, place).pk, world.places[place])),
    "counted roll": lambda world, person: Each(PLACES, lambda place: (_counted(world, place).pk,)),
}
PAGES: dict[str, Row] = {
    # what answers for pages kept in the browser: the same file for everybody who is signed in
    "kept-worker": page("everybody"),
    "study:list": page(SEERS, of="organisation"),
    "study:call": form(KEEPERS, of="organisation"),
    "study:one": page(SEERS, of="sitting"),
    "study:revoke": form(KEEPERS, of="sitting"),
    # names: whoever keeps attendance there
    "study:roll": form(KEEPERS, of="sitting here"),
    "study:count": form(KEEPERS, of="sitting here"),
    "study:withdraw": form(KEEPERS, of="counted roll"),
    "meetings:agenda": form(KEEPERS, of="organisation"),
    "meetings:minutes": form(KEEPERS, of="organisation"),
    "meetings:paper": page(KEEPERS, of="organisation"),
}


def _sitting(at: At) -> Sitting:
    return sitting(at.world, at.place)


def _document(at: At) -> Call:
    return call(at.world, at.place)


def _roll(at: At) -> int:
    states = {one.person: "present" for one in asked_to(at.given, at.number)}
    return rolls.record_roll(at.given.pk, at.number, states, actor=at.actor)


def _planned(at: At) -> None:
    concluding.set_agenda(at.number, DAY, [Planned("dues")], actor=CONSOLE)
    states = {one.person: "present" for one in attendees(at.number, DAY)}
    record_meeting(at.number, DAY, states, actor=CONSOLE)


ACTS: dict[str, Act] = {
    "study.services.call_sitting": Act(
        WHO, lambda at: services.call_sitting(at.number, at.given, actor=at.actor), ready=_document
    ),
    "study.services.revoke_sitting": Act(
        WHO, lambda at: services.revoke_sitting(at.given.pk, reason="twice", actor=at.actor), ready=_sitting
    ),
    "study.held.record_held": Act(
        WHO, lambda at: held.record_held(at.number, [held.Held(at.given, COUNT)], actor=at.actor), ready=_document
    ),
    "study.rolls.record_roll": Act(WHO, _roll, places=BRANCHES, ready=_sitting),
    "study.rolls.record_count": Act(
        WHO, lambda at: rolls.record_count(at.given.pk, at.number, COUNT, actor=at.actor), ready=_sitting
    ),
    "study.rolls.withdraw_roll": Act(
        WHO,
        lambda at: rolls.withdraw_roll(at.given.pk, reason="twice", actor=at.actor),
        ready=lambda at: _counted(at.world, at.place),
    ),
    "meetings.concluding.set_agenda": Act(
        WHO, lambda at: concluding.set_agenda(at.number, DAY, [Planned("dues")], actor=at.actor), places=BRANCHES
    ),
    "meetings.concluding.conclude_meeting": Act(
        WHO,
        lambda at: concluding.conclude_meeting(at.number, DAY, {1: Concluded("agreed")}, actor=at.actor),
        places=BRANCHES,
        ready=_planned,
    ),
}

"""Every service × every actor × every place: those who may can, everybody else is refused and nothing is written."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.db import transaction

import liemchinh
from liemchinh.journal import clock
from liemchinh.journal.services import last_sequence
from regulations.answers import Refused
from tests.lanes import SOAK
from tests.pages.standing import in_turn
from tests.permissions_of_appeals import ACTS as APPEALS
from tests.permissions_of_ballots import ACTS as BALLOTS
from tests.permissions_of_cases import CASES
from tests.permissions_of_cases_of_inspection import ACTS as CASES_OF_INSPECTION
from tests.permissions_of_casework import ACTS as CASEWORK
from tests.permissions_of_citizens import ACTS as CITIZENS
from tests.permissions_of_citizens import LEFT_OUT as CITIZENS_LEFT_OUT
from tests.permissions_of_commission import ACTS as COMMISSION
from tests.permissions_of_declarations import ACTS as DECLARATIONS
from tests.permissions_of_denunciations import ACTS as DENUNCIATIONS
from tests.permissions_of_directives import ACTS as DIRECTIVES
from tests.permissions_of_discipline import ACTS as DISCIPLINE
from tests.permissions_of_discipline import LEFT_OUT as DISCIPLINE_LEFT_OUT
from tests.permissions_of_inspections import ACTS as INSPECTIONS
from tests.permissions_of_letters import ACTS as LETTERS
from tests.permissions_of_own_pages import OWN_PAGES
from tests.permissions_of_reports import ACTS as REPORTS
from tests.permissions_of_reports import LEFT_OUT as REPORTS_LEFT_OUT
from tests.permissions_of_reviews import ACTS as REVIEWS
from tests.permissions_of_rooms import ROOMS, ROOMS_EXEMPT
from tests.permissions_of_rulebook import ACTS as RULEBOOK
from tests.permissions_of_screening import ACTS as SCREENING
from tests.permissions_of_services import ACTORS, EXEMPT, SERVICES, Act, At
from tests.permissions_of_standing import ACTS as STANDING
from tests.permissions_of_statements import ACTS as STATEMENTS
from tests.permissions_of_tasks import ACTS as TASKS
from tests.world import PLACES, REACH, World, build

THE_DAY = date(2026, 3, 3)
TABLE = {
    **SERVICES,
    **ROOMS,
    **OWN_PAGES,
    **CASES,
    **CASEWORK,
    **SCREENING,
    **STANDING,
    **STATEMENTS,
    **APPEALS,
    **RULEBOOK,
    **INSPECTIONS,
    **LETTERS,
    **DECLARATIONS,
    **DENUNCIATIONS,
    **CASES_OF_INSPECTION,
    **DIRECTIVES,
    **TASKS,
    **DISCIPLINE,
    **CITIZENS,
    **COMMISSION,
    **REPORTS,
    **REVIEWS,
    **BALLOTS,
}
LEFT_OUT = {**EXEMPT, **ROOMS_EXEMPT, **CITIZENS_LEFT_OUT, **DISCIPLINE_LEFT_OUT, **REPORTS_LEFT_OUT}
every_service = pytest.mark.parametrize(
    ("stays", "name"), [(name, name) for name in sorted(TABLE)], ids=sorted(TABLE), indirect=["stays"], scope="module"
)
# Command line and example stand above the services and call them; they are no services themselves.
ABOVE = ("liemchinh.cli", "liemchinh.demo", "liemchinh.__main__", "liemchinh.wsgi", "liemchinh.public.wsgi")


def services() -> Iterator[str]:
    """Every public function of a room that takes `actor` by name alone: the habit of all services."""
    for found in pkgutil.walk_packages(liemchinh.__path__, "liemchinh."):
        if found.name.startswith(ABOVE) or ".tests" in found.name or ".migrations" in found.name:
            continue
        module = importlib.import_module(found.name)
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == found.name and not name.startswith("_"):
                actor = inspect.signature(function).parameters.get("actor")
                if actor and actor.kind is actor.KEYWORD_ONLY:
                    yield f"{found.name.removeprefix('liemchinh.')}.{name}"


def test_every_service_stands_in_the_table_or_is_left_out_for_a_reason() -> None:
    there = set(services())
    assert sorted(there - TABLE.keys() - LEFT_OUT.keys()) == [], (
        "services without a line in tests/permissions_of_services.py"
    )
    assert sorted((TABLE.keys() | LEFT_OUT.keys()) - there) == [], "lines without a service"
    assert sorted(TABLE.keys() & LEFT_OUT.keys()) == [] and all(LEFT_OUT.values())


def may(act: Act, name: str, place: str) -> bool:
    """What the table promises."""
    words = act.who.split()
    if f"{name}*" in words:
        return True
    if act.of == "own":
        return place == "own" and "everybody" in words and not name.startswith("console")
    needed = {place, PLACES[place][3]} - {""} if act.above else {place}
    return name in words and needed <= REACH[name.rpartition("-")[2]]


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, built once for this file; gone afterwards."""
    with django_db_blocker.unblock(), clock.at(THE_DAY), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def outcome(act: Act, at: At) -> str:
    """ "done", or the reasons it was refused for; taken back either way. Writing in spite of a refusal is said."""
    with transaction.atomic():
        if act.ready and act.each:
            at.given = act.ready(at)
        before, said = last_sequence(), "done"
        try:
            with transaction.atomic():
                act.call(at)
        except Refused as refused:
            said = "refused: " + ", ".join(refusal.code for refusal in refused.refusals)
            if last_sequence() != before:
                said += " but written"
        transaction.set_rollback(True)
    return said


def asked_daily(act: Act, name: str) -> dict[str, list[str]]:
    """Place → who is asked there: in one place one of those who may, one who may elsewhere but not there, and one who may nowhere; where
    all who may may there, the first in another place too. With the lines all people and places have their turn. The soak asks all
    everywhere."""
    able = in_turn(name, [one for one in ACTORS if any(may(act, one, place) for place in act.places)] or ACTORS)
    theirs, beyond = ([place for place in act.places if may(act, able[0], place) is right] for right in (True, False))
    strangers = {place: [one for one in able if not may(act, one, place)] for place in theirs or beyond}
    first, *_ = in_turn(name, [place for place in strangers if strangers[place]] or list(strangers))
    others = in_turn(f"beside {name}", [one for one in ACTORS if one not in able])
    elsewhere = [] if strangers[first] else [place for place in in_turn(name, beyond) if place != first]
    return {first: [able[0], *strangers[first][:1], *others[:1]]} | dict.fromkeys(elsewhere[:1], able[:1])


def asked_at(name: str, *, everywhere: bool) -> dict[str, list[str]]:
    """Place → who is asked there."""
    act = TABLE[name]
    return {place: list(ACTORS) for place in act.places} if everywhere else asked_daily(act, name)


@pytest.fixture(scope="module")
def stays(request: pytest.FixtureRequest, standing: World) -> dict[str, Any]:
    """Place → what a line finds there made ready, or makes for the lines after it; empty where it is taken back with the line."""
    act, name = TABLE[request.param], request.param
    if not (act.ready and act.stays):
        return {}
    return {place: act.ready(at_console(standing, place)) for place in asked_at(name, everywhere=SOAK)}


def at_console(world: World, place: str) -> At:
    """Where something is made ready."""
    return At(world, world.actor("console"), "console", place)


@pytest.mark.django_db
@every_service
def test_those_who_may_can_and_nobody_else(
    name: str, stays: dict[str, Any], standing: World, count: Callable[[int, int], int]
) -> None:
    act, wrong = TABLE[name], []
    for place, asked in asked_at(name, everywhere=bool(count(0, 1))).items():
        with transaction.atomic():
            given = stays.get(place)
            if act.ready and not act.each and not act.stays:
                given = act.ready(at_console(standing, place))
            for actor in asked:
                if place in {"own", "others"} and actor == "console":
                    continue
                by = standing.actor(actor.replace("console-", "console as "))
                at = At(standing, by, actor, place, deepcopy(given))
                said = outcome(act, at)
                promised = may(act, actor, place)
                if (said == "done") is not promised or "written" in said:
                    wrong.append(f"{actor} at {place}: {said}, {'may' if promised else 'may not'}")
            transaction.set_rollback(True)
    assert wrong == []

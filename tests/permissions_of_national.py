"""Of the work beside the national database: the lines of the table of addresses, their objects, and the lines of the table of services."""

from collections.abc import Sequence
from typing import Any

from liemchinh.journal import clock
from liemchinh.journal.services import last_sequence
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person
from liemchinh.national import comparing, services
from liemchinh.national.columns import read_list
from liemchinh.national.models import Comparison, Layout
from liemchinh.national.queries import changes_of
from liemchinh.national.tests.books import HEADINGS, workbook
from tests.permissions_of_services import KEEPERS, Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import World

LIST = workbook(HEADINGS, [("1", "", "Ma Văn Xa", "1949")])


def _layout(world: World, number: int) -> Layout:
    found = Layout.objects.filter(organisation_id=number).first()
    return found or services.keep_layout(workbook(), "ds.xlsx", number, actor=world.actor("console"))


def _waiting(world: World, number: int) -> int:
    """Somebody who came after the office began; gives the act."""
    layout, today = _layout(world, number), clock.today()
    register_person(PersonFacts("Ngô Văn Mới"), [NewAct("admitted", today, number)], actor=world.actor("console"))
    return changes_of(layout).waiting[-1].sequence


def _entered(world: World, number: int) -> int:
    sequence = _waiting(world, number)
    services.enter_acts(number, {sequence}, actor=world.actor("console"))
    return sequence


def _compared(world: World, number: int) -> int:
    """A list of theirs with somebody who is nobody of ours, compared with the register."""
    row = _running(world, number)
    comparing.finish(row, comparing.compare(read_list(LIST, "xuat.xlsx")[1], number), actor=world.actor("console"))
    return row.pk


def _running(world: World, number: int) -> Comparison:
    return comparing.begin_comparison(LIST, "xuat.xlsx", number, actor=world.actor("console"))


def _at(ready: Any, *behind: Any) -> Any:
    def found(world: World, person: str) -> dict[str, Sequence[Any]]:
        told = {}
        for place, number in world.places.items():
            made = ready(world, number)
            told[place] = (number, *behind, *((made,) if ready is _entered else ()))
        return told

    return found


OBJECTS: dict[str, Any] = {
    "office": _at(_layout),
    "office with work": _at(_waiting),
    "column of an office": _at(_layout, 2),
    "entered act": _at(_entered),
    "comparison": lambda world, person: {place: (_compared(world, number),) for place, number in world.places.items()},
}
PAGES: dict[str, Row] = {
    "national:list": page(KEEPERS),
    "national:changes": form(KEEPERS, of="office"),
    "national:entered": page(KEEPERS, of="office"),
    "national:enter-all": act(KEEPERS, post=422, of="office"),
    "national:not-entered": act(KEEPERS, of="entered act"),
    "national:take": act(KEEPERS, post=200, of="office with work"),
    "national:columns": page(KEEPERS, of="office"),
    "national:column": form(KEEPERS, of="column of an office"),
    "national:upload": form(KEEPERS, of="organisation"),
    "national:stop": act(KEEPERS, of="office"),
    "national:compare": form(KEEPERS, of="organisation"),
    "national:comparison": page(KEEPERS, of="comparison"),
    "national:differences": act(KEEPERS, post=200, of="comparison"),
    "national:discard": act(KEEPERS, of="comparison"),
}


def _kept(call: Any, ready: Any = _layout) -> Act:
    return Act(f"{KEEPERS} console* console-an", call, ready=lambda at: ready(at.world, at.number))


def _ticked(at: At) -> int:
    return services.enter_acts(at.number, {at.given}, actor=at.actor)


SERVICES: dict[str, Act] = {
    "national.services.keep_layout": _kept(
        lambda at: services.keep_layout(workbook(), "ds.xlsx", at.number, actor=at.actor)
    ),
    "national.services.choose_column": _kept(lambda at: services.choose_column(at.number, 2, "cv_no", actor=at.actor)),
    "national.services.stop_keeping": _kept(lambda at: services.stop_keeping(at.number, actor=at.actor)),
    "national.services.take_changes": _kept(lambda at: services.take_changes(at.number, actor=at.actor), _waiting),
    "national.services.enter_acts": _kept(_ticked, _waiting),
    "national.services.enter_all": _kept(
        lambda at: services.enter_all(at.number, last_sequence(), actor=at.actor), _waiting
    ),
    "national.services.cancel_entered": _kept(
        lambda at: services.cancel_entered(at.number, at.given, actor=at.actor), _entered
    ),
    "national.comparing.begin_comparison": _kept(
        lambda at: comparing.begin_comparison(LIST, "xuat.xlsx", at.number, actor=at.actor)
    ),
    "national.comparing.finish": _kept(
        lambda at: comparing.finish(
            at.given, comparing.compare(read_list(LIST, "xuat.xlsx")[1], at.number), actor=at.actor
        ),
        _running,
    ),
    "national.comparing.take_differences": _kept(
        lambda at: comparing.take_differences(at.given, actor=at.actor), _compared
    ),
    "national.comparing.discard": _kept(lambda at: comparing.discard(at.given, actor=at.actor), _compared),
}

"""Of declarations: the lines of the tables, and a list, a mark, a position and a publication at each place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.declarations import handing, positions, publishing, services
from liemchinh.declarations.handing import Handed
from liemchinh.declarations.models import Duty, Position, Publication
from liemchinh.declarations.positions import Taken
from liemchinh.declarations.publishing import Shown
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, form, page
from tests.world import CONSOLE, PLACES, World

DAY = date(2026, 2, 2)
KEEPERS = "an nam khoa dung"
WHO = f"{KEEPERS} console* console-an"
HANDED, SHOWN = Handed(DAY, "unit"), Shown("posted", DAY, date(2026, 2, 20))


def _who(world: World, place: str) -> int:
    """Somebody whom those who keep the place have in their register."""
    return world.people["other_branch" if place.startswith("other") else "binh"]


def taken(world: World, place: str, group: str = "accountant", *, leads: bool = False) -> Position:
    """Somebody holds a position at a place since January."""
    told = Taken(_who(world, place), group, date(2026, 1, 5), leads)
    found = Position.objects.filter(
        organisation_id=world.places[place], person_id=told.person, group=group, ends_on=None, cancelled_by=None
    ).first()
    return found or positions.take_position(world.places[place], told, actor=CONSOLE)


def listed(world: World, place: str, turn: int = 0) -> Duty:
    """The declaration of that turn on a list of the place: each line of the tables has one of its own."""
    day = date(2026, 1, 1 + list(PLACES).index(place) + 10 * turn)
    rows = Duty.objects.filter(organisation_id=world.places[place], kind="supplementary", arose_on=day)
    found = rows.filter(cancelled_by=None).first()
    return found or services.add_duty(world.places[place], "supplementary", _who(world, place), day, actor=CONSOLE)


def marked(world: World, place: str, turn: int) -> Duty:
    """A declaration that is handed in."""
    row = listed(world, place, turn)
    handing.mark_handed_in(world.places[place], 2026, [row.pk], HANDED, actor=CONSOLE)
    return row


def published(world: World, place: str) -> Publication:
    """A publication at a place."""
    marked(world, place, 1)
    found = Publication.objects.filter(organisation_id=world.places[place], cancelled_by=None).first()
    return found or publishing.publish(world.places[place], 2026, SHOWN, actor=CONSOLE)


def _everywhere(made: Callable[[World, str], Any]) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return {place: (made(world, place).pk,) for place in PLACES}

    return found


OBJECTS = {
    "declaration": _everywhere(lambda world, place: listed(world, place)),
    "declaration handed in": _everywhere(lambda world, place: marked(world, place, 1)),
    "declared position": _everywhere(taken),
    "publication": _everywhere(published),
}
PAGES: dict[str, Row] = {
    "declarations:mine": page("binh em"),
    "declarations:year": page(KEEPERS, of="organisation"),
    "declarations:draw-up": form(KEEPERS, of="organisation"),
    "declarations:add": form(KEEPERS, of="organisation"),
    "declarations:mark": form(KEEPERS, of="organisation"),
    "declarations:release": form(KEEPERS, of="declaration"),
    "declarations:unmark": form(KEEPERS, of="declaration handed in"),
    "declarations:positions": page(KEEPERS, of="organisation"),
    "declarations:take": form(KEEPERS, of="organisation"),
    "declarations:end": form(KEEPERS, of="declared position"),
    "declarations:cancel-position": form(KEEPERS, of="declared position"),
    "declarations:publish": form(KEEPERS, of="organisation"),
    "declarations:cancel-publication": form(KEEPERS, of="publication"),
}


def _at(call: Callable[[At], Any], ready: Callable[[World, str], Any] | None = None) -> Act:
    return Act(WHO, call, ready=(lambda at: ready(at.world, at.place)) if ready else None)


ACTS: dict[str, Act] = {
    "declarations.positions.take_position": _at(
        lambda at: positions.take_position(at.number, Taken(_who(at.world, at.place), "auditor", DAY), actor=at.actor)
    ),
    "declarations.positions.end_position": _at(
        lambda at: positions.end_position(at.given.pk, DAY, actor=at.actor), taken
    ),
    "declarations.positions.cancel_position": _at(
        lambda at: positions.cancel_position(at.given.pk, "twice", actor=at.actor), taken
    ),
    "declarations.services.draw_up_list": _at(lambda at: services.draw_up_list(at.number, DAY, actor=at.actor), taken),
    "declarations.services.add_duty": _at(
        lambda at: services.add_duty(at.number, "first", _who(at.world, at.place), DAY, actor=at.actor)
    ),
    "declarations.services.release_duty": _at(
        lambda at: services.release_duty(at.given.pk, "twice", actor=at.actor), listed
    ),
    "declarations.handing.mark_handed_in": _at(
        lambda at: handing.mark_handed_in(at.number, 2026, [at.given.pk], HANDED, actor=at.actor), listed
    ),
    "declarations.handing.take_back_mark": _at(
        lambda at: handing.take_back_mark(at.given.pk, "twice", actor=at.actor),
        lambda world, place: marked(world, place, 1),
    ),
    "declarations.publishing.publish": _at(
        lambda at: publishing.publish(at.number, 2026, SHOWN, actor=at.actor),
        lambda world, place: marked(world, place, 1),
    ),
    "declarations.publishing.cancel_publication": _at(
        lambda at: publishing.cancel_publication(at.given.pk, "twice", actor=at.actor), published
    ),
}

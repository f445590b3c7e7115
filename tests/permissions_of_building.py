"""Of an office's own definitions of reports: the lines of the tables; a definition of each place at each step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from liemchinh.reports.building import services
from liemchinh.reports.building.queries import sketch_of, sketched
from liemchinh.reports.models import Definition, Sketch
from tests.permissions_of_directives import above
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import CONSOLE, PLACES, World

KEEPERS = "an nam chi dung"
WHO = f"{KEEPERS} console* console-an"


def _definition(number: int, name: str = "Mẫu", *, published: bool = False) -> Definition:
    """One of a place under a name, begun as a copy; published: without a sketch."""
    found = Definition.objects.filter(organisation_id=number, name=name, cancelled_by=None).first()
    if found is None:
        found = services.begin_definition(number, name, "s:members_work", actor=CONSOLE)
        if published:
            services.publish_edition(found.pk, seen=found.recorded_by, actor=CONSOLE)
    return found


def _objects(*behind: str, published: bool = False) -> Any:
    """Not of places above: what is built there is read below too, which is no line of a table of reach."""

    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        name = "Mẫu đã ban hành" if published else "Mẫu"
        places = set(PLACES) - above(person)
        return {place: (_definition(world.places[place], name, published=published).pk, *behind) for place in places}

    return found


OBJECTS = {
    "definition sketch": _objects(),
    "definition published": _objects(published=True),
    "definition name": _objects("name"),
    "definition section": _objects("1"),
    "definition sentence": _objects("1.1"),
    "definition down": _objects("1.1", "down"),
    "definition table": _objects("1.2"),
}
PAGES: dict[str, Row] = {
    "reports:definitions": page(KEEPERS),
    "reports:begin-definition": form(KEEPERS, of="organisation"),
    "reports:definition": page(KEEPERS, of="definition sketch"),
    "reports:definition-about": form(KEEPERS, of="definition name"),
    "reports:definition-preview": page(KEEPERS, of="definition sketch"),
    "reports:definition-publish": form(KEEPERS, of="definition sketch"),
    "reports:definition-again": act(KEEPERS, of="definition published"),
    "reports:definition-drop": act(KEEPERS, post=422, of="definition sketch"),
    "reports:definition-close": act(KEEPERS, of="definition sketch"),
    "reports:definition-section": form(KEEPERS, of="definition sketch"),
    "reports:definition-thing": form(KEEPERS, of="definition sentence"),
    "reports:definition-add": form(KEEPERS, of="definition section"),
    "reports:definition-figure": form(KEEPERS, of="definition sentence"),
    "reports:definition-table": page(KEEPERS, of="definition table"),
    "reports:definition-line": form(KEEPERS, of="definition table"),
    "reports:definition-columns": form(KEEPERS, of="definition table"),
    "reports:definition-move": act(KEEPERS, post=422, of="definition down"),
}


def _sketched(at: At) -> Sketch:
    found = sketch_of(_definition(at.number))
    assert found is not None
    return found


def _published(at: At) -> Definition:
    return _definition(at.number, "Mẫu đã ban hành", published=True)


def _change(at: At) -> None:
    made = replace(sketched(at.given), name="Mẫu khác")
    services.change_sketch(at.given.definition_id, made, seen=at.given.recorded_by, actor=at.actor)


def _drop(at: At) -> None:
    services.drop_sketch(at.given.definition_id, seen=at.given.recorded_by, actor=at.actor)


def _again(at: At) -> Sketch:
    row = _definition(at.number, "Mẫu sửa lại", published=True)
    return sketch_of(row) or services.sketch_again(row.pk, actor=CONSOLE)


ACTS: dict[str, Act] = {
    "reports.building.services.begin_definition": Act(
        WHO, lambda at: services.begin_definition(at.number, "Mẫu mới", actor=at.actor)
    ),
    "reports.building.services.change_sketch": Act(WHO, _change, ready=_sketched),
    "reports.building.services.publish_edition": Act(
        WHO,
        lambda at: services.publish_edition(at.given.definition_id, seen=at.given.recorded_by, actor=at.actor),
        ready=_sketched,
    ),
    "reports.building.services.sketch_again": Act(
        WHO, lambda at: services.sketch_again(at.given.pk, actor=at.actor), ready=_published
    ),
    "reports.building.services.drop_sketch": Act(WHO, _drop, ready=_again),
    "reports.building.services.close_definition": Act(
        WHO, lambda at: services.close_definition(at.given.pk, actor=at.actor), ready=_published
    ),
}

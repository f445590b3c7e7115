"""Of tables of one's own: the lines of the tables of permission, and a table kept by each who sees figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.test import override_settings

from liemchinh.tabulations import services
from liemchinh.tabulations.models import Tabulation
from liemchinh.tabulations.shape import Shape
from tests.permissions_of_services import Act, At
from tests.permissions_of_transfers import posted_place
from tests.permissions_rows import Row, act, form, page
from tests.world import PEOPLE, World

SEERS = "an nam giang khoa hien chi dung"
EXPORTERS = "an nam giang khoa dung"


def kept(world: World, person: str) -> Tabulation:
    """A table of how many there are, of the organisation somebody works for."""
    shape = Shape(world.places[PEOPLE[person][2]], ("members",), when="to_date")
    return services.keep_tabulation(shape, "Tổng số", shared=False, actor=world.actor(person))


def _own(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    def of(name: str) -> int:
        found = Tabulation.objects.filter(account=world.accounts[name], cancelled_by=None).first()
        return (found or kept(world, name)).pk

    return {
        "own": (of(person) if person in SEERS.split() else 0,),
        "others": (of("an" if person == "dung" else "dung"),),
    }


def linked(at: At) -> int:
    """Asked where a mail server is set."""
    with override_settings(SENDS_MAIL=True):
        return services.ask_for_link(at.given, actor=at.actor)


def _table(at: At) -> int:
    """A table kept by whoever acts, of the place, where they see its figures; else none."""
    name = at.name.rpartition("-")[2]
    actor = at.world.actor(name) if name in at.world.accounts else None
    if actor is None or not actor.covers("figures.see", at.number):
        return 0
    return services.keep_tabulation(Shape(at.number, ("members",)), "Tổng số", shared=False, actor=actor).pk


def _wished(at: At) -> int:
    table = _table(at)
    if table:
        with override_settings(SENDS_MAIL=True):
            services.ask_for_link(table, actor=at.world.actor(at.name.rpartition("-")[2]))
    return table


OBJECTS = {
    "kept table": _own,
    "step": lambda world, person: {place: (number, "what") for place, number in world.places.items()},
}
PAGES: dict[str, Row] = {
    "tabulations:list": page(SEERS, of="organisation", query="at"),
    "tabulations:step": page(SEERS, of="step", query="at"),
    "tabulations:table": page(SEERS, of="organisation", query="at"),
    "tabulations:export": page(EXPORTERS, of="organisation", query="at", post=200, form=posted_place),
    "tabulations:keep": form(SEERS, of="organisation", query="at", form=posted_place),
    "tabulations:one": page(SEERS, of="kept table"),
    "tabulations:remove": act(SEERS, of="kept table"),
    "tabulations:link": act(SEERS, of="kept table"),
}
SERVICES: dict[str, Act] = {
    "tabulations.services.keep_tabulation": Act(
        SEERS,
        lambda at: services.keep_tabulation(Shape(at.number, ("members",)), "Tổng số", shared=True, actor=at.actor),
    ),
    "tabulations.services.remove_tabulation": Act(
        SEERS, lambda at: services.remove_tabulation(at.given, actor=at.actor), ready=_table, each=True
    ),
    "tabulations.services.ask_for_link": Act(SEERS, linked, ready=_table, each=True),
    "tabulations.services.stop_link": Act(
        SEERS, lambda at: services.stop_link(at.given, actor=at.actor), ready=_wished, each=True
    ),
}

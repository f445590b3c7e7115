"""Of an office's own pages of Word: the objects, the lines of the table of addresses and of the table of services."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from liemchinh.journal import clock
from liemchinh.papers.issuers import Issuer
from liemchinh.reports import own_templates
from liemchinh.reports.documents.word import blank_template
from liemchinh.reports.models import Template
from regulations.layouts import layout_on
from tests.permissions_of_papers import WRITERS
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Each, Row, act, form, page
from tests.world import World

ORGAN = "committee"


def _page() -> bytes:
    return blank_template(layout_on(settings.CHARTER, clock.today()))


def _kept(world: World, number: int) -> int:
    """A version of an organisation that has a page."""
    row = Template.objects.filter(organisation_id=number).order_by("-number").first()
    if row is None or not row.content:
        row = own_templates.keep_template(Issuer(number), _page(), clock.today(), actor=world.actor("console"))
    return row.pk


def _versions(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    return Each(world.places, lambda place: (_kept(world, world.places[place]),))


def _organs(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    def with_one(place: str) -> Sequence[Any]:
        _kept(world, world.places[place])
        return world.places[place], ORGAN

    return Each(world.places, with_one)


OBJECTS = {"report template": _versions, "organ with a template": _organs}
PAGES: dict[str, Row] = {
    "reports:templates": page(WRITERS, of="organisation"),
    "reports:template-blank": page(WRITERS, of="organisation"),
    "reports:template-new": form(WRITERS, of="organ"),
    "reports:template-version": page(WRITERS, of="report template"),
    "reports:template-example": page(WRITERS, of="report template"),
    "reports:template-withdraw": act(WRITERS, of="organ with a template"),
}
WHO = f"{WRITERS} console* console-an"


def _keep(at: At) -> Any:
    return own_templates.keep_template(Issuer(at.number), _page(), clock.today(), actor=at.actor)


def _withdraw(at: At) -> Any:
    return own_templates.withdraw_template(Issuer(at.number), clock.today(), actor=at.actor)


SERVICES: dict[str, Act] = {
    "reports.own_templates.keep_template": Act(WHO, _keep),
    "reports.own_templates.withdraw_template": Act(WHO, _withdraw, ready=lambda at: _kept(at.world, at.number)),
}

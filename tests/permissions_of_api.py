"""Of keys for other programs: the lines of the tables, and a key made over each place."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from liemchinh.api import services
from liemchinh.api.models import Token
from liemchinh.api.services import NewToken
from liemchinh.journal import clock
from tests.permissions_of_services import KEEPERS, Act
from tests.permissions_rows import Row, act, form, page
from tests.world import PLACES, World


def new_token() -> NewToken:
    """One that reads organisations, for a month."""
    return NewToken("directory", ("organisations",), clock.today() + timedelta(days=30))


def token_at(world: World, place: str) -> Token:
    """The key over the place, made by the officer there."""
    found = Token.objects.filter(organisation_id=world.places[place], cancelled_by=None).first()
    officer = world.actor("phuong" if place.startswith("other") else "oanh")
    return found or services.make_token(world.places[place], new_token(), actor=officer)[0]


def _tokens(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    return {place: (token_at(world, place).pk,) for place in PLACES}


def _asked(**more: Any) -> Row:
    """What other programs ask, without a key: it opens to no account, signed in or not."""
    return Row("everybody", get=401, else_=401, public=True, **more)


OBJECTS = {"key": _tokens}
PAGES: dict[str, Row] = {
    "api:schema": page("everybody", public=True),
    "api:tokens": page(KEEPERS, of="organisation"),
    "api:make": form(KEEPERS, of="organisation"),
    "api:calls": page(KEEPERS, of="key"),
    "api:revoke": act(KEEPERS, of="key"),
    "api-v1:organisations": _asked(),
    "api-v1:organisation": _asked(of="organisation"),
    "api-v1:indicators": _asked(),
    "api-v1:figures": _asked(of="organisation"),
    "api-v1:changes": _asked(),
}
SERVICES: dict[str, Act] = {
    "api.services.make_token": Act(KEEPERS, lambda at: services.make_token(at.number, new_token(), actor=at.actor)),
    "api.services.revoke_token": Act(
        KEEPERS,
        lambda at: services.revoke_token(at.given.pk, actor=at.actor),
        ready=lambda at: token_at(at.world, at.place),
    ),
}

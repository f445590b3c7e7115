"""Of models of branches: the lines of the tables; a registration, and one with a decision, of each branch."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.emulation import deciding, services
from liemchinh.emulation.given import Decision, Registering, Revocation
from liemchinh.emulation.models import Recognition, Registration
from liemchinh.reviews.periods import of_year
from tests.permissions_of_services import BRANCHES, KEEPERS, Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import CONSOLE, PLACES, REGISTERED, World

DAY, YEAR, MODEL = date(2026, 2, 2), of_year(2026), "exemplary"
BASIS = "Mục 3 Kế hoạch 12-KH/ĐU"
SEERS = f"{KEEPERS} khoa chi"


def _register(number: int, model: str, actor: Any) -> int:
    return services.register_models([Registering(number, model, YEAR, "03-NQ/CB", DAY)], actor=actor)[0]


def _registered(number: int, model: str = MODEL) -> Registration:
    found = Registration.objects.filter(organisation_id=number, model=model, cancelled_by=None)
    if not found.exists():
        _register(number, model, CONSOLE)
    return found.get()


def _above(place: str) -> str:
    return PLACES[place][3]


def _decide(world: World, place: str, actor: Any, model: str = MODEL) -> int:
    _registered(world.places[place], model)
    told = Decision(world.places[_above(place)], "committee", "recognise", "15-QĐ/ĐU", DAY, basis=BASIS)
    return deciding.decide_models(model, YEAR, [world.places[place]], told, actor=actor)[0]


def _second(world: World, place: str) -> Any:
    return world.actor("phuong" if place.startswith("other") else "oanh")


def _decided(world: World, place: str, model: str = MODEL) -> Recognition:
    found = Recognition.objects.filter(
        registration__organisation_id=world.places[place], registration__model=model, cancelled_by=None, revoked_by=None
    )
    if not found.exists():
        _decide(world, place, _second(world, place), model)
    return found.get()


def registrations(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """A registration of each branch."""
    return {place: (_registered(world.places[place], "four_good").pk,) for place in REGISTERED}


def recognitions(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """A decision about each branch, by the committee above it."""
    return {place: (_decided(world, place).pk,) for place in REGISTERED}


OBJECTS = {"registration of a model": registrations, "recognition": recognitions}
PAGES: dict[str, Row] = {
    "emulation:public": page("everybody", public=True),
    "emulation:list": page(SEERS, of="organisation", query="at"),
    "emulation:register": form(f"{KEEPERS} chi", of="organisation"),
    "emulation:one": page(SEERS, of="registration of a model"),
    "emulation:listed": act(f"{KEEPERS} chi", of="registration of a model"),
    "emulation:withdraw": form(f"{KEEPERS} chi", of="registration of a model"),
    "emulation:propose": form(KEEPERS, of="organisation"),
    "emulation:decide": form(SEERS, of="organisation"),
    "emulation:vouch": act(SEERS, post=422, of="organisation"),
    "emulation:revoke": form(KEEPERS, of="recognition"),
    "emulation:take-back": form(KEEPERS, of="recognition"),
}
OWN = f"{KEEPERS} chi console* console-an"


def _body(at: At) -> int:
    return at.world.places[_above(at.place)]


def _decision_of(at: At) -> int:
    return _decided(at.world, at.place).pk


ACTS: dict[str, Act] = {
    "emulation.services.register_models": Act(
        OWN, lambda at: _register(at.number, MODEL, at.actor), places=BRANCHES
    ),
    "emulation.services.withdraw_registration": Act(
        OWN, lambda at: services.withdraw_registration(_registered(at.number).pk, reason="twice", actor=at.actor),
        places=BRANCHES, ready=lambda at: _registered(at.number),
    ),
    "emulation.services.list_registration": Act(
        OWN, lambda at: services.list_registration(_registered(at.number).pk, True, actor=at.actor),
        places=BRANCHES, ready=lambda at: _registered(at.number),
    ),
    "emulation.services.propose_models": Act(
        KEEPERS, lambda at: services.propose_models(_body(at), MODEL, YEAR, [at.number], actor=at.actor),
        places=BRANCHES, ready=lambda at: _registered(at.number), above=True,
    ),
    "emulation.deciding.decide_models": Act(
        KEEPERS, lambda at: _decide(at.world, at.place, at.actor), places=BRANCHES,
        ready=lambda at: _registered(at.number), above=True,
    ),
    "emulation.deciding.vouch_for_models": Act(
        KEEPERS, lambda at: deciding.vouch_for_models(_decision_of(at), actor=at.actor),
        places=BRANCHES, ready=_decision_of, above=True,
    ),
    "emulation.deciding.revoke_model": Act(
        KEEPERS,
        lambda at: deciding.revoke_model(_decision_of(at), Revocation("21-QĐ/ĐU", DAY, "court"), actor=at.actor),
        places=BRANCHES, ready=_decision_of, above=True,
    ),
    "emulation.deciding.take_back_model": Act(
        KEEPERS, lambda at: deciding.take_back_model(_decision_of(at), reason="twice", actor=at.actor), places=BRANCHES,
        ready=_decision_of, above=True,
    ),
}  # fmt: skip

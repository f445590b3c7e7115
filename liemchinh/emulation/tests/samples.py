"""Registrations and decisions of the world's branches."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from liemchinh.emulation.deciding import decide_models, vouch_for_models
from liemchinh.emulation.given import Decision, Registering
from liemchinh.emulation.models import Recognition, Registration
from liemchinh.emulation.services import register_models
from liemchinh.reviews.periods import of_year
from liemchinh.rulebook.changing import begun
from liemchinh.rulebook.moving import preview
from liemchinh.rulebook.services import NewValue, state_value, vouch_for_value

YEAR, MODEL = of_year(2026), "no_violation"
DATED, ON = date(2026, 1, 15), date(2026, 3, 2)
BASIS = "Mục 3 Kế hoạch 12-KH/ĐU"


def registering(world: Any, place: str = "branch", **more: Any) -> Registering:
    """A branch's resolution for the year."""
    told = {"model": MODEL, "period": YEAR, "number": "03-NQ/CB", "dated": DATED, "listed": True, **more}
    return Registering(world.places[place], **told)


def registered(world: Any, *places: str, by: str = "console", **more: Any) -> Registration:
    """Those branches registered; gives the last one's row."""
    told = [registering(world, place, **more) for place in places or ("branch",)]
    return Registration.objects.get(recorded_by=register_models(told, actor=world.actor(by))[-1])


def decision(world: Any, body: str = "commune", **more: Any) -> Decision:
    """A decision of a body's committee, standing on a plan because no text was seen."""
    told = {"organ": "committee", "form": "recognise", "number": "15-QĐ/ĐU", "on": ON, "basis": BASIS, **more}
    return Decision(world.places[body], **told)


def decided(world: Any, *places: str, by: str = "nam", **more: Any) -> Sequence[int]:
    """Those branches, in one decision."""
    model = more.pop("model", MODEL)
    return decide_models(
        model, YEAR, [world.places[place] for place in places], decision(world, **more), actor=world.actor(by)
    )


def vouched(world: Any, place: str = "branch", *, by: str = "an") -> int:
    """A second officer vouches for the basis of the decision about a branch."""
    return vouch_for_models(recognition(world, place).pk, actor=world.actor(by))


def recognition(world: Any, place: str = "branch") -> Recognition:
    """The decision about a branch that stands."""
    return Recognition.objects.get(
        registration__organisation_id=world.places[place], cancelled_by=None, revoked_by=None
    )


def stated(world: Any, name: str, value: object) -> None:
    """Two officers of the province say what a rule is, since no text of the centre was seen."""
    first, second = world.actor("oanh"), world.actor("an")
    days = (date(2026, 1, 1), None)
    new = NewValue(name, world.places["province"], value, *days, "31-KH/TU", "Mục 2", date(2025, 12, 20))
    row = state_value(new, actor=first)
    vouch_for_value(row.pk, preview(begun(row), second).mark, actor=second)

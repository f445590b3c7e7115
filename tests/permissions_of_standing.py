"""Of changes of standing: the addresses, what they name, and the lines of the table of services."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor, Grant
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case, Deadline
from liemchinh.standing import grounding, services, undoing
from liemchinh.standing.cases import DECIDE, KEEP, VOTE
from liemchinh.standing.matter import Given
from tests.permissions_of_services import KEEPERS, Act, At
from tests.permissions_rows import Each, Row, act, form, page
from tests.world import PLACES, REGISTERED, World

KEPT, SIGNED = f"{KEEPERS} chi console* console-an", f"{KEEPERS} chi"
TRIED = ("branch", "other_branch")
ASKED, DECIDED = date(2026, 2, 2), date(2026, 2, 10)


def officer(world: World, name: str) -> Actor:
    """Somebody who may do everything of this room everywhere, to make ready what is tried."""
    tops = (world.places["province"], world.places["other"])
    grants = tuple(Grant("organisation_officer", top, frozenset({KEEP, VOTE, DECIDE})) for top in tops)
    return Actor(world.accounts[name].pk, name, grants, second_factor=True)


def begun(world: World, place: str, code: str, **more: Any) -> Case:
    """The case of the branch's person that begins with this step; made once."""
    known = Case.objects.filter(
        kind="standing", closed_by=None, steps__code=code, parties__person=world.people[place]
    ).first()
    return known or services.open_matter(code, world.people[place], Given(ASKED, **more), actor=officer(world, "oanh"))


def asked(world: World, place: str) -> Case:
    """An application for exemption waits."""
    return begun(world, place, "exemption_asked")


def stated(world: World, place: str) -> Case:
    """A ground of strike-off was stated; one officer stands behind it."""
    case = begun(world, place, "strike_off_stated", ground="duty.card_returned", body=world.places[PLACES[place][3]])
    if not case.grounds.filter(cancelled_by=None).exists():
        grounding.state(case, NewGround("strike_off_told", "mục 2", "Văn bản 1"), actor=officer(world, "oanh"))
    return case


def _everywhere(parts: Callable[[World, str], Sequence[Any]]) -> Callable[[World, str], Mapping[str, Sequence[Any]]]:
    return lambda world, person: Each(REGISTERED, lambda place: parts(world, place))


def _deadline(world: World, place: str) -> Sequence[Any]:
    return (Deadline.objects.filter(case=asked(world, place), cancelled_by=None).order_by("pk")[0].pk,)


OBJECTS: dict[str, Callable[[World, str], Mapping[str, Sequence[Any]]]] = {
    "deadline": _everywhere(_deadline),
    "matter": _everywhere(lambda world, place: (asked(world, place).pk,)),
    "matter at a step": _everywhere(lambda world, place: (asked(world, place).pk, "exemption_decided")),
    "matter with a ground": _everywhere(lambda world, place: (stated(world, place).pk, "strike_off_told")),
    "first step": lambda world, person: {place: (uid, "leave_asked") for place, uid in world.uids.items()},
}
PAGES: dict[str, Row] = {
    # casework: whoever the case is open to
    "casework:why": page(SIGNED, of="deadline"),
    # standing: the branch of the person and the committee that decides
    "standing:list": page(SIGNED, of="organisation", query="at"),
    "standing:choose": page(SIGNED, of="branch"),
    "standing:begin": page(SIGNED, of="uid"),
    "standing:start": form(SIGNED, of="first step"),
    "standing:one": page(SIGNED, of="matter"),
    "standing:step": form(SIGNED, of="matter at a step"),
    "standing:cancel": form(SIGNED, of="matter"),
    "standing:ground": form(SIGNED, of="matter with a ground"),
    "standing:vouch": act(SIGNED, of="matter with a ground"),
}


def _decided(at: At) -> int:
    return services.record_step(at.given, "exemption_decided", Given(DECIDED, "07-NQ/CB"), actor=at.actor)


def _asked(at: At) -> Case:
    return services.open_matter("exemption_asked", at.world.people[at.place], Given(ASKED), actor=at.actor)


ACTS: dict[str, Act] = {
    "standing.services.open_matter": Act(KEPT, _asked, places=TRIED),
    "standing.services.record_step": Act(SIGNED, _decided, places=TRIED, ready=lambda at: asked(at.world, at.place)),
    "standing.services.record_death": Act(
        KEPT, lambda at: services.record_death(at.world.people[at.place], DECIDED, actor=at.actor), places=TRIED
    ),
    "standing.undoing.cancel_step": Act(
        KEPT,
        lambda at: undoing.cancel_step(at.given, "wrong_day", actor=at.actor),
        places=TRIED,
        ready=lambda at: asked(at.world, at.place),
    ),
    "standing.grounding.state": Act(
        SIGNED,
        lambda at: grounding.state(at.given, NewGround("strike_off_told", "mục 3", "Văn bản 2"), actor=at.actor),
        places=TRIED,
        ready=lambda at: stated(at.world, at.place),
    ),
    "standing.grounding.vouch": Act(
        SIGNED,
        lambda at: grounding.vouch(at.given, "strike_off_told", actor=at.actor),
        places=TRIED,
        ready=lambda at: stated(at.world, at.place),
    ),
}

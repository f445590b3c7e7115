"""What the table of services asks of grants: a case of the tests' own kind at a place, opened by Khoa or by whoever inspects there."""

from collections.abc import Callable
from typing import Any

from liemchinh.access.models import Account
from liemchinh.casework import grants
from liemchinh.casework.models import Case
from tests.granted_kind import more_officers, officer, open_one, registered
from tests.permissions_of_services import Act, At
from tests.world import REACH

PLACES_TRIED = ("district", "commune", "other")


def _three(at: At) -> tuple[str, str, str]:
    """Three inspection officers over the place, Khoa among them where he reaches."""
    if at.place in REACH["khoa"]:
        more_officers(at.world)
        return "khoa", "thu", "duc"
    names = ("x.mot", "x.hai", "x.ba")
    for name in names:
        there = Account.objects.filter(username=name).first()
        at.world.accounts[name] = there or officer(at.world, name, f"Người kiểm tra {name}", at.place)
    return names


def _case(at: At, *, by: int = 0, stated: bool = False, vouched: bool = False) -> Case:
    """A case opened by one of the three; the next of them stated, and vouched for by the last."""
    names, about = _three(at), "other_branch" if at.place == "other" else "branch"
    ring = [*names[by:], *names[:by]]
    with registered():
        case = open_one(at.world, by=ring[0], at=at.place, about=about)
        for wanted, call, actor in ((stated, grants.state_grant, ring[0]), (vouched, grants.vouch_for_grant, ring[2])):
            if wanted:
                call(case, at.world.accounts[ring[1]], actor=at.world.actor(actor))
    return case


def _act(service: Callable[..., Any], whom: int, **ready: Any) -> Act:
    def call(at: At) -> Any:
        with registered():
            return service(at.given, at.world.accounts[_three(at)[whom]], actor=at.actor)

    return Act("khoa", call, places=PLACES_TRIED, once=True, ready=lambda at: _case(at, **ready))


ACTS: dict[str, Act] = {
    # Whoever has the case open, and nobody else whatever their role; vouching: the officer who neither stated nor is given it.
    "casework.grants.state_grant": _act(grants.state_grant, 1),
    "casework.grants.vouch_for_grant": _act(grants.vouch_for_grant, 2, by=1, stated=True),
    "casework.grants.end_grant": _act(grants.end_grant, 1, stated=True, vouched=True),
    "casework.grants.recuse": _act(grants.recuse, 1, stated=True, vouched=True),
}

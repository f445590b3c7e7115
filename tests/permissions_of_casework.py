"""What the tables ask of grants: a case of the tests' own kind at a place, opened by Khoa or by whoever inspects there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from liemchinh.access.models import Account
from liemchinh.casework import grants
from liemchinh.casework.models import Case
from tests import permissions_of_ballots as ballots
from tests.granted_kind import KIND, more_officers, officer, open_one, registered, stand_beside
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import REACH, World

PLACES_TRIED = ("district", "commune", "other")
# Pages are asked after their objects were made.
stand_beside()


@dataclass(frozen=True)
class Place:
    """Where a page's object is made."""

    world: World
    place: str


def _three(at: "At | Place") -> tuple[str, str, str]:
    """Three inspection officers over the place, Khoa among them where he reaches."""
    if at.place in REACH["khoa"]:
        more_officers(at.world)
        return "khoa", "thu", "duc"
    names = ("x.mot", "x.hai", "x.ba")
    for name in names:
        there = Account.objects.filter(username=name).first()
        at.world.accounts[name] = there or officer(at.world, name, f"Người kiểm tra {name}", at.place)
    return names


def _case(at: "At | Place", *, by: int = 0, stated: bool = False, vouched: bool = False) -> Case:
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

    return Act("khoa", call, places=PLACES_TRIED, ready=lambda at: _case(at, **ready))


ACTS: dict[str, Act] = {
    # Whoever has the case open, and nobody else whatever their role; vouching: the officer who neither stated nor is given it.
    "casework.grants.state_grant": _act(grants.state_grant, 1),
    "casework.grants.vouch_for_grant": _act(grants.vouch_for_grant, 2, by=1, stated=True),
    "casework.grants.end_grant": _act(grants.end_grant, 1, stated=True, vouched=True),
    "casework.grants.recuse": _act(grants.recuse, 1, stated=True, vouched=True),
}


def _pattern(place: Place, *, by: int = 0, stated: bool = False, vouched: bool = False) -> set[tuple[int, bool, bool]]:
    """The grants of a case made so: account, stated, vouched for."""
    names = _three(place)
    opener, next_one = place.world.accounts[names[by]].pk, place.world.accounts[names[(by + 1) % 3]].pk
    return {(opener, False, False), *([(next_one, True, vouched)] if stated else [])}


def _once(place: Place, **how: Any) -> Case:
    for case in Case.objects.filter(kind=KIND, parties__organisation_id=place.world.places[place.place]):
        rows = case.grants.filter(cancelled_by=None)
        if {(row.account, bool(row.stated_by), bool(row.vouched_by)) for row in rows} == _pattern(place, **how):
            return case
    return _case(place, **how)


def _object(*, with_next: bool = False, **how: Any) -> Callable[[World, str], Mapping[str, Sequence[Any]]]:
    """In each place a case, and the account of whoever comes after its opener."""

    def made(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        found = {}
        for place in (Place(world, one) for one in PLACES_TRIED):
            case = _once(place, **how)
            after = world.accounts[_three(place)[(how.get("by", 0) + 1) % 3]].pk
            found[place.place] = (case.pk, after) if with_next else (case.pk,)
        return found

    return made


def _adrift(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """In each place a case that its opener withdrew from."""
    found = {}
    for place in (Place(world, one) for one in PLACES_TRIED):
        opener, here = _three(place)[2], world.places[place.place]
        case = Case.objects.filter(kind=KIND, parties__organisation_id=here, recusals__isnull=False).first()
        if case is None:
            case = _case(place, by=2)
            with registered():
                grants.recuse(case, world.accounts[opener], actor=world.actor(opener))
        found[place.place] = (case.pk,)
    return found


OBJECTS: dict[str, Callable[[World, str], Mapping[str, Sequence[Any]]]] = {
    **ballots.OBJECTS,
    "case by grant": _object(),
    "case with somebody stated": _object(with_next=True, stated=True),
    "case to vouch for": _object(with_next=True, by=1, stated=True),
    "case of two": _object(with_next=True, stated=True, vouched=True),
    "case adrift": _adrift,
}
PAGES: dict[str, Row] = {
    **ballots.PAGES,
    # casework: lists of one's own; a case for whoever has it open, and for nobody else whatever their role
    "casework:work": page("khoa chi"),
    "casework:adrift": page("khoa chi"),
    "casework:grants": form("khoa", of="case by grant"),
    "casework:end-grant": act("khoa", of="case with somebody stated"),
    "casework:recuse": act("khoa", of="case of two"),
    "casework:vouch-grant": act("khoa", of="case to vouch for"),
    "casework:give": form("khoa", of="case adrift"),
}

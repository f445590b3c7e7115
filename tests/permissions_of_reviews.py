"""Of commitments and reviews: the addresses, a decided grade of each branch, and the lines of the table of services."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.reviews import handing, redeciding, services
from liemchinh.reviews.given import Decision, Given
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import of_year
from liemchinh.reviews.queries import list_of, papers_of
from tests import permissions_of_emulation as emulation
from tests import permissions_of_remediation as remediation
from tests import permissions_of_surveys as surveys
from tests.permissions_of_services import BRANCHES, KEEPERS, Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import REGISTERED, World

DAY, LAST, YEAR = date(2026, 2, 2), of_year(2025), of_year(2026)
SORT = "commitment"


def _people(number: int) -> dict[int, Given]:
    return {one.person: Given("good") for one in list_of(number, LAST).lines if not (one.left_out or one.unclear)}


def _propose(number: int, actor: Any) -> int:
    return services.propose_grades(number, LAST, _people(number), Given("good"), actor=actor)


def _decide(number: int, actor: Any, **more: Any) -> Sequence[int]:
    return services.decide_grades(LAST, [number], Decision(number, "15-QĐ/ĐU", DAY, **more), actor=actor)


def _keeper(world: World, place: str) -> Any:
    return world.actor("dung" if place.startswith("other") else "an")


def grades(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """A decided grade of somebody in each branch."""

    def at(place: str) -> int:
        found = Grade.objects.filter(organisation_id=world.places[place], cancelled_by=None).exclude(person=None)
        if not found.exists():
            _propose(world.places[place], world.actor("console"))
            _decide(world.places[place], _keeper(world, place))
        return found.earliest("pk").pk

    return {place: (at(place),) for place in REGISTERED}


def sheets(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """The sheet of commitments of each place."""
    return {place: (number, SORT) for place, number in world.places.items()}


OBJECTS = {"grade": grades, "organisation sheet": sheets, **remediation.OBJECTS, **emulation.OBJECTS, **surveys.OBJECTS}
PAGES: dict[str, Row] = {
    **remediation.PAGES,
    **emulation.PAGES,
    **surveys.PAGES,
    # whoever keeps the branch, and whoever decides about it; a leader reads figures instead
    "reviews:list": page(f"{KEEPERS} chi", of="organisation", query="at"),
    "reviews:handing": form(f"{KEEPERS} chi", of="organisation sheet"),
    "reviews:grades": form(f"{KEEPERS} chi", of="organisation"),
    "reviews:decide": form(KEEPERS, of="organisation"),
    "reviews:vouch": act(KEEPERS, post=422, of="organisation"),
    "reviews:take-back": form(KEEPERS, of="organisation"),
    "reviews:regrade": form(KEEPERS, of="grade"),
}


def _proposed(at: At) -> int:
    return _propose(at.number, at.world.actor("console"))


def _decided(at: At, **more: Any) -> int:
    _propose(at.number, at.world.actor("console"))
    return _decide(at.number, _keeper(at.world, at.place), **more)[0]


def _unvouched(at: At) -> int:
    people = {person: Given("excellent") for person in _people(at.number)}
    services.propose_grades(at.number, LAST, people, actor=at.world.actor("console"))
    second = at.world.actor("phuong" if at.place.startswith("other") else "oanh")
    return _decide(at.number, second, basis="Điều 12 Hướng dẫn 01-HD/ĐU")[0]


def _handed(at: At) -> int:
    states = {one.person: "handed" for one in papers_of(at.number, SORT, YEAR)}
    return handing.record_handed(handing.Sheet(at.number, SORT, YEAR, DAY), states, actor=at.actor)


def _regrade(at: At) -> int:
    row = Grade.objects.filter(organisation_id=at.number, cancelled_by=None).exclude(person=None).earliest("pk")
    later = Decision(at.number, "16-QĐ/ĐU", DAY)
    return redeciding.regrade(row.pk, Given("completed"), later, "mistake", actor=at.actor)


ACTS: dict[str, Act] = {
    **remediation.ACTS,
    **emulation.ACTS,
    **surveys.ACTS,
    "reviews.handing.record_handed": Act(f"{KEEPERS} chi console* console-an", _handed, places=BRANCHES),
    "reviews.services.propose_grades": Act(
        f"{KEEPERS} chi console* console-an", lambda at: _propose(at.number, at.actor), places=BRANCHES
    ),
    "reviews.services.decide_grades": Act(
        KEEPERS, lambda at: _decide(at.number, at.actor), places=BRANCHES, ready=_proposed
    ),
    "reviews.redeciding.vouch_for_grades": Act(
        KEEPERS, lambda at: redeciding.vouch_for_grades(at.number, "2025", "15-QĐ/ĐU", actor=at.actor), places=BRANCHES,
        ready=_unvouched,
    ),
    "reviews.redeciding.regrade": Act(KEEPERS, _regrade, places=BRANCHES, ready=_decided),
    "reviews.redeciding.take_back": Act(
        KEEPERS, lambda at: redeciding.take_back(at.number, LAST, reason="wrong_day", actor=at.actor), places=BRANCHES,
        ready=_decided,
    ),
}  # fmt: skip

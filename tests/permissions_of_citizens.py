"""Of what citizens send: counts as the tests enter them, the lines of the tables of addresses and services."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.citizens import ratings
from liemchinh.citizens.models import Rating
from liemchinh.citizens.ratings import Answers, Counted
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, form, page
from tests.world import CONSOLE, World

KEEPERS, SEERS = "an nam dung", "an nam giang khoa hien chi dung"
WHO = f"{KEEPERS} console* console-an"
FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)


def counted(number: int) -> Counted:
    """Answers about an office in January, on paper."""
    return Counted(number, FIRST, LAST, Answers(40, 3, 2, {"late": 2}), "3-TH/UB", LAST)


def _paper(number: int) -> Rating:
    found = Rating.objects.filter(organisation_id=number, cancelled_by=None)
    if not found.exists():
        ratings.record_papers([counted(number)], actor=CONSOLE)
    return found.get()


def papers(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """A count on paper of each place."""
    return {place: (_paper(number).pk,) for place, number in world.places.items()}


OBJECTS = {"count on paper": papers}
PAGES: dict[str, Row] = {
    "citizens:ratings": page(SEERS, of="organisation", query="at"),
    "citizens:paper": form(KEEPERS, of="organisation"),
    "citizens:cancel-paper": form(KEEPERS, of="count on paper"),
}


def _ready(at: At) -> Rating:
    return _paper(at.number)


ACTS: dict[str, Act] = {
    "citizens.ratings.record_papers": Act(WHO, lambda at: ratings.record_papers([counted(at.number)], actor=at.actor)),
    "citizens.ratings.cancel_paper": Act(
        WHO, lambda at: ratings.cancel_paper(at.given.pk, reason="twice", actor=at.actor), ready=_ready
    ),
}

"""Of letters: the lines of the tables, and letters as the tests write them.

Khoa keeps the letters of the district, Chi those of the branch; nobody else holds the verb anywhere, and nobody above reads their books.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from liemchinh.letters import services
from liemchinh.letters.models import Letter, Sorting
from liemchinh.letters.services import Cover, Received, Sorted
from tests.permissions_of_services import Act
from tests.permissions_rows import Row, form, page
from tests.world import World

ON = date(2026, 2, 2)
SIGNED = Received("inspection", ON, "post", "denunciation", False)


def received(world: World, told: Received = SIGNED, *, at: str = "district", by: str = "khoa") -> Letter:
    """A letter in the book of a place."""
    return services.receive_letter(world.places[at], told, actor=world.actor(by))


def passed_to(world: World, place: str) -> Sorted:
    """Passed on to a place under a paper, an answer asked for."""
    return Sorted("passed_on", ON, Cover(world.places[place], "", "15-CV/UBKT", ON), date(2026, 4, 1))


def _at(world: World, number: int) -> Letter:
    """The district's letter of that turn in its commission's book: each line has one of its own."""
    rows = Letter.objects.filter(organisation_id=world.places["district"], organ="inspection").order_by("pk")
    while rows.count() <= number:
        received(world)
    return rows[number]


def _sorted(world: World) -> Letter:
    letter = _at(world, 2)
    if not Sorting.objects.filter(letter=letter, cancelled_by=None).exists():
        services.sort_letter(letter.pk, Sorted("competent", ON), actor=world.actor("khoa"))
    return letter


def arriving(world: World) -> Letter:
    """A letter of the province's own book, entered by the console's hand there, on its way to the district."""
    found = Letter.objects.filter(organisation_id=world.places["province"]).first()
    if found is None:
        told = replace(SIGNED, organ="committee")
        found = Letter.objects.create(
            organisation_id=world.places["province"], organ=told.organ, year=ON.year, number=1, received_on=ON, way=told.way,
            kind=told.kind, is_anonymous=False, recorded_by=1,
        )  # fmt: skip
        Sorting.objects.create(
            letter=found, outcome="passed_on", on=ON, to_id=world.places["district"], cover_number="7-CV/TU", cover_dated=ON,
            recorded_by=1,
        )  # fmt: skip
    return found


def _own(made: Any) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return {"khoa": made(world)}

    return found


OWN = "khoa!"
OBJECTS = {
    "own letter book": lambda world, person: {"khoa": (world.places["district"],), "chi": (world.places["branch"],)},
    "letter": _own(lambda world: (_at(world, 0).pk,)),
    "letter to sort": _own(lambda world: (_at(world, 1).pk, "competent")),
    "sorted letter": _own(lambda world: (_sorted(world).pk,)),
    "arriving letter": _own(lambda world: (arriving(world).pk,)),
}
PAGES: dict[str, Row] = {
    "letters:book": page("khoa chi"),
    "letters:new": form("khoa! chi!", of="own letter book"),
    "letters:letter": page(OWN, of="letter"),
    "letters:cancel": form(OWN, of="letter"),
    "letters:sort": form(OWN, of="letter to sort"),
    "letters:unsort": form(OWN, of="sorted letter"),
    "letters:arrive": form(OWN, of="arriving letter"),
}
ACTS: dict[str, Act] = {
    "letters.services.receive_letter": Act(
        "khoa", lambda at: services.receive_letter(at.number, SIGNED, actor=at.actor), places=("district",)
    ),
    "letters.services.sort_letter": Act(
        "khoa",
        lambda at: services.sort_letter(at.given.pk, Sorted("competent", ON), actor=at.actor),
        places=("district",),
        ready=lambda at: received(at.world),
    ),
    "letters.services.unsort_letter": Act(
        "khoa",
        lambda at: services.unsort_letter(at.given.pk, reason="wrong_day", actor=at.actor),
        places=("district",),
        ready=lambda at: _sorted(at.world),
    ),
    "letters.services.cancel_letter": Act(
        "khoa",
        lambda at: services.cancel_letter(at.given.pk, reason="twice", actor=at.actor),
        places=("district",),
        ready=lambda at: received(at.world),
    ),
}

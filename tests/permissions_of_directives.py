"""Of documents that direct: the lines of the tables, and documents as the tests write them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.directives import services
from liemchinh.directives.models import Document, Ending
from liemchinh.directives.services import Told
from liemchinh.journal import clock
from tests.permissions_of_services import Act
from tests.permissions_rows import Each, Row, form, page
from tests.world import CONSOLE, PEOPLE, PLACES, World

ON = date(2026, 2, 2)
KEEPERS, SEERS = "an nam chi dung", "an nam giang khoa hien chi dung"
CENTRE = Told("", "central_committee", "resolution", 4, "NQ", "TW", date(2021, 10, 25), "Về xây dựng, chỉnh đốn Đảng")
PROGRAMME = Told("committee", "", "programme", 13, "CTr", "TU", ON, "Về phòng ngừa vi phạm")
PLAN = Told("committee", "", "plan", 5, "KH", "ĐU", ON, "Thực hiện Chương trình 13-CTr/TU")


def document(world: World, told: Told = PROGRAMME, *, at: str = "province") -> Document:
    """A document in the book of a place."""
    return services.record_document(world.places[at], told, actor=CONSOLE)


def numbered(number: int, **more: Any) -> Told:
    """A plan with that number."""
    told = {
        "organ": "committee",
        "outside": "",
        "type": "plan",
        "symbol": "KH",
        "ends": "ĐU",
        "dated": ON,
        "title": "Kế hoạch",
    }
    return Told(**{**told, "number": number, **more})  # type: ignore[arg-type]


def _once(world: World, place: str, number: int) -> Document:
    found = Document.objects.filter(organisation_id=world.places[place], number=number).first()
    return found or document(world, numbered(number), at=place)


def above(person: str) -> set[str]:
    """Places above where the person belongs: documents there are read from below too, which is no line of a table of reach."""
    place, found = PEOPLE[person][2] if person else "", set()
    while place and (place := PLACES[place][3]):
        found.add(place)
    return found


def _in_places(number: int, *, ended: bool = False) -> Any:
    """In each place a document with that number, of its own for each line of the table."""

    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        def made(place: str) -> Sequence[Any]:
            row = _once(world, place, number)
            if ended and not Ending.objects.filter(document=row, cancelled_by=None).exists():
                services.end_document(row.pk, clock.today(), actor=CONSOLE)
            return (row.pk,)

        return Each(set(PLACES) - above(person), made)

    return found


OBJECTS = {
    "directive": _in_places(901),
    "directive to end": _in_places(902),
    "ended directive": _in_places(903, ended=True),
    "directive to cancel": _in_places(904),
}
PAGES: dict[str, Row] = {
    "directives:book": page(SEERS, of="organisation"),
    "directives:new": form(KEEPERS, of="organisation"),
    "directives:one": page(SEERS, of="directive"),
    "directives:end": form(KEEPERS, of="directive to end"),
    "directives:resume": form(KEEPERS, of="ended directive"),
    "directives:cancel": form(KEEPERS, of="directive to cancel"),
}
WHO = f"{KEEPERS} console* console-an"
ACTS: dict[str, Act] = {
    "directives.services.record_document": Act(
        WHO, lambda at: services.record_document(at.number, numbered(801), actor=at.actor)
    ),
    "directives.services.end_document": Act(
        WHO,
        lambda at: services.end_document(at.given.pk, clock.today(), actor=at.actor),
        ready=lambda at: _once(at.world, at.place, 802),
    ),
    "directives.services.resume_document": Act(
        WHO,
        lambda at: services.resume_document(at.given.pk, reason="wrong_day", actor=at.actor),
        ready=lambda at: _ended(at.world, at.place),
    ),
    "directives.services.cancel_document": Act(
        WHO,
        lambda at: services.cancel_document(at.given.pk, reason="twice", actor=at.actor),
        ready=lambda at: _once(at.world, at.place, 804),
    ),
}


def _ended(world: World, place: str) -> Document:
    row = _once(world, place, 803)
    if not Ending.objects.filter(document=row, cancelled_by=None).exists():
        services.end_document(row.pk, clock.today(), actor=CONSOLE)
    return row

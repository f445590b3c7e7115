"""Of documents: the objects that addresses name, the lines of the table of addresses, and the lines of the table of services."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from liemchinh.members.models import Term
from liemchinh.members.terms import TermFacts, record_term
from liemchinh.papers import declaring, issuers, services, wordings
from liemchinh.papers.models import Letterhead, Number, Wording
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import KNOWN_FROM, World

DAY = date(2026, 2, 2)
WRITERS = "an nam khoa chi dung"
HEADING = issuers.Heading("CB", "Chi bộ thử")


def ready_to_number(world: World, number: int) -> issuers.Issuer:
    """An organisation that can number: a term and a symbol."""
    issuer, console = issuers.Issuer(number), world.actor("console")
    if not Term.objects.filter(organisation_id=number, cancelled_by=None).exists():
        record_term(number, TermFacts(9, KNOWN_FROM), actor=console)
    if not Letterhead.objects.filter(organisation_id=number, cancelled_by=None).exists():
        issuers.set_letterhead(issuer, HEADING, KNOWN_FROM, actor=console)
    return issuer


def _noted(world: World, number: int) -> int:
    """A number noted from the book of paper; gives its row."""
    issuer = ready_to_number(world, number)
    found = Number.objects.filter(organisation_id=number, cancelled_by=None).first()
    if found is None:
        services.note_numbers(issuer, "decision", 1, 1, DAY, actor=world.actor("console"))
        found = Number.objects.get(organisation_id=number, cancelled_by=None)
    return found.pk


def _numbers(world: World, person: str) -> dict[str, Sequence[Any]]:
    return {place: (_noted(world, number),) for place, number in world.places.items()}


def _own_words(world: World, number: int) -> int:
    """An organisation with words of its own for a document."""
    if not Wording.objects.filter(organisation_id=number, cancelled_by=None).exists():
        blocks = {**wordings.shipped()["appeal_receipt"].blocks(), "abstract": "nhận đơn"}
        wordings.set_wording(number, "appeal_receipt", blocks, DAY, actor=world.actor("console"))
    return number


def _own_documents(world: World, person: str) -> dict[str, Sequence[Any]]:
    return {place: (_own_words(world, number), "appeal_receipt") for place, number in world.places.items()}


OBJECTS: dict[str, Any] = {
    "number": _numbers,
    "top": lambda world, person: {place: (world.places[place],) for place in ("province", "other")},
    "document": lambda world, person: {place: (number, "appeal_receipt") for place, number in world.places.items()},
    "own document": _own_documents,
    "organ": lambda world, person: {place: (number, "committee") for place, number in world.places.items()},
}
PAGES: dict[str, Row] = {
    "papers:book": page(WRITERS, of="organisation", query="at"),
    "papers:take": form(WRITERS, of="organisation"),
    "papers:note": form(WRITERS, of="organisation"),
    "papers:void": form(WRITERS, of="number"),
    "papers:cancel-noted": form(WRITERS, of="number"),
    "papers:letterheads": page(WRITERS, of="organisation"),
    "papers:take-suggestions": act(WRITERS, of="organisation"),
    "papers:letterhead": form(WRITERS, of="organ"),
    "papers:wordings": page(WRITERS, of="organisation"),
    "papers:wording": form(WRITERS, of="document"),
    "papers:example": page(WRITERS, of="document"),
    "papers:withdraw-wording": act(WRITERS, of="own document"),
    "papers:declaration": page(WRITERS, of="organisation"),
    "papers:declare": form("an dung", of="top"),
}


def _kept(call: Any, ready: Any = ready_to_number) -> Act:
    return Act(f"{WRITERS} console* console-an", call, ready=lambda at: ready(at.world, at.number))


def _set(at: At) -> int:
    return issuers.set_letterhead(issuers.Issuer(at.number), HEADING, DAY, actor=at.actor)


SERVICES: dict[str, Act] = {
    "papers.issuers.set_letterhead": _kept(_set),
    "papers.issuers.take_suggestions": _kept(lambda at: issuers.take_suggestions(at.number, DAY, actor=at.actor)),
    "papers.services.take_number": _kept(lambda at: services.take_number(at.given, "decision", DAY, actor=at.actor)),
    "papers.services.note_numbers": _kept(
        lambda at: services.note_numbers(at.given, "decision", 1, 3, DAY, actor=at.actor)
    ),
    "papers.services.void_number": _kept(
        lambda at: services.void_number(at.given, reason="spoiled", actor=at.actor), _noted
    ),
    "papers.services.cancel_noted": _kept(
        lambda at: services.cancel_noted(at.given, reason="typing", actor=at.actor), _noted
    ),
}
SERVICES |= {
    "papers.wordings.set_wording": _kept(
        lambda at: wordings.set_wording(
            at.number, "appeal_receipt", wordings.shipped()["appeal_receipt"].blocks(), DAY, actor=at.actor
        )
    ),
    "papers.wordings.withdraw_wording": _kept(
        lambda at: wordings.withdraw_wording(at.number, "appeal_receipt", DAY, actor=at.actor), _own_words
    ),
    "papers.declaring.declare": Act(
        "an dung",
        lambda at: declaring.declare(at.number, declaring.OPEN, "12-QĐ/TU", DAY, actor=at.actor),
        places=("province", "other"),
    ),
}
EXEMPT: dict[str, str] = {
    "papers.issuing.issue_paper": "as keep_number",
    "papers.services.keep_number": "asks for no right of its own, like the steps of cases: the rooms that have said who may call it",
}

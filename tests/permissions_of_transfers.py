"""Of transfers: the objects that addresses name, and the lines of the table of services."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.transfers import book, receiving, sending
from liemchinh.transfers.queries import of_person
from tests.permissions_of_services import BRANCHES, KEEPERS, Act, At
from tests.world import REGISTERED, World

DAY = date(2026, 2, 2)


def posted_place(world: World, place: str, person: str) -> Mapping[str, Any]:
    """A form about the organisation itself, which it names."""
    return {"at": world.places[place]}


def transfers(world: World, person: str) -> dict[str, Sequence[Any]]:
    """From each branch somebody who is outside for a time."""

    def at(place: str) -> int:
        letter = sending.Letter("1-GGT", clock.today() - timedelta(days=9), clock.today() + timedelta(days=90))
        people = [world.people[place]]
        known = of_person(people[0]).first()
        if known is not None:
            return known.pk
        return sending.send_outside(people, world.places[place], "Chi bộ tàu", letter, actor=world.actor("console"))[0]

    return {place: (at(place),) for place in REGISTERED}


def _letter() -> sending.Letter:
    return sending.Letter("1-GGT", DAY)


def _coming(at: At) -> int:
    """Somebody of another branch, who is sent here by letter."""
    other = "branch" if at.place != "branch" else "sibling"
    people, here = [at.world.people[other]], at.world.places[other]
    return sending.send_members(people, here, at.number, _letter(), actor=at.world.actor("console"))[0]


def _going(at: At) -> int:
    """Somebody of this branch, who is sent to another by letter."""
    other = at.world.places["branch" if at.place != "branch" else "sibling"]
    people = [at.world.people[at.place]]
    return sending.send_members(people, at.number, other, _letter(), actor=at.world.actor("console"))[0]


def _staying(at: At) -> int:
    letter = sending.Letter("1-GGT", DAY, date(2026, 9, 1))
    people = [at.world.people[at.place]]
    return sending.send_outside(people, at.number, "Chi bộ tàu", letter, actor=at.world.actor("console"))[0]


def _kept(call: Any, ready: Any = None) -> Act:
    return Act(f"{KEEPERS} chi console* console-an", call, places=BRANCHES, ready=ready)


TRANSFERS: dict[str, Act] = {
    "transfers.sending.send_members": _kept(
        lambda at: sending.send_members(
            [at.world.people[at.place]],
            at.number,
            at.world.places["branch" if at.place != "branch" else "sibling"],
            _letter(),
            actor=at.actor,
        )
    ),
    "transfers.sending.send_outside": _kept(
        lambda at: sending.send_outside([at.world.people[at.place]], at.number, "Chi bộ tàu", _letter(), actor=at.actor)
    ),
    "transfers.sending.receive_from_outside": _kept(
        lambda at: sending.receive_from_outside(
            sending.Arrival(facts=PersonFacts("Người Mới")), at.number, "Chi bộ tàu", _letter(), actor=at.actor
        )
    ),
    "transfers.receiving.receive_members": _kept(
        lambda at: receiving.receive_members([at.given], DAY, actor=at.actor), _coming
    ),
    "transfers.receiving.note_letter": _kept(lambda at: receiving.note_letter(at.given, DAY, actor=at.actor), _coming),
    "transfers.receiving.return_letter": _kept(
        lambda at: receiving.return_letter(at.given, DAY, actor=at.actor), _coming
    ),
    "transfers.receiving.withdraw_letter": _kept(
        lambda at: receiving.withdraw_letter(at.given, DAY, actor=at.actor), _going
    ),
    "transfers.receiving.end_stay": _kept(lambda at: receiving.end_stay(at.given, DAY, actor=at.actor), _staying),
    "transfers.book.print_book": _kept(lambda at: book.print_book(at.number, DAY, DAY, actor=at.actor)),
}

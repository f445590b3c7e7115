"""Of ballot boxes: the lines of the tables; a box in each state at each branch."""

from collections.abc import Mapping, Sequence
from typing import Any

from liemchinh.ballots import confidence, counting, counting_again, ending, minutes, services
from liemchinh.ballots.counted import LEAST
from liemchinh.ballots.given import Preparing
from liemchinh.ballots.models import Box, MinutesPaper
from liemchinh.ballots.tests.rounds import ON, Round, a_box, paper_count, people
from liemchinh.ballots.words import CLOSED, CONFIDENCE, PAPER, PHONE, PREPARED
from liemchinh.journal import clock
from liemchinh.papers.declaring import OPEN, declaration_for, declare
from liemchinh.papers.of_steps import HERE, Choice, typed
from tests.permissions_of_papers import ready_to_number
from tests.permissions_of_services import BRANCHES, KEEPERS, Act, At
from tests.permissions_rows import Each, Row, act, form, page
from tests.world import REGISTERED, World

KEPT = f"{KEEPERS} chi"
VOTERS = 4
_told: dict[str, Any] = {
    "kind": CONFIDENCE, "use": confidence.USE, "columns": tuple(confidence.LEVELS), "channels": PAPER,
}  # fmt: skip


def keeper(place: str) -> str:
    """Who keeps the boxes of a place in these tables."""
    return "phuong" if place.startswith("other") else "oanh"


def prepared(world: World, place: str, on: str = "") -> Round:
    """A confidence vote on whoever stands in the register of a branch, or on somebody named, by paper."""
    voters = people(world, VOTERS, place)
    return a_box(world, voters, rows=[world.people[on or place]], place=place, by=keeper(place), **_told)


def ready(state: str) -> Any:
    """A box brought to a state at the place of a call."""

    return lambda at: brought(prepared(at.world, at.place), state)


def brought(held: Round, state: str) -> Round:
    """A box brought to a state."""
    if state == "prepared":
        return held
    held.frozen()
    if state in ("drawn", "open", "closed", "counted"):
        held.drawn(paper=VOTERS)
    if state in ("open", "closed", "counted"):
        services.open_box(held.box.pk, phone=0, paper=VOTERS, actor=held.actor)
    if state in ("closed", "counted"):
        held.closed()
    if state == "counted":
        for teller in (0, 1):
            held.sheet(teller, _sheet(held))
        held.counted()
    return held


def _sheet(held: Round) -> Any:
    return paper_count(held.again(), VOTERS, [[2, 1, 1]])


def boxes(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """A box of each branch that is being prepared."""
    prepared_ones = Box.objects.filter(use=confidence.USE, state=PREPARED).order_by("-pk")
    found = {box.organisation_id: box.pk for box in prepared_ones}
    return {
        place: (found.get(world.places[place]) or prepared(world, place).box.pk,) for place in REGISTERED
    }  # fmt: skip


def published(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """A box of slips with codes that has closed, by its public name."""
    found = Box.objects.filter(printed_coded__gt=0, state=CLOSED).first()
    if found is None:
        told = {**_told, "channels": PHONE}
        voters = people(world, LEAST)
        held = a_box(world, voters, rows=[world.people["branch"]], by="oanh", **told).opened(phone=LEAST)
        held.vote(0, (0, 0))
        found = held.closed().again()
    return {"": (found.uid,)}


def with_minutes(world: World, place: str, on: str = "") -> MinutesPaper:
    """The numbered minutes of a counted box of a branch, on somebody."""
    person = world.people[on or place]
    found = MinutesPaper.objects.filter(addressees__person=person, box__organisation=world.places[place]).first()
    if found is not None:
        return found
    ready_to_number(world, world.places[place])
    top = "other" if place.startswith("other") else "province"
    if declaration_for(world.places[top]) is None:
        declare(world.places[top], OPEN, "12-QĐ/TU", ON, actor=world.actor("dung" if top == "other" else "an"))
    held = brought(prepared(world, place, on), "counted")
    return minutes.number_minutes(held.box.pk, 1, clock.today(), Choice(HERE), actor=held.actor)


def _with_count(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    return {place: (*found, 1) for place, found in boxes(world, person).items()}


def _files(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    return Each(REGISTERED, lambda place: (with_minutes(world, place).box_id, 1, "docx"))


OBJECTS = {
    "ballot box": boxes,
    "published box": published,
    "count of a box": _with_count,
    "minutes of a box": _files,
    "minutes to me": lambda world, person: {"binh": (with_minutes(world, "branch", "binh").pk, "docx")},
}
PAGES: dict[str, Row] = {
    "ballots:vote": Row("everybody", post=200, public=True),
    "ballots:receipts": page("everybody", of="published box", public=True),
    "ballots:list": page(f"{KEPT} khoa hien", of="organisation", query="at"),
    "ballots:confidence": form(KEPT, of="organisation"),
    "ballots:step": form(KEPT, of="candidate at a step"),
    "ballots:one": page(KEPT, of="ballot box"),
    "ballots:tellers": form(KEPT, of="ballot box"),
    # Nothing stands in the way: the codes are shown.
    "ballots:freeze": form(KEPT, post=200, of="ballot box"),
    "ballots:slips": form(KEPT, of="ballot box"),
    "ballots:roll": page(KEPT, of="ballot box"),
    "ballots:paper": page(KEPT, of="ballot box"),
    "ballots:open": form(KEPT, of="ballot box"),
    "ballots:close": act(KEPT, post=422, of="ballot box"),
    "ballots:sheet": form(KEPT, of="ballot box"),
    "ballots:count": form(KEPT, of="ballot box"),
    "ballots:again": form(KEPT, of="ballot box"),
    "ballots:minutes": page(KEPT, of="ballot box"),
    "ballots:number": form(KEPT, of="count of a box"),
    "ballots:minutes-file": page(KEPT, of="minutes of a box"),
    "ballots:own": page("binh em"),
    "ballots:own-file": page("binh!", of="minutes to me"),
    "ballots:void": form(KEPT, of="ballot box"),
    "ballots:destroy": act(KEPT, post=422, of="ballot box"),
}


def _act(state: str, call: Any) -> Act:
    return Act(KEPT, call, places=BRANCHES, ready=ready(state))


def _prepare(at: At) -> Any:
    told = Preparing(
        at.number, rows=(at.world.people[at.place],), electors=at.given, on=ON, tellers=at.given[:2], **_told
    )
    return services.prepare_boxes([told], actor=at.actor)


def _destroy(at: At) -> Any:
    held: Round = at.given
    until = ending.objections_until(held.again())
    assert until is not None
    with clock.at(until.replace(year=until.year + 1)):
        return ending.destroy_box(held.box.pk, actor=at.actor)


ACTS: dict[str, Act] = {
    "ballots.services.prepare_boxes": Act(
        KEPT, _prepare, places=BRANCHES, ready=lambda at: people(at.world, VOTERS, at.place)
    ),
    "ballots.services.set_tellers": _act(
        "prepared",
        lambda at: services.set_tellers(
            at.given.box.pk, [at.given.box.second_teller_id, at.given.box.first_teller_id], PAPER, actor=at.actor
        ),
    ),
    "ballots.services.freeze_box": _act("prepared", lambda at: services.freeze_box(at.given.box.pk, actor=at.actor)),
    "ballots.services.draw_slips": _act(
        "frozen", lambda at: services.draw_slips(at.given.box.pk, phone=0, paper=VOTERS, actor=at.actor)
    ),
    "ballots.services.open_box": _act(
        "drawn", lambda at: services.open_box(at.given.box.pk, phone=0, paper=VOTERS, actor=at.actor)
    ),
    "ballots.services.close_box": _act("open", lambda at: services.close_box(at.given.box.pk, actor=at.actor)),
    "ballots.counting.enter_sheet": _act(
        "closed",
        lambda at: counting.enter_sheet(at.given.box.pk, at.given.tellers[0], _sheet(at.given), actor=at.actor),
    ),
    "ballots.counting.count_box": Act(
        KEPT,
        lambda at: counting.count_box(at.given.box.pk, codes=at.given.tellers[:2], unused=[], actor=at.actor),
        places=BRANCHES,
        ready=lambda at: _with_sheets(ready("closed")(at)),
    ),
    "ballots.counting_again.ask_to_count_again": _act(
        "counted", lambda at: counting_again.ask_to_count_again(at.given.box.pk, "voter", actor=at.actor)
    ),
    "ballots.minutes.number_minutes": _act(
        "counted",
        lambda at: minutes.number_minutes(at.given.box.pk, 1, clock.today(), typed("7-BB/CB"), actor=at.actor),
    ),
    "ballots.ending.void_box": _act("open", lambda at: ending.void_box(at.given.box.pk, "numbers", actor=at.actor)),
    "ballots.ending.destroy_box": _act("counted", _destroy),
}


def _with_sheets(held: Round) -> Round:
    for teller in (0, 1):
        held.sheet(teller, _sheet(held))
    return held

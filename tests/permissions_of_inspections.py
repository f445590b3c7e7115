"""Of programmes of inspection: the addresses, what they name, and the lines of the table of services.

A draft is its organ's own people's: Khoa works for the district, Chi for the branch. What was adopted is read above too.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from liemchinh.inspections import drafting, history, services
from liemchinh.inspections.history import Conclusion
from liemchinh.inspections.models import Draft, Examined, Programme
from liemchinh.inspections.planning import PlannedItem
from liemchinh.inspections.queries import current
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import World

OWN, READS = "khoa! chi!", "khoa chi"
ORGAN = {"district": "inspection", "branch": "committee"}
KEEPS = {"district": "khoa", "branch": "chi"}
YEAR, DAY = 2026, date(2026, 1, 15)
PERIOD = (date(2025, 1, 1), date(2025, 12, 31))
CONTENT = ("duty.dues_three_months", "duty.assigned_task_not_done")
TRIED = ("district", "branch")


def line(world: World, place: str, number: int = 0, month: int = 5) -> PlannedItem:
    """A finished line: the district looks at the commune, the branch at Bình."""
    if place == "district":
        return PlannedItem(number, "planned", month, *PERIOD, CONTENT, organisations=(world.places["commune"],))
    return PlannedItem(number, "planned", month, *PERIOD, CONTENT, people=(world.people["binh"],))


def drafted(world: World, place: str, year: int = YEAR) -> Draft:
    """The draft of the place's organ, with one finished line."""
    actor = world.actor(KEEPS[place])
    draft = drafting.begin_draft(world.places[place], ORGAN[place], year, actor=actor)
    if not draft.items:
        drafting.put_item(draft.pk, line(world, place), actor=actor)
        draft.refresh_from_db()
    return draft


def adopted(world: World, place: str) -> Programme:
    """The programme of the place's organ."""
    found = current(world.places[place], ORGAN[place], YEAR)
    actor = world.actor(KEEPS[place])
    return found or services.adopt_programme(drafted(world, place).pk, "12-CTr", DAY, actor=actor)


def examined(world: World) -> Examined:
    """A conclusion of the district's commission about the commune."""
    found = Examined.objects.filter(cancelled_by=None).first()
    if found is None:
        history.enter_examined(world.places["commune"], _conclusion(world), actor=world.actor("khoa"))
        found = Examined.objects.get(cancelled_by=None)
    return found


def _conclusion(world: World) -> Conclusion:
    return Conclusion(world.places["district"], "inspection", "planned", "15-TB/UBKT", date(2024, 6, 3))


def _by_keeper(*more: Any) -> Any:
    def found(world: World, person: str) -> dict[str, Sequence[Any]]:
        # Of a year of its own, which no other line of the table adopts.
        return {KEEPS[place]: (drafted(world, place, YEAR + 1).pk, *more) for place in TRIED}

    return found


OBJECTS = {
    "own organ": lambda world, person: {KEEPS[place]: (world.places[place],) for place in TRIED},
    "programme draft": _by_keeper(),
    "line of a draft": _by_keeper(1),
    "programme": lambda world, person: {place: (adopted(world, place).pk,) for place in TRIED},
    "own programme": lambda world, person: {KEEPS[place]: (adopted(world, place).pk,) for place in TRIED},
    "examined commune": lambda world, person: {"khoa": (world.places["commune"],)},
    "examined": lambda world, person: {"khoa": (examined(world).pk,)},
}
PAGES: dict[str, Row] = {
    "inspections:list": page(READS, of="organisation", query="at"),
    "inspections:coverage": page(READS, of="organisation", query="at"),
    "inspections:examined": page(READS, of="organisation"),
    "inspections:enter-examined": form("khoa!", of="examined commune"),
    "inspections:cancel-examined": form("khoa!", of="examined"),
    "inspections:begin": form(OWN, of="own organ"),
    "inspections:draft": page(OWN, of="programme draft"),
    "inspections:adopt": form(OWN, of="programme draft"),
    "inspections:discard": act(OWN, of="programme draft"),
    "inspections:item": form(OWN, of="line of a draft"),
    "inspections:add-subject": form(OWN, of="line of a draft"),
    "inspections:drop": act(OWN, of="line of a draft"),
    "inspections:programme": page(READS, of="programme"),
    "inspections:workbook": Row("khoa", of="programme", post=200),
    "inspections:withdraw": form(OWN, of="own programme"),
}


def _begin(at: At) -> Draft:
    return drafting.begin_draft(at.number, ORGAN[at.place], YEAR, actor=at.actor)


def _ready(at: At) -> Draft:
    return drafted(at.world, at.place)


def _standing(at: At) -> Programme:
    return adopted(at.world, at.place)


# Where the district's officer reaches too but does not act for the organ, the branch alone is tried by name: inspections/tests.
ACTS: dict[str, Act] = {
    "inspections.drafting.begin_draft": Act("khoa", _begin, places=("district",)),
    "inspections.drafting.put_item": Act(
        "khoa",
        lambda at: drafting.put_item(at.given.pk, line(at.world, at.place), actor=at.actor),
        places=("district",),
        ready=_ready,
    ),
    "inspections.drafting.drop_item": Act(
        "khoa", lambda at: drafting.drop_item(at.given.pk, 1, actor=at.actor), places=("district",), ready=_ready
    ),
    "inspections.drafting.discard_draft": Act(
        "khoa", lambda at: drafting.discard_draft(at.given.pk, actor=at.actor), places=("district",), ready=_ready
    ),
    "inspections.services.adopt_programme": Act(
        "khoa",
        lambda at: services.adopt_programme(at.given.pk, "12-CTr", DAY, actor=at.actor),
        places=("district",),
        ready=_ready,
    ),
    "inspections.services.withdraw_decision": Act(
        "khoa",
        lambda at: services.withdraw_decision(at.given.pk, reason="wrong_day", actor=at.actor),
        places=("district",),
        ready=_standing,
    ),
    "inspections.services.note_workbook": Act(
        "khoa", lambda at: services.note_workbook(at.given, actor=at.actor), places=("district",), ready=_standing
    ),
    "inspections.history.enter_examined": Act(
        "khoa",
        lambda at: history.enter_examined(at.number, _conclusion(at.world), actor=at.actor),
        places=("commune",),
    ),
    "inspections.history.cancel_examined": Act(
        "khoa",
        lambda at: history.cancel_examined(at.given.pk, reason="twice", actor=at.actor),
        places=("commune",),
        ready=lambda at: examined(at.world),
    ),
}

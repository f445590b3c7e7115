"""Of reports that are being written: the lines of the tables, and a report of each place."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.figures.periods import Period
from liemchinh.reports import writing
from liemchinh.reports.models import Report
from tests import permissions_of_building as building
from tests import permissions_of_templates as templates
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Each, Row, act, form, page
from tests.world import CONSOLE, PLACES, World

KEEPERS, SEERS = "an nam chi dung", "an nam giang khoa hien chi dung"
YEAR, BEFORE = (Period(date(year, 1, 1), date(year, 12, 31)) for year in (2026, 2025))
CHOICE, PART = "s:members_work", "II.1"


def started(number: int) -> Report:
    """The report that is being written in a place."""
    found = Report.objects.filter(organisation_id=number, source="members_work", cancelled_by=None).first()
    return found or writing.start_report(number, CHOICE, "year", BEFORE, actor=CONSOLE)


def _objects(*behind: str) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return Each(PLACES, lambda place: (started(world.places[place]).pk, *behind))

    return found


OBJECTS = {
    "report being written": _objects(),
    "part of a report": _objects(PART),
    **templates.OBJECTS,
    **building.OBJECTS,
}
PAGES: dict[str, Row] = {
    "reports:list": page(SEERS, of="organisation", query="at"),
    "reports:start": form(KEEPERS, of="organisation"),
    "reports:one": page(SEERS, of="report being written"),
    "reports:project": page(SEERS, of="report being written"),
    "reports:write": form(KEEPERS, of="part of a report"),
    "reports:looked": act(KEEPERS, of="report being written", else_=404),
    "reports:give-up": act(KEEPERS, of="report being written", else_=404),
    **templates.PAGES,
    **building.PAGES,
}
WHO = f"{KEEPERS} console* console-an"


def _ready(at: At) -> Report:
    return started(at.number)


SERVICES: dict[str, Act] = {
    **templates.SERVICES,
    "reports.writing.start_report": Act(
        WHO, lambda at: writing.start_report(at.number, CHOICE, "year", YEAR, actor=at.actor)
    ),
    "reports.writing.write_prose": Act(
        WHO, lambda at: writing.write_prose(at.given.pk, PART, "Một việc.", seen=0, actor=at.actor), ready=_ready
    ),
    "reports.writing.look_at_report": Act(
        WHO, lambda at: writing.look_at_report(at.given.pk, actor=at.actor), ready=_ready
    ),
    "reports.writing.give_up_report": Act(
        WHO, lambda at: writing.give_up_report(at.given.pk, actor=at.actor), ready=_ready
    ),
    **building.ACTS,
}

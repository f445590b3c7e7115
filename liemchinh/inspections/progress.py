"""How far a programme has come, line by line, as far as the reader may know: a case that is open tells nobody but who has it open."""

from collections.abc import Iterable
from dataclasses import dataclass

from liemchinh.access.actor import Actor
from liemchinh.casework.queries import cases_visible_to
from liemchinh.inspections.models import Inspection, Item, Programme
from liemchinh.inspections.organ import own

# A line is done once its inspection has ended; open while a case of it is open to the reader; else nothing of it can be told.
DONE, OPEN, UNTOLD = "done", "open", "untold"


@dataclass(frozen=True, slots=True)
class LineOfYear:
    """A line of the programme in force of an organ, and how far it is: DONE, OPEN or UNTOLD."""

    programme: Programme
    item: Item
    state: str


def lines_of_year(actor: Actor, year: int, organisations: Iterable[int] | None = None) -> list[LineOfYear]:
    """The lines of a year's programmes of the organs the actor works for (among `organisations`, if given), by month; four queries."""
    places = own(actor) if organisations is None else own(actor) & frozenset(organisations)
    programmes = Programme.objects.filter(organisation_id__in=places, year=year, cancelled_by=None, replaced_by=None)
    items = list(Item.objects.filter(programme__in=programmes).select_related("programme").order_by("month", "number"))
    begun = list(
        Inspection.objects.filter(
            programme__organisation_id__in=places, programme__year=year, number__isnull=False
        ).select_related("case", "programme")
    )
    running = [row.case_id for row in begun if row.case.closed_by is None]
    mine = set(cases_visible_to(actor).filter(pk__in=running).values_list("pk", flat=True)) if running else set()
    done, opened = set(), set()
    for row in begun:
        if row.programme is None:
            continue
        key = (row.programme.organisation_id, row.programme.organ, row.number)
        if row.case.closed_by is not None:
            done.add(key)
        elif row.case_id in mine:
            opened.add(key)
    return [LineOfYear(item.programme, item, _state(item, done, opened)) for item in items]


def _state(item: Item, done: set[tuple[int, str, int | None]], opened: set[tuple[int, str, int | None]]) -> str:
    key = (item.programme.organisation_id, item.programme.organ, item.number)
    return OPEN if key in opened else DONE if key in done else UNTOLD

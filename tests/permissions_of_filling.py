"""Of blank workbooks: the lines of the table of addresses, the objects they name, and the lines of the table of services."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from liemchinh.figures.forms import FREE, Asked
from liemchinh.figures.periods import Period
from liemchinh.filling import services
from liemchinh.filling.models import Blank, Slot
from liemchinh.filling.values import Wish
from liemchinh.journal import clock
from tests import permissions_of_writing as writing
from tests.permissions_of_services import KEEPERS, Act, At
from tests.permissions_of_transfers import posted_place
from tests.permissions_rows import Row, act, form, page
from tests.world import World

TAKERS = "an nam giang khoa dung"
SHEET = "Trang 1"


def workbook() -> bytes:
    """One place for a number, called by a line and a column."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, ("Tiêu chí", "Kỳ này"))
        sheet.write_row(1, 0, ("Đảng viên",))
    return out.getvalue()


def _blank(world: World, number: int, title: str = "Mẫu") -> int:
    found = Blank.objects.filter(organisation_id=number, title=title).first()
    return found.pk if found else services.keep_blank(workbook(), "a.xlsx", title, number, actor=world.actor("console"))


def _slot(world: World, number: int, title: str) -> int:
    blank = _blank(world, number, title)
    services.choose_slots(blank, [_chosen(number)], actor=world.actor("console"))
    return Slot.objects.get(blank_id=blank).pk


def _chosen(number: int) -> services.Chosen:
    return services.Chosen(SHEET, 1, 1, Wish("members", number))


def _objects(*behind: Any, slot: bool = False) -> Any:
    def found(world: World, person: str) -> dict[str, Sequence[Any]]:
        told = {}
        for place, number in world.places.items():
            title = "Có ô" if slot else "Mẫu"
            kept = (_slot(world, number, title),) if slot else ()
            told[place] = (_blank(world, number, title), *behind, *kept)
        return told

    return found


def _for_reports(world: World, person: str) -> dict[str, Sequence[Any]]:
    # One in which nothing is chosen yet.
    return {
        place: (writing.started(number).pk, _blank(world, number, "Trống")) for place, number in world.places.items()
    }


OBJECTS: dict[str, Any] = {
    "workbook for a report": _for_reports,
    "blank workbook": _objects(),
    "sheet": _objects(0),
    "cell": _objects(0, "B2"),
    "chosen cell": _objects(slot=True),
    **writing.OBJECTS,
}
PAGES: dict[str, Row] = {
    "filling:list": page(TAKERS),
    "filling:new": form(TAKERS, of="organisation", query="at", form=posted_place),
    "filling:one": page(TAKERS, of="blank workbook"),
    "filling:sheet": page(TAKERS, of="sheet"),
    "filling:choose": form(TAKERS, of="cell"),
    "filling:remove": act(TAKERS, of="chosen cell"),
    "filling:renew": form(TAKERS, of="blank workbook"),
    "filling:fill": form(TAKERS, of="blank workbook"),
    "filling:delete": act(TAKERS, of="blank workbook"),
    "reports:workbooks": page(TAKERS, of="report being written"),
    "reports:workbook": form(TAKERS, of="workbook for a report"),
    **writing.PAGES,
}


def _asked() -> Asked:
    today = clock.today()
    return Asked(0, Period(today, today), today, None, "", FREE)


def _taken(call: Any, ready: Any = None) -> Act:
    return Act(f"{KEEPERS} giang khoa console* console-an", call, ready=ready)


def _blank_and_slot(at: At) -> tuple[int, int]:
    slot = _slot(at.world, at.number, "Mẫu")
    return _blank(at.world, at.number), slot


SERVICES: dict[str, Act] = {
    "filling.services.keep_blank": _taken(
        lambda at: services.keep_blank(workbook(), "a.xlsx", "Mẫu", at.number, actor=at.actor)
    ),
    "filling.services.choose_slots": _taken(
        lambda at: services.choose_slots(at.given, [_chosen(at.number)], actor=at.actor),
        lambda at: _blank(at.world, at.number),
    ),
    "filling.services.remove_slot": _taken(lambda at: services.remove_slot(*at.given, actor=at.actor), _blank_and_slot),
    "filling.services.renew_blank": _taken(
        lambda at: services.renew_blank(at.given, workbook(), "a.xlsx", actor=at.actor),
        lambda at: _blank(at.world, at.number),
    ),
    "filling.services.delete_blank": _taken(
        lambda at: services.delete_blank(at.given, actor=at.actor), lambda at: _blank(at.world, at.number)
    ),
    "filling.services.note_filled": _taken(
        lambda at: services.note_filled(Blank.objects.get(pk=at.given), _asked(), actor=at.actor),
        lambda at: _blank(at.world, at.number),
    ),
}

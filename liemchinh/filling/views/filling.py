"""The copy comes back filled: the period is asked, every number is shown and opens, then the file is taken."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.figures.forms import read
from liemchinh.figures.workbooks import XLSX, file_name
from liemchinh.filling.copying import copy_of
from liemchinh.filling.queries import SlotRow, rows_of
from liemchinh.filling.services import note_filled
from liemchinh.filling.values import Told, values, wish_of
from liemchinh.filling.views.frame import blank_or_404, crumbs
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Cell, Column, Crumb, Table
from regulations.answers import Refusal, Refused


@require_http_methods(["GET", "HEAD", "POST"])
@proved_recently
def fill(request: SignedRequest, pk: int) -> HttpResponse:
    """Shows what would stand in each cell for the period in the address; posted, gives the copy and writes in the book that it went."""
    blank = blank_or_404(request.actor, pk)
    asked, form = read(request.GET, blank.organisation_id, clock.today())
    slots = list(blank.slots.filter(row__isnull=False).order_by("sheet", "row", "column"))
    told = values(request.actor, [wish_of(slot) for slot in slots], asked, clock.today())
    rows = list(zip(rows_of(slots), told, strict=True))
    asking = Asking(request)
    if asking.is_valid():
        with asking:
            if not slots:
                raise Refused(
                    [Refusal("nothing", _("Chưa chọn ô nào để điền."), remedy=_("Hãy mở trang tính và chọn ô."))]
                )
            made = copy_of(blank, rows)
            note_filled(blank, asked, actor=request.actor)
            response = HttpResponse(made, content_type=XLSX)
            response["Content-Disposition"] = (
                f'attachment; filename="{file_name("mau", blank.pk, asked.period.last, "xlsx")}"'
            )
            return response
    given = {
        "blank": blank, "name": names([blank.organisation_id]).get(blank.organisation_id, ""), "asked": asked, "ask": form, "stays": [],
        "is_past_tree": asked.tree_on != asked.period.last, "crumbs": crumbs(blank, Crumb(_("Điền"))),
        "table": table_of([(row, one) for row, one in rows if not one.why]), "empty": [(row, one.reason) for row, one in rows if one.why],
        "lost": blank.slots.filter(row__isnull=True).count(), "question": asked.address(at=None), "total": len(rows),
    }  # fmt: skip
    return asking.page("filling/fill.html", given)


def table_of(rows: list[tuple[SlotRow, Told]]) -> Table:
    """What stands in each cell that is filled."""
    columns = (Column(_("Ô")), Column(_("Trong mẫu")), Column(_("Điền gì")), Column(_("Số"), numeric=True))
    lines = [
        [Cell(f"{row.slot.sheet}!{row.address}"), Cell(row.words), Cell(f"{row.indicator} · {row.organisation} · {row.when}"),
         Cell(told.shown, told.url)]
        for row, told in rows
    ]  # fmt: skip
    return Table(_("Những ô sẽ điền"), columns, lines)

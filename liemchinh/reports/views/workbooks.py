"""The office's own workbooks for a report: one is chosen, looked at, and taken filled."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.figures.services import note_export
from liemchinh.figures.workbooks import XLSX, file_name
from liemchinh.filling.copying import copy_of
from liemchinh.filling.queries import blanks_for, rows_of
from liemchinh.filling.values import VERB
from liemchinh.filling.views.filling import table_of
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reports.models import Report
from liemchinh.reports.views.frame import crumbs, head_of, report_or_404
from liemchinh.reports.workbooks import asked_by, told_for, wishes_for
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.answers import Refusal, Refused


@require_safe
def workbooks(request: SignedRequest, report: int) -> HttpResponse:
    """The workbooks of the organisation and of those above it."""
    row = _taken_or_404(request, report)
    blanks = list(blanks_for(row.organisation_id).order_by("title", "pk"))
    called = names({blank.organisation_id for blank in blanks})
    given = {
        **head_of(row), "rows": [(blank, called.get(blank.organisation_id, "")) for blank in blanks],
        "crumbs": crumbs(row, Crumb(_("Điền mẫu bảng tính"))),
    }  # fmt: skip
    return render(request, "reports/workbooks.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@proved_recently
def workbook(request: SignedRequest, report: int, blank: int) -> HttpResponse:
    """What would stand in each cell; posted, gives the filled copy and writes in the book that it went."""
    row = _taken_or_404(request, report)
    found = blanks_for(row.organisation_id).filter(pk=blank).first()
    if found is None:
        raise Http404
    slots = list(found.slots.filter(row__isnull=False).order_by("sheet", "row", "column"))
    wishes = wishes_for(row, found, slots)
    for slot, wish in zip(slots, wishes, strict=True):
        slot.organisation_id = wish.organisation
    told = told_for(row, wishes, clock.today())
    # What an office above chose elsewhere is no business of whoever fills it here.
    rows = [
        (replace(one, organisation="") if that.why == "outside" else one, that)
        for one, that in zip(rows_of(slots), told, strict=True)
    ]
    asking = Asking(request)
    if asking.is_valid():
        with asking:
            if not slots:
                said = _("Chưa chọn ô nào để điền.")
                raise Refused([Refusal("nothing", said, remedy=_("Hãy mở mẫu bảng tính và chọn ô."))])
            made, asked = copy_of(found, rows), asked_by(row)
            note_export(row.organisation_id, f"Mẫu bảng tính số {found.pk}", first=row.first, last=row.last, tree_on=row.last,
                        known_on=asked.known_on, actor=request.actor)  # fmt: skip
            response = HttpResponse(made, content_type=XLSX)
            name = file_name("bao-cao-mau", found.pk, row.last, "xlsx")
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
    back = Crumb(_("Điền mẫu bảng tính"), reverse("reports:workbooks", args=[row.pk]))
    given = {
        **head_of(row), "blank": found, "table": table_of([(one, that) for one, that in rows if not that.why]),
        "empty": [(one, that.reason) for one, that in rows if that.why], "total": len(rows), "known_on": asked_by(row).known_on,
        "crumbs": crumbs(row, back, Crumb(found.title)), "back": back.url,
    }  # fmt: skip
    return asking.page("reports/workbook.html", given)


def _taken_or_404(request: SignedRequest, report: int) -> Report:
    row = report_or_404(request, report)
    if not request.actor.covers(VERB, row.organisation_id):
        raise Http404
    return row

"""What came from below added up beside the records."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.organisations.queries import names
from liemchinh.reports.adding import Added, added_up
from liemchinh.reports.collecting import calls_visible_to
from liemchinh.reports.naming import title_of_call
from liemchinh.reports.views.frame import crumbs
from liemchinh.reports.words import SEE
from liemchinh.web.components import Cell, Column, Crumb, KeyFigure, Table
from liemchinh.web.numbers import show_number, show_signed


@require_safe
def sums(request: SignedRequest, call: int) -> HttpResponse:
    """Each figure of the reports that are in, beside what the records make of the same places; where they differ, place by place."""
    row = calls_visible_to(request.actor).filter(pk=call).first()
    if row is None or not request.actor.covers(SEE, row.organisation_id):
        raise Http404
    added = added_up(row)
    title = _("Cộng báo cáo đã gửi")
    given = {
        "title": title, "place": names([row.organisation_id]).get(row.organisation_id, ""), "asked": title_of_call(row),
        "added": added, "table": _table(added) if added and added.sums else None, "apart": _apart(added) if added else None,
        "figures": _figures(added) if added else (),
        "crumbs": crumbs(None, Crumb(_("Yêu cầu báo cáo"), reverse("reports:call", args=[call])), Crumb(title)),
    }  # fmt: skip
    return render(request, "reports/sums.html", given)


def _figures(added: Added) -> list[KeyFigure]:
    differ = sum(bool(one.apart) for one in added.sums)
    return [
        KeyFigure(_("Nơi đã gửi"), added.sent), KeyFigure(_("Nơi được yêu cầu"), added.asked),
        KeyFigure(_("Chỉ tiêu khác sổ"), differ, tone="late" if differ else ""),
    ]  # fmt: skip


def _table(added: Added) -> Table:
    columns = (
        Column(_("Chỉ tiêu")), Column(_("Cộng báo cáo đã gửi"), numeric=True), Column(_("Sổ ghi, cùng những nơi ấy"), numeric=True),
        Column(_("Chênh"), numeric=True),
    )  # fmt: skip
    rows = [
        [
            Cell(one.label), Cell(show_number(one.sent)),
            Cell(show_number(one.recorded)), Cell(show_signed(one.difference), tone="late" if one.apart else ""),
        ]
        for one in added.sums
    ]  # fmt: skip
    return Table(_("Tổng của báo cáo đã gửi, bên cạnh sổ"), columns, rows)


def _apart(added: Added) -> Table | None:
    columns = (
        Column(_("Tổ chức")),
        Column(_("Chỉ tiêu")),
        Column(_("Báo cáo đã gửi"), numeric=True),
        Column(_("Sổ ghi"), numeric=True),
    )
    rows = [
        [Cell(one.name, reverse("organisations:one", args=[one.organisation])), Cell(figure.label),
         Cell(show_number(one.sent)), Cell(show_number(one.recorded))]
        for figure in added.sums for one in figure.apart
    ]  # fmt: skip
    return Table(_("Nơi có số đã gửi khác sổ"), columns, rows) if rows else None

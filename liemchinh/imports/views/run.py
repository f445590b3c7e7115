"""A run: how far it is, what became of its rows, and the rows that were rejected as a workbook."""

import io
from collections import Counter

import xlsxwriter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.imports import drafting
from liemchinh.imports.drafting import JOB
from liemchinh.imports.models import Run
from liemchinh.imports.queries import runs_visible_to, verdicts_visible_to, waiting_visible_to
from liemchinh.imports.verdicts import KINDS
from liemchinh.imports.views.draft import crumbs, figures
from liemchinh.jobs.queries import job_of
from liemchinh.journal.names import names_of
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.paging import page

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def run_or_404(request: SignedRequest, run_id: int) -> Run:
    """A run in the reader's scope."""
    found = runs_visible_to(request.actor).filter(pk=run_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
def run(request: SignedRequest, run_id: int) -> HttpResponse:
    """Progress while it goes on, then the result; an upload that has not begun leads to its next step."""
    found = run_or_404(request, run_id)
    if found.state == Run.DRAFT:
        return redirect("imports:tables" if found.into_id is not None else "imports:target", run_id)
    given = {
        "run": found, "job": job_of(JOB, found.pk) if found.state == Run.RUNNING else None, "crumbs": crumbs(Crumb(found.file_name)),
        "into": names_of("organisation", [found.into_id]).get(found.into_id or 0, ""), "goes_on": found.state == Run.RUNNING,
        "tone": "warn" if found.rejected else "good", "figures": figures(Counter({kind: getattr(found, kind) for kind in KINDS})),
    }  # fmt: skip
    if request.headers.get("X-Part"):
        return render(request, "imports/progress.html", given | {"part": True})
    return render(request, "imports/run.html", given | _listed(request, found))


def _listed(request: SignedRequest, found: Run) -> dict[str, object]:
    chosen = request.GET.get("verdict", "")
    chosen = (
        chosen if chosen in KINDS else "rejected" if found.rejected else "duplicate" if found.duplicate else "accepted"
    )
    beside = {name: request.GET.get(name, "") for name in ("after", "before")}
    titles = {
        "rejected": _("Bị từ chối"),
        "duplicate": _("Chờ quyết định"),
        "accepted": _("Được ghi"),
        "unchanged": _("Đã có"),
    }
    tabs = [
        Tab(title, f"{reverse('imports:run', args=[found.pk])}?verdict={kind}", kind == chosen, getattr(found, kind))
        for kind, title in titles.items()
    ]
    verdicts = page(verdicts_visible_to(request.actor, found).filter(verdict=chosen), order=("pk",), size=50, **beside)
    waiting = waiting_visible_to(request.actor).filter(verdict__in=[verdict.pk for verdict in verdicts.items])
    return {
        "tabs": tabs, "chosen": chosen, "page": verdicts, "waits": dict(waiting.values_list("verdict_id", "pk")),
        "several_sheets": len({verdict.sheet for verdict in verdicts.items}) > 1,
    }  # fmt: skip


@require_POST
def stop(request: SignedRequest, run_id: int) -> HttpResponse:
    """Ends a run that goes on."""
    run_or_404(request, run_id)
    drafting.stop_run(run_id, actor=request.actor)
    messages.info(request, _("Đã dừng. Những dòng đã ghi vẫn còn; tệp không còn trên máy chủ."))
    return redirect("imports:run", run_id)


@require_safe
def rejected(request: SignedRequest, run_id: int) -> HttpResponse:
    """Row numbers and reasons of the rejected rows, to lay beside one's own file. What stood in the rows was not kept."""
    found = run_or_404(request, run_id)
    rows = verdicts_visible_to(request.actor, found).filter(verdict="rejected").order_by("pk")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("Bị từ chối"))
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, [_("Trang"), _("Dòng"), _("Cột"), _("Lý do")], bold)
        sheet.set_column(2, 2, 24)
        sheet.set_column(3, 3, 100)
        for number, row in enumerate(rows.iterator(), start=1):
            sheet.write_row(number, 0, [row.sheet, row.row, row.column, row.reason])
    response = HttpResponse(out.getvalue(), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="tu-choi-{found.pk}.xlsx"'
    return response

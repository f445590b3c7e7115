"""A report whose sums are not made yet: how far they are. The page can be left; the work goes on."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.jobs.queries import job_of
from liemchinh.reports.handed import snapshot_of
from liemchinh.reports.models import Report
from liemchinh.reports.naming import title_of
from liemchinh.reports.preparing import JOB, has_to_wait, prepare_report
from liemchinh.reports.views.frame import crumbs, head_of, report_or_404
from liemchinh.web.components import Crumb


def is_prepared(report: Report) -> bool:
    """Can it be shown at once? A signed one always is."""
    return snapshot_of(report) is not None or not has_to_wait(report)


@require_http_methods(["GET", "POST"])
def prepare(request: SignedRequest, report: int) -> HttpResponse:
    """How far the work is; posted, it is asked for."""
    row = report_or_404(request, report)
    if request.method == "POST":
        prepare_report(row.pk, actor=request.actor)
        return redirect("reports:prepare", row.pk)
    job = job_of(JOB, row.pk)
    is_ready = is_prepared(row)
    given = {
        **head_of(row), "title": title_of(row), "job": job, "is_ready": is_ready,
        "goes_on": not is_ready and job is not None and job.state in ("waiting", "running"),
        "crumbs": crumbs(row, Crumb(_("Chuẩn bị số liệu"))),
    }  # fmt: skip
    part = bool(request.headers.get("X-Part"))
    return render(request, f"reports/{'prepare_part' if part else 'prepare'}.html", given)

"""A report on the wall of a meeting: all its pages one under another, each as high as the screen."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.reports.documents.files import content_of
from liemchinh.reports.documents.framing import DRAFT, period_line
from liemchinh.reports.documents.projecting import slides
from liemchinh.reports.handed import snapshot_of
from liemchinh.reports.views.frame import report_or_404


@require_safe
def project(request: SignedRequest, report: int) -> HttpResponse:
    """For whoever may see the report, and what it says to them: nothing more."""
    row = report_or_404(request, report)
    content, frozen = content_of(row, request.actor), snapshot_of(row)
    pages = slides(content)
    given = {
        "report": row, "content": content, "mark": frozen.code if frozen else DRAFT, "days": period_line(content),
        "slides": list(enumerate(pages, start=2)), "total": len(pages) + 1,
    }  # fmt: skip
    return render(request, "reports/project.html", given)

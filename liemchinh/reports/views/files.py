"""A report taken out as a file: a right of its own, shown once more that it is you, and written in the book."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.figures.services import note_export
from liemchinh.figures.workbooks import file_name
from liemchinh.reports.documents.files import KINDS, framed
from liemchinh.reports.views.frame import crumbs, head_of, report_or_404, way_crumb
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@proved_recently
def take(request: SignedRequest, report: int) -> HttpResponse:
    """Asks which kind of file; posted, gives it and writes in the book that it was taken."""
    row = report_or_404(request, report)
    if not request.actor.covers("figures.export", row.organisation_id):
        raise Http404
    kind = request.POST.get("as", "") if request.method == "POST" else ""
    if kind in KINDS:
        told = framed(row, request.actor)
        note_export(row.organisation_id, told.content.title, first=row.first, last=row.last, tree_on=row.last, known_on=None,
                    actor=request.actor)  # fmt: skip
        make, content_type = KINDS[kind]
        response = HttpResponse(make(told), content_type=content_type)
        name = file_name("bao-cao", row.organisation_id, row.last, kind)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    back = way_crumb(row)
    given = {**head_of(row), "back": back.url, "crumbs": crumbs(row, back, Crumb(_("Xuất ra tệp")))}
    return render(request, "reports/take.html", given, status=422 if request.method == "POST" else 200)

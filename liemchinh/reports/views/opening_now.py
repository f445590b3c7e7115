"""A figure of a report that is not signed, opened: what it counts now, or the numbers it is worked out from."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.declarations import indicators
from liemchinh.figures.forms import FREE, Asked
from liemchinh.figures.views.frame import link
from liemchinh.figures.views.records import (
    LONGEST_CURSOR,
    WHY,
    page_of_places,
    people_table,
    places_table,
    told_places,
)
from liemchinh.figures.views.report import records_link
from liemchinh.reports.handed import snapshot_of
from liemchinh.reports.models import Report
from liemchinh.reports.opening_now import Open, open_now
from liemchinh.reports.sources import Source
from liemchinh.reports.views.frame import crumbs, head_of, report_or_404
from liemchinh.web.components import Crumb
from liemchinh.web.dates import show
from liemchinh.web.paging import Page

DEEPEST = 3


@require_safe
def opened(request: SignedRequest, report: int, figure: str) -> HttpResponse:
    """What one figure counts now; of a signed report what it counted when it was signed."""
    row = report_or_404(request, report)
    frozen = snapshot_of(row)
    if frozen is not None:
        return redirect("reports:figure", frozen.code, figure)
    told = request.GET.get("part", "")
    steps = _steps(told)
    found = open_now(request.actor, row, figure, steps, after=request.GET.get("after", "")[:LONGEST_CURSOR])
    if found is None:
        raise Http404
    here = reverse("reports:open", args=[row.pk, figure])
    before = f"{told}." if told else ""
    given = {
        **head_of(row), "found": found, "code": figure, **_listed(request, row, found),
        "made": [(part, f"{here}?part={before}{place}") for place, part in enumerate(found.parts, start=1)],
        "part": told, "crumbs": crumbs(row, *([Crumb(figure, here)] if steps else []), Crumb(found.row or figure)),
    }  # fmt: skip
    return render(request, "reports/figure.html", given)


def _steps(told: str) -> list[int]:
    """Which part, and which part of it: "1.2"."""
    parts = told.split(".") if told else []
    if len(parts) > DEEPEST or not all(one.isascii() and one.isdigit() and len(one) < 4 for one in parts):
        raise Http404
    return [int(one) for one in parts]


def _listed(request: SignedRequest, report: Report, found: Open) -> dict[str, Any]:
    """The table of what is counted; without one the page of figures that says more of it."""
    if found.source is None:
        return {}
    if found.records is None:
        return {"elsewhere": _elsewhere(found.source)}
    seen = told_places(request.actor, found.source.question, found.records)
    page = Page([], "", found.records.next) if found.records.people is not None else page_of_places(request, seen)
    chosen = indicators()[found.source.indicator]
    table = (
        people_table(found.records, chosen)
        if found.records.people is not None
        else places_table(seen, page.items, found.label)
    )
    told = request.GET.get("part", "")
    return {
        "table": table if table.rows else None, "why": WHY.get(found.records.why, ""), "nothing": not table.rows,
        "next": f"?{f'part={told}&' if told else ''}after={page.next}" if page.next else "",
    }  # fmt: skip


def _elsewhere(source: Source) -> tuple[str, str] | None:
    """A line of a form that adds up several indicators opens there; what was sent from below where each entry stands; what others told
    where it says who told it."""
    declared = indicators().get(source.indicator)
    name = _("Từ %(first)s đến %(last)s") % {"first": show(source.period.first), "last": show(source.period.last)}
    asked = Asked(source.organisation, source.period, source.tree_on, None, name, FREE)
    if source.form and declared is None:
        return _("Mở trong biểu thống kê"), link("figures:form", asked, source.form)
    if declared is not None and declared.of == "returns" and (approved := records_link(asked, declared)):
        return _("Xem các bản đã duyệt"), approved
    if declared is not None and declared.shown:
        return _("Xem chỉ tiêu này theo từng tổ chức"), link("figures:one", asked, declared.key)
    return None

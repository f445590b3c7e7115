"""A table is made: one decision on each screen, all of it in the address; then it is shown, and taken out in a file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.figures.forms import number_in
from liemchinh.figures.queries import may_see, shown_indicators
from liemchinh.figures.services import note_export
from liemchinh.figures.showing import grouped
from liemchinh.figures.views.report import DEFAULT
from liemchinh.figures.workbooks import XLSX, as_workbook, file_name
from liemchinh.journal import clock
from liemchinh.organisations.queries import children_visible_to, names
from liemchinh.tabulations.forms import WhenForm
from liemchinh.tabulations.queries import Grid, grid_visible_to
from liemchinh.tabulations.shape import MOST_CHOSEN, MOST_KEYS, PERIODS, ROWS, Shape, read
from liemchinh.tabulations.showing import as_list, bars_of, detail_of, table_of, title_of
from liemchinh.web.components import Crumb

STEPS = ("what", "cross", "rows", "places", "when")


@require_safe
def step(request: SignedRequest, step: str) -> HttpResponse:
    """One decision: what, by what, in which rows, of which places, when. A decision with one way alone is not asked."""
    shape = shape_of(request)
    if step not in STEPS:
        raise Http404
    if step != "what" and not shape.keys:
        return redirect(address("what", shape))
    if (step == "cross" and not shape.crossings) or (step == "places" and shape.rows == PERIODS):
        return redirect(address(STEPS[STEPS.index(step) + 1], shape))
    form = WhenForm(request.GET if "go" in request.GET else None, shape) if step == "when" else None
    if form is not None and form.is_valid():
        return redirect(f"{reverse('tabulations:table')}?{shape.address('when', 'from', 'to', **form.parameters())}")
    given = {
        "shape": shape, "name": name_of(shape.at), "step": step, "number": STEPS.index(step) + 1, "form": form,
        "crumbs": crumbs(shape, Crumb(_("Lập bảng"))), "stays": _stays(shape, step), "next": _next(step), "most": MOST_KEYS,
        **_offered(request, shape, step),
    }  # fmt: skip
    return render(request, f"tabulations/{step}.html", given)


@require_safe
def table(request: SignedRequest) -> HttpResponse:
    """The table an address asks, not kept."""
    shape = table_asked(request)
    given = shown(request, shape)
    return render(request, "tabulations/table.html", given | {"crumbs": crumbs(shape, Crumb(_("Bảng mới")))})


@require_http_methods(["GET", "HEAD", "POST"])
@proved_recently
def export(request: SignedRequest) -> HttpResponse:
    """Asks once more; posted, gives the workbook and writes in the book that it was taken."""
    shape = table_asked(request)
    grid = grid_or_404(request, shape)
    if not request.actor.covers("figures.export", shape.at):
        raise Http404
    if request.method == "POST":
        note_export(
            shape.at, title_of(shape), first=grid.first, last=grid.last, tree_on=grid.last, known_on=None, actor=request.actor
        )  # fmt: skip
        response = HttpResponse(as_workbook(as_list(shape, grid, name_of(shape.at))), content_type=XLSX)
        name = file_name("tabulation", shape.at, grid.last, "xlsx")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    back = f"{reverse('tabulations:table')}?{shape.address()}"
    given = {
        "title": title_of(shape),
        "name": name_of(shape.at),
        "back": back,
        "crumbs": crumbs(shape, Crumb(_("Xuất ra tệp"))),
    }
    return render(request, "tabulations/export.html", given)


def shape_of(request: SignedRequest) -> Shape:
    """The shape in the address, about the reader's own organisation where none is named. 404 for what is out of scope."""
    at = number_in(request.GET.get("at") or request.POST.get("at"))
    at = at if at is not None else min(request.actor.roots("figures.see"), default=None)
    if at is None or not may_see(request.actor, at):
        raise Http404
    return read(request.GET, at)


def table_asked(request: SignedRequest) -> Shape:
    """The same; where no indicator is chosen, with the usual ones."""
    shape = shape_of(request)
    return shape if shape.keys else replace(shape, keys=DEFAULT)


def grid_or_404(request: SignedRequest, shape: Shape) -> Grid:
    """The table as counted now; 404 for what is out of scope, or asks nothing."""
    grid = grid_visible_to(request.actor, shape, clock.today())
    if grid is None:
        raise Http404
    return grid


def shown(request: SignedRequest, shape: Shape) -> dict[str, Any]:
    """What the page of a table needs."""
    grid = grid_or_404(request, shape)
    bars = bars_of(shape, grid)
    return {
        "shape": shape, "grid": grid, "title": title_of(shape), "name": name_of(shape.at), "detail": detail_of(grid), "bars": bars,
        "chart": str(bars and grid.headings[len(grid.headings) - 1 if shape.rows == "both" else 0]), "table": table_of(shape, grid),
        "keep": f"{reverse('tabulations:keep')}?{shape.address()}", "change": address("what", shape),
        "export": f"{reverse('tabulations:export')}?{shape.address()}" if request.actor.covers("figures.export", shape.at) else "",
    }  # fmt: skip


def name_of(organisation: int) -> str:
    """What it is called."""
    return names([organisation]).get(organisation, "")


def address(step: str, shape: Shape) -> str:
    """The screen of a decision, with what is decided already."""
    return f"{reverse('tabulations:step', args=[step])}?{shape.address()}"


def crumbs(shape: Shape, *more: Crumb) -> list[Crumb]:
    """The way from the figures of the organisation."""
    at = f"?at={shape.at}"
    here = Crumb(_("Bảng số tự lập"), f"{reverse('tabulations:list')}{at}" if more else "")
    return [Crumb(_("Số liệu"), f"{reverse('figures:report')}{at}"), here, *more]


def _next(step: str) -> str:
    if step == "when":
        return reverse("tabulations:step", args=["when"])
    return reverse("tabulations:step", args=[STEPS[STEPS.index(step) + 1]])


def _stays(shape: Shape, step: str) -> Sequence[tuple[str, str]]:
    own = {
        "what": ("show", "cross"),
        "cross": ("cross",),
        "rows": ("rows",),
        "places": ("only",),
        "when": ("when", "from", "to"),
    }
    return shape.parameters(*own[step])


def _offered(request: SignedRequest, shape: Shape, step: str) -> dict[str, Any]:
    if step == "what":
        return {"groups": [(subject, some, any(one.key in shape.keys for one in some)) for subject, some in grouped(shown_indicators()).items()]}  # noqa: E501  # fmt: skip
    if step == "cross":
        return {"crossings": list(shape.crossings.values())}
    if step == "rows":
        return {"rows": [(code, ROWS[code]) for code in shape.offered_rows]}
    if step == "places":
        found = children_visible_to(request.actor, shape.at, clock.today())
        return {"places": list(found.values_list("organisation_id", "name")), "most_places": MOST_CHOSEN}
    return {}

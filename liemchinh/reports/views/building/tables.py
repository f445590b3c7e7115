"""A table of a definition: its lines, its columns, and how it looks with real figures."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.crossings import crossings_of
from liemchinh.figures.declarations import indicator
from liemchinh.reports.building.forms import ColumnsForm, EmptyLineForm, LineForm
from liemchinh.reports.building.queries import label_of, label_of_row, when_of
from liemchinh.reports.building.shape import Place, added, at_start, put, written
from liemchinh.reports.printing import HEADINGS
from liemchinh.reports.views.building.choosing import address, asked, offered
from liemchinh.reports.views.building.frame import Building, building_or_404, changed_by_form
from liemchinh.reports.words import LINES
from regulations.reports import COLUMNS, ReportDefinition, TablePart, TableRow

ONE, START = "one", "start"


@require_safe
def table(request: SignedRequest, definition: int, place: str) -> HttpResponse:
    """Its lines in order, and the table as it is printed."""
    building, where, found = _found(request, definition, place)
    made = building.made
    lines = [
        (label_of_row(made, row), str(LINES[row.why]) if row.why else when_of(made, row.figure), written((*where, number)),
         number == 1, number == len(found.rows), row.depth)
        for number, row in enumerate(found.rows, start=1)
    ]  # fmt: skip
    content = building.preview(found) if found.rows or found.form else None
    given = building.given(
        found.title, table=found, at=written(where), lines=lines, content=content,
        columns="; ".join(str(HEADINGS[one]) for one in found.columns),
        share_of=label_of(made, found.share_of) if found.share_of else "", moved=request.GET.get("moved"),
    )  # fmt: skip
    return render(request, "reports/building/table.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedRequest, definition: int, place: str) -> HttpResponse:
    """Which columns stand beside each line."""
    building, where, found = _found(request, definition, place)
    if found.by or found.form:
        raise Http404
    lines = {row.figure: label_of_row(building.made, row) for row in found.rows if row.figure}
    if found.share_of:
        lines.setdefault(found.share_of, label_of(building.made, found.share_of))
    form = ColumnsForm(
        request.POST or None, lines=lines, initial={"columns": found.columns, "share_of": found.share_of}
    )

    def make(told: dict[str, Any]) -> ReportDefinition:
        chosen = tuple(one for one in COLUMNS if one in told["columns"])
        return put(building.made, where, replace(found, columns=chosen, share_of=told["share_of"]))

    return changed_by_form(building, form, _("Các cột của biểu"), make, back=building.to("definition-table", where))


@require_http_methods(["GET", "HEAD", "POST"])
def add_line(request: SignedRequest, definition: int, place: str) -> HttpResponse:
    """First which figure, then alone or with its parts, then what the line is called; or a line without a number."""
    building, where, found = _found(request, definition, place)
    if found.form:
        raise Http404
    back, key, way = building.to("definition-table", where), asked(request), request.GET.get("way", "")
    title = _("Thêm cột") if found.by else _("Thêm dòng")
    if "empty" in request.GET and not found.by:
        form = EmptyLineForm(request.POST or None)
        return changed_by_form(
            building, form, title, lambda told: _kept(building, where, [TableRow(**told)]), back=back
        )
    status = 422 if request.method == "POST" else 200
    if not key:
        empty = "" if found.by else address(request, empty="1")
        given = building.given(title, cancel=back, question=_("Chỉ tiêu nào?"), empty=empty, **offered(request))
        return render(request, "reports/building/indicator.html", given, status=status)
    ways = _ways(request, key, by=found.by)
    if way not in ways:
        given = building.given(title, cancel=back, question=str(indicator(key).label), ways=ways.values())
        return render(request, "reports/building/ways.html", given, status=status)
    return _review(building, where, found, key, way, title)


def _found(request: SignedRequest, definition: int, place: str) -> tuple[Building, Place, TablePart]:
    building = building_or_404(request, definition)
    where, found = building.thing(place)
    if not isinstance(found, TablePart):
        raise Http404
    return building, where, found


def _ways(request: SignedRequest, key: str, *, by: str) -> dict[str, tuple[str, str]]:
    """What may be asked of an indicator, and by what it may be crossed: its declared list and nothing else."""
    found = {ONE: (_("Số của kỳ"), address(request, way=ONE))}
    if indicator(key).kind == "stock":
        found[START] = (_("Số đầu kỳ"), address(request, way=START))
    for code, one in {} if by else crossings_of(key).items():
        said = ngettext(
            "Tổng và %(count)s phần, chia theo: %(way)s", "Tổng và %(count)s phần, chia theo: %(way)s", len(one.parts)
        )
        found[code] = (said % {"count": len(one.parts), "way": one.label}, address(request, way=code))
    return found


def _review(building: Building, where: Place, found: TablePart, key: str, way: str, title: str) -> HttpResponse:
    """What the line is called; a crossing gives the whole and its parts their own names."""
    crossing = crossings_of(key).get(way)
    made, name = at_start(building.made, key) if way == START else (building.made, key)
    rows = (
        [TableRow("", key, strong=True), *(TableRow("", part, depth=1) for part in crossing.parts)]
        if crossing
        else [TableRow("", name)]
    )
    called = _("%(figure)s, đầu kỳ") % {"figure": indicator(key).label} if way == START else ""
    form = LineForm(building.request.POST or None, initial={"label": called, "depth": 0})
    if crossing:
        form.fields.clear()

    def make(told: dict[str, Any]) -> ReportDefinition:
        return added(made, where, *([replace(rows[0], **told)] if not crossing else rows))

    new = replace(found, rows=(*found.rows, *rows))
    return changed_by_form(
        replace(building, made=made), form, title, make, back=building.to("definition-table", where),
        template="reports/building/line.html", content=replace(building, made=made).preview(new), says=str(indicator(key).label),
    )  # fmt: skip


def _kept(building: Building, where: Place, rows: Sequence[TableRow]) -> ReportDefinition:
    return added(building.made, where, *rows)

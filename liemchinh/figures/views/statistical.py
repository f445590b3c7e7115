"""The statistical forms: which there are, and one of them filled."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.forms import Asked
from liemchinh.figures.member_book import may_see_book
from liemchinh.figures.showing import show_cell
from liemchinh.figures.statistical.asking import form_visible_to, forms
from liemchinh.figures.statistical.filling import Filled, Hidden, Line
from liemchinh.figures.statistical.layouts import Layout
from liemchinh.figures.views.frame import frame_of, given, link
from liemchinh.figures.views.opening import addresses
from liemchinh.web.components import Crumb
from liemchinh.web.numbers import show_percent

EMPTY = {
    "not_collected": "không thu thập",
    "not_yet": "chưa có trong phần mềm",
    "unknown": "chưa rõ hạn trước 01/07/2025",
}


@require_safe
def form_list(request: SignedRequest) -> HttpResponse:
    """All forms, each with what it is about and how much of it can be counted."""
    frame = frame_of(request)
    told = given(request, frame, "forms", lambda asked: link("figures:forms", asked))
    told["rows"] = [
        (layout, link("figures:form", frame.asked, layout.code), *_extent(layout)) for layout in forms().values()
    ]
    if told["may_export"] and may_see_book(request.actor, frame.question):
        told["book"] = link("figures:export", frame.asked, "register")
    return render(request, "figures/forms.html", told)


def _extent(layout: Layout) -> tuple[int, int]:
    lines = [row for row in layout.rows if row.missing != "heading"]
    return sum(not row.missing for row in lines), len(lines)


@require_safe
def form(request: SignedRequest, code: str) -> HttpResponse:
    """One form filled: this period, the same a year before, percent; or by a list of the charter."""
    frame = frame_of(request)
    layout = forms().get(code)
    if layout is None:
        raise Http404
    filled = form_visible_to(request.actor, layout, frame.question)
    if filled is None:
        raise Http404
    up = Crumb(_("Biểu thống kê"), link("figures:forms", frame.asked))
    told = given(
        request, frame, "forms", lambda asked: link("figures:form", asked, code), up, Crumb(layout.number), tree=False
    )
    told |= {
        "sheet": layout, "filled": filled, "lines": [_shown(frame.asked, filled, line) for line in filled.lines],
        "groups": _groups(layout),
        "numbers": range(2, len(layout.across) + 2), "export": link("figures:export", frame.asked, "form", form=code),
        "added": any(row.added for row in layout.rows),
        "hides": any(isinstance(cell, Hidden) for line in filled.lines for cell in line.cells),
    }  # fmt: skip
    return render(request, "figures/form.html", told)


def _texts(line: Line) -> list[str]:
    return [show_cell(cell) for cell in line.cells]


def _shown(asked: Asked, filled: Filled, line: Line) -> dict[str, Any]:
    titles = [column.title for column in filled.layout.across] or list(filled.layout.columns)
    cells = _texts(line)
    if not filled.layout.across and line.cells and isinstance(line.cells[2], int | Decimal):
        cells[2] = show_percent(line.cells[2])
    return {"row": line.row, "cells": list(zip(titles, cells, addresses(asked, filled, line), strict=False)),
            "empty": EMPTY.get(line.missing, ""), "heading": line.missing == "heading", "width": len(titles)}  # fmt: skip


def _groups(layout: Layout) -> list[tuple[str, int, list[str]]]:
    """The two lines of headings of a form by a list: (group, how many columns, their titles)."""
    found: list[tuple[str, int, list[str]]] = []
    for column in layout.across:
        if found and column.group and found[-1][0] == column.group:
            name, number, titles = found.pop()
            found.append((name, number + 1, [*titles, column.title]))
        else:
            found.append((column.group, 1, [column.title]))
    return found

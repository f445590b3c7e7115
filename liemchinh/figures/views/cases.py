"""Inspection, supervision and discipline of an organisation: who acted, about whom, how far it came, beside the same period before."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.case_table import Block, Row, case_table_visible_to, sanctions_visible_to, stages
from liemchinh.figures.forms import Asked
from liemchinh.figures.indicators.cases import OBJECTS
from liemchinh.figures.indicators.sanctions import FORMS_OF
from liemchinh.figures.queries import Figure
from liemchinh.figures.showing import show_before, show_figure
from liemchinh.figures.views.frame import frame_of, given, link


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: the value, where it leads, the same period before."""

    column: str
    text: str
    url: str
    before: str


@require_safe
def cases(request: SignedRequest) -> HttpResponse:
    """One table for each kind of organ; a number leads to its parts, and from there to the organisations that act."""
    frame = frame_of(request)
    found = case_table_visible_to(request.actor, frame.question)
    imposed = sanctions_visible_to(request.actor, frame.question)
    if found is None or imposed is None:
        raise Http404
    told = given(request, frame, "cases", lambda asked: link("figures:cases", asked))
    told |= {
        "blocks": [
            (block.organ, *([_row(frame.asked, row) for row in block.rows if row.is_sum == is_sum] for is_sum in (True, False)))
            for block in found
        ],
        "stages": list(stages().values()), "hides": any(_hides(block) for block in found) or any(_hidden(row) for _form, row in imposed),
        "objects": [str(OBJECTS[about][0]) for about in FORMS_OF],
        "sanctions": [(form, [_shown(frame.asked, str(OBJECTS[about][0]), one) for about, one in row.items()]) for form, row in imposed],
        "export": link("figures:export", frame.asked, "cases"),
    }  # fmt: skip
    return render(request, "figures/cases.html", told)


def _row(asked: Asked, row: Row) -> dict[str, Any]:
    return {
        "work": row.work, "about": row.about,
        "cells": [_shown(asked, name, figure) for name, figure in zip(stages().values(), row.cells, strict=True)],
    }  # fmt: skip


def _shown(asked: Asked, column: str, figure: Figure | None) -> Shown:
    if figure is None:
        return Shown(column, "–", "", "")
    leads = not figure.hidden and (figure.value or figure.before)
    url = link("figures:one", asked, figure.key) if leads else ""
    # Where nothing happened in either period one nought says it.
    return Shown(column, show_figure(figure), url, show_before(figure) if leads else "")


def _hidden(row: dict[str, Figure | None]) -> bool:
    return any(one is not None and one.hidden for one in row.values())


def _hides(block: Block) -> bool:
    return any(cell is not None and cell.hidden for row in block.rows for cell in row.cells)

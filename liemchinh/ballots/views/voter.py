"""The voter's way: code, marks, confirmation, receipt. No account, no cookie; nothing of it is kept but the sealed ballot."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from numpy.typing import NDArray

from liemchinh.ballots.casting import already_counted, cast, unknown
from liemchinh.ballots.codes import read
from liemchinh.ballots.models import Box
from liemchinh.ballots.queries import box_of_code, published_box, receipts_of
from liemchinh.ballots.using import use_of
from liemchinh.ballots.words import SURVEY
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking

CODE, STAGE = "ma", "buoc"
MARK, CHECK, CAST = "chon", "xem", "bo"


# A token against foreign forms would need a cookie; here no cookie gives anybody any right: the code on the slip does.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest) -> HttpResponse:
    """One address for all stages: what was chosen goes along in the form, and is kept nowhere until the ballot is cast."""
    sent = request.POST if request.method == "POST" else request.GET
    typed, stage = sent.get(CODE, ""), request.POST.get(STAGE, MARK)
    if not typed:
        return render(request, "ballots/vote_code.html", {"refusals": ()})
    code = read(typed)
    found = box_of_code(code) if code else None
    if code is None or found is None or found[1]:
        refusals = [already_counted() if found else unknown()]
        return render(request, "ballots/vote_code.html", {"refusals": refusals, "typed": typed[:20]}, status=422)
    box, asking = found[0], Asking(request)
    cells = _cells(box, request.POST)
    if stage == CAST:
        with asking:
            given = {"receipt": cast(code, cells), "uid": box.uid, "title": use_of(box).words(box).title}
            return render(request, "ballots/vote_done.html", given)
        return asking.page("ballots/vote_code.html", {})
    page = "ballots/vote_check.html" if stage == CHECK else "ballots/vote_marks.html"
    return render(request, page, _shown(box, code, cells))


def _cells(box: Box, sent: Mapping[str, Any]) -> NDArray[np.uint8]:
    """The marks of a form: "d3" = "1" chooses the second column of the fourth row, "d3o1" marks it. Anything else marks nothing."""
    cells = np.zeros((len(box.rows), len(box.columns)), np.uint8)
    for row in range(len(box.rows)):
        for column in range(len(box.columns)):
            marked = f"d{row}o{column}" in sent if box.kind == SURVEY else sent.get(f"d{row}") == str(column)
            cells[row, column] = marked
    return cells


def _shown(box: Box, code: str, cells: NDArray[np.uint8]) -> dict[str, Any]:
    layout, many = use_of(box).words(box), box.kind == SURVEY

    def cell(row: int, column: int, words: str) -> dict[str, Any]:
        field = f"d{row}o{column}" if many else f"d{row}"
        return {"name": words, "on": bool(cells[row, column]), "field": field, "value": column}

    rows = [
        {
            "number": row, "name": name, "marked": int(cells[row].sum()), "blank": not cells[row].any(),
            "columns": [cell(row, column, words) for column, words in enumerate(layout.columns)],
        }
        for row, name in enumerate(layout.rows)
    ]  # fmt: skip
    return {
        "title": layout.title, "how": layout.how, "rows": rows, "many": many, "code": code, "on": box.on,
        "place": names([box.organisation_id]).get(box.organisation_id, ""), "marked": int(cells.sum()),
    }  # fmt: skip


@require_safe
def receipts(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For everybody: the receipts of a vote that has closed, and how many there are."""
    box = published_box(uid)
    if box is None:
        raise Http404
    return render(request, "ballots/receipts.html", {"receipts": receipts_of(box), "on": box.on})

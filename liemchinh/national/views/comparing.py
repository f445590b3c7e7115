"""Their list beside the register: brought, how far it is, what does not agree person by person, taken as a workbook, discarded."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.imports.uploading import made_of_file, receiving, sent
from liemchinh.jobs.queries import job_of
from liemchinh.journal import clock
from liemchinh.national import comparing
from liemchinh.national.differing import LABELS
from liemchinh.national.forgetting import KEPT
from liemchinh.national.forms import ListForm
from liemchinh.national.models import Comparison, Difference
from liemchinh.national.queries import comparisons_visible_to, layout_of, shown_people
from liemchinh.national.reading_people import note_people_read
from liemchinh.national.views.frame import TOO_LARGE, around, require
from liemchinh.national.workbook import XLSX, Sheet, plain_workbook
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.paging import page

LISTED, SIZE = 20, 30


@require_http_methods(["GET", "POST"])
@receiving
def compare(request: SignedRequest, organisation: int) -> HttpResponse:
    """The comparisons there are, and a file for another."""
    require(request, organisation)
    form = sent(ListForm, request)
    begin = partial(comparing.begin_comparison, organisation=organisation, actor=request.actor)
    if row := made_of_file(request, form, begin, too_large=str(TOO_LARGE)):
        return redirect("national:comparison", row.pk)
    found = comparisons_visible_to(request.actor).filter(organisation_id=organisation).order_by("-pk")[:LISTED]
    given = around(organisation, "compare", kept=layout_of(organisation) is not None)
    given |= {"form": form, "found": found, "days": KEPT.days}
    return render(request, "national/compare.html", given, status=422 if request.method == "POST" else 200)


def _found_or_404(request: SignedRequest, comparison: int) -> Comparison:
    found = comparisons_visible_to(request.actor).filter(pk=comparison).first()
    if found is None:
        raise Http404
    return found


@require_safe
def one(request: SignedRequest, comparison: int) -> HttpResponse:
    """How far it is; then what does not agree. Whoever is shown sees that they were read."""
    found = _found_or_404(request, comparison)
    goes_on = found.state == Comparison.RUNNING
    given: dict[str, Any] = {
        "found": found, "goes_on": goes_on, "job": job_of(comparing.JOB, found.pk) if goes_on else None,
        "kept_until": found.ended_at + KEPT if found.ended_at else None,
    }  # fmt: skip
    if request.headers.get("X-Part"):
        return render(request, "national/comparison_progress.html", given | {"part": True})
    way = Crumb(_("So với danh sách của họ"), reverse("national:compare", args=[found.organisation_id]))
    kept = layout_of(found.organisation_id) is not None
    given |= around(found.organisation_id, "", way, Crumb(found.file_name), kept=kept)
    return render(
        request, "national/comparison.html", given | (_listed(request, found) if found.state == Comparison.DONE else {})
    )


def _listed(request: SignedRequest, found: Comparison) -> dict[str, Any]:
    asked = request.GET.get("kind", "")
    kind = (
        asked
        if asked in Difference.KINDS
        else next((one for one in Difference.KINDS if getattr(found, one)), "different")
    )
    beside = {name: request.GET.get(name, "") for name in ("after", "before")}
    shown = page(found.differences.filter(kind=kind).prefetch_related("perhaps"), order=("pk",), size=SIZE, **beside)
    people = comparing.people_in(shown.items)
    note_people_read(request.actor, people, found.organisation_id)
    known = shown_people(request.actor, people)
    address = reverse("national:comparison", args=[found.pk])
    tabs = [
        Tab(str(title), f"{address}?kind={one}", one == kind, getattr(found, one))
        for one, title in Difference.KINDS.items()
    ]
    rows = [
        (line, *known.get(line.person_id or 0, ("", None)), _said(line), _perhaps(line, known)) for line in shown.items
    ]
    return {"tabs": tabs, "kind": kind, "rows": rows, "page": shown}


def _said(line: Difference) -> list[tuple[Any, str, str]]:
    return [(LABELS.get(field, field), ours, theirs) for field, ours, theirs in line.content]


def _perhaps(line: Difference, known: dict[int, tuple[str, UUID | None]]) -> list[tuple[str, UUID | None, str]]:
    """Whom a row may mean: name, page, and what the register says beside the name."""
    return [
        (*known[one.person_id], " · ".join(ours for field, ours, _theirs in one.content if field != "full_name"))
        for one in line.perhaps.all() if one.person_id in known
    ]  # fmt: skip


@require_POST
def differences(request: SignedRequest, comparison: int) -> HttpResponse:
    """Everything that does not agree as a workbook, a sheet for each kind."""
    found = _found_or_404(request, comparison)
    lines = comparing.take_differences(found.pk, actor=request.actor)
    people = comparing.people_in(lines)
    note_people_read(request.actor, people, found.organisation_id)
    known = shown_people(request.actor, people)
    named = {person: name for person, (name, _uid) in known.items()}
    sheets = [Sheet(str(title), *_sheet(kind, [line for line in lines if line.kind == kind], named))
              for kind, title in Difference.KINDS.items()]  # fmt: skip
    response = HttpResponse(plain_workbook(sheets, _("So với cơ sở dữ liệu quốc gia")), content_type=XLSX)
    name = f"so-sanh-{found.pk}-{clock.today():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sheet(kind: str, lines: Sequence[Difference], named: dict[int, str]) -> tuple[Sequence[str], list[list[str]]]:
    if kind == "different":
        heads = [_("Họ và tên"), _("Dòng trong tệp"), _("Điều gì"), _("Ở đây"), _("Ở đó")]
        return heads, [[named.get(line.person_id or 0, ""), str(line.row), str(LABELS.get(field, field)), ours, theirs]
                       for line in lines for field, ours, theirs in line.content]  # fmt: skip
    if kind == "unreadable":
        return [_("Dòng trong tệp"), _("Cột")], [
            [str(line.row), ", ".join(said[0] for said in line.content)] for line in lines
        ]
    fields = ("full_name", "birth", "gender", "card_no", "organisation")
    # Below an uncertain row stand those of ours whom it may mean.
    heads = [_("Dòng trong tệp"), *(str(LABELS[field]) for field in fields), _("Ở đây có thể là")]
    rows = []
    for line in lines:
        told = {field: ours or theirs for field, ours, theirs in line.content}
        rows.append([str(line.row or ""), *(told.get(field, "") for field in fields), ""])
        for one in line.perhaps.all():
            ours = {field: text for field, text, _theirs in one.content}
            rows.append(["", *(ours.get(field, "") for field in fields), "x"])
    return heads, rows


@require_POST
def discard(request: SignedRequest, comparison: int) -> HttpResponse:
    """The comparison goes with everything it found."""
    found = _found_or_404(request, comparison)
    comparing.discard(found.pk, actor=request.actor)
    messages.success(request, _("Đã xóa lần so sánh và mọi kết quả của nó."))
    return redirect("national:compare", found.organisation_id)

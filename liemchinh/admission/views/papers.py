"""The file of a candidate: every paper in one table at a desk, or one paper a page for whoever holds a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.admission.facts import KIND, Told, told_of
from liemchinh.admission.forms import ABSENT, CertificateForm, FileForm, PlaceForm
from liemchinh.admission.services import change_candidate
from liemchinh.admission.views.one import around, case_to_change_or_404
from liemchinh.admission.words import PLACES
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.members.reasons import Words
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

# The page of what is written on the certificate stands before those of the papers.
CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the way through the file: `place` says where the paper lies, "" while it is not there."""

    code: str
    title: str
    place: Words
    wanted_by: str
    url: str


def sheets_of(case: Case, told: Told) -> list[Sheet]:
    """The certificate, then each paper in the order of the charter's list."""
    procedure = case_kind(KIND).procedure

    def sheet(code: str, title: str, place: Words, step: str) -> Sheet:
        wanted_by = procedure.step(step, clock.today()).title if step else ""
        return Sheet(code, title, place, wanted_by, reverse("admission:paper", args=[case.pk, code]))

    written = " · ".join(part for part in (told.certificate_no, _day(told)) if part)
    first = sheet(CERTIFICATE, _("Số và ngày của giấy chứng nhận"), written, "branch_vote")
    papers = [
        sheet(item.code, item.title, PLACES.get(told.file.get(item.code, ""), ""), item.needed_for)
        for item in procedure.file
    ]
    return [first, *papers]


def _day(told: Told) -> str:
    return f"{told.certificate_on:%d/%m/%Y}" if told.certificate_on else ""


@require_http_methods(["GET", "POST"])
def file(request: SignedRequest, case: int) -> HttpResponse:
    """Which papers are there: on a phone a list that leads to the page of each, at a desk all of them in one form."""
    held = case_to_change_or_404(request, case)
    told = told_of(held)
    known = {"certificate_no": told.certificate_no, "certificate_on": told.certificate_on, **told.file}
    form = FileForm(request.POST or None, initial=known)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            _record(held, told, form.anew(told), actor=request.actor)
            messages.success(request, _("Đã ghi."))
            return HttpResponseRedirect(reverse("admission:one", args=[held.pk]))
    sheets = sheets_of(held, told)
    given = around(request, held, told, _("Hồ sơ")) | {
        "sheets": sheets, "rows": [(sheet, form[sheet.code]) for sheet in sheets[1:]],
        "there": sum(bool(sheet.place) for sheet in sheets), "next": _next_missing(sheets),
    }  # fmt: skip
    return asking.page("admission/file.html", given)


def _next_missing(sheets: Sequence[Sheet]) -> Sheet:
    """Where to go on: the first that a step waits for, else the first of all."""
    return next((sheet for sheet in sheets if sheet.wanted_by and not sheet.place), sheets[0])


@require_http_methods(["GET", "POST"])
def paper(request: SignedRequest, case: int, paper: str) -> HttpResponse:
    """One paper, one question; recording it leads to the next one, or back to the list where that was asked for."""
    held = case_to_change_or_404(request, case)
    told = told_of(held)
    sheets = sheets_of(held, told)
    at = next((number for number, sheet in enumerate(sheets) if sheet.code == paper), None)
    if at is None:
        raise Http404
    form = _form(request, paper, told)
    asking = Asking(request, form)
    back = reverse("admission:file", args=[held.pk])
    following = sheets[at + 1].url if at + 1 < len(sheets) else ""
    if asking.is_valid():
        with asking:
            _record(held, told, form.anew(told), actor=request.actor)
            to_list = not following or "list" in request.POST
            if to_list:
                messages.success(request, _("Đã ghi hồ sơ."))
            return HttpResponseRedirect(back if to_list else following)
    given = around(request, held, told, sheets[at].title)
    crumbs = [*given["crumbs"][:-1], Crumb(_("Hồ sơ"), back), Crumb(sheets[at].title)]
    given |= {
        "sheet": sheets[at], "number": at + 1, "total": len(sheets),
        "previous": sheets[at - 1].url if at else "", "following": following, "back": back, "crumbs": crumbs,
    }  # fmt: skip
    return asking.page("admission/paper.html", given)


def _form(request: SignedRequest, code: str, told: Told) -> CertificateForm | PlaceForm:
    known: dict[str, Any]
    if code == CERTIFICATE:
        known = {"certificate_no": told.certificate_no, "certificate_on": told.certificate_on}
        return CertificateForm(request.POST or None, initial=known)
    known = {"place": told.file.get(code, ABSENT)}
    return PlaceForm(request.POST or None, initial=known, code=code)


def _record(case: Case, told: Told, anew: Told, *, actor: Actor) -> None:
    """What is as it was is not told to the book again."""
    if anew != told:
        change_candidate(case, anew, clock.today(), actor=actor)

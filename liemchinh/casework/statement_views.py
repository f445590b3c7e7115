"""For whoever holds a case: what the person concerned sent, read with the reading kept first, and papers handed in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.concern import concern_of
from liemchinh.casework.concerned import people_in
from liemchinh.casework.models import Case, Statement
from liemchinh.casework.reading import case_or_404
from liemchinh.casework.statement_forms import ReceiveForm
from liemchinh.casework.statement_queries import note_statement_read, read_statement
from liemchinh.casework.statements import cancel_received, receive_on_paper
from liemchinh.casework.work import cases_called
from liemchinh.members.forms import CancelForm
from liemchinh.members.queries import names as people_names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


def _about(held: Case, title: str) -> dict[str, Any]:
    called = cases_called([(held.pk, held.kind)])[held.pk]
    crumbs = [Crumb(_("Việc được giao"), reverse("casework:work")), Crumb(called.title, called.url), Crumb(title)]
    return {
        "case": held,
        "title": title,
        "name": called.title,
        "url": called.url,
        "cancel": called.url,
        "crumbs": crumbs,
    }


def _statement_or_404(held: Case, number: int) -> Statement:
    row = Statement.objects.filter(pk=number, case=held, cancelled_by=None).select_related("case").first()
    if row is None:
        raise Http404
    return row


@require_safe
def read(request: SignedRequest, case: int, statement: int) -> HttpResponse:
    """What was sent; that it was read is kept before it is shown, and its writer sees by whom."""
    held = case_or_404(request.actor, case)
    row = _statement_or_404(held, statement)
    note_statement_read(request.actor, row)
    told = read_statement(row)
    return render(request, "casework/statement.html", _about(held, told.line.title) | {"sent": told, "own": False})


@require_http_methods(["GET", "POST"])
def receive(request: SignedRequest, case: int) -> HttpResponse:
    """A paper was handed in: day, number, where it lies."""
    held = case_or_404(request.actor, case)
    concern = concern_of(held.kind)
    people = people_names(people_in(held))
    if concern is None or not people:
        raise Http404
    form = ReceiveForm(request.POST or None, people=list(people.items()), offers=concern.offers)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            receive_on_paper(held, form.paper(), actor=request.actor)
            messages.success(request, _("Đã ghi nhận bản giấy. Nội dung không ghi vào máy."))
            return redirect(cases_called([(held.pk, held.kind)])[held.pk].url)
    given = _about(held, _("Nhận bản giấy của người có liên quan")) | {
        "button": _("Ghi vào sổ"),
        "says": _("Chỉ ghi là đã nhận. Không ai viết hay gửi thay người có liên quan."),
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, case: int, statement: int) -> HttpResponse:
    """A paper was recorded as received by mistake."""
    held = case_or_404(request.actor, case)
    row = _statement_or_404(held, statement)
    if not row.on_paper:
        raise Http404
    form = CancelForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            cancel_received(row, reason=form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return redirect(cases_called([(held.pk, held.kind)])[held.pk].url)
    given = _about(held, _("Hủy một lần nhận ghi nhầm")) | {
        "button": _("Hủy lần nhận này"), "grave": True,
    }  # fmt: skip
    return asking.page("web/form.html", given)

"""One document: what it is, its descent as a picture, whether it holds; what other rooms hang on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.directives import queries, services
from liemchinh.directives.forms import EndForm, WrongForm
from liemchinh.directives.models import Document
from liemchinh.directives.words import KEEP, SEE
from liemchinh.journal import clock
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.discovery import providers


def document_or_404(request: SignedRequest, number: int, *, keep: bool = False) -> Document:
    """A document the actor may see; with `keep`, one whose book they keep and that stands."""
    row = queries.documents_visible_to(request.actor).filter(pk=number).first()
    if row is None or (keep and (row.cancelled_by is not None or not request.actor.covers(KEEP, row.organisation_id))):
        raise Http404
    return row


def about(request: SignedRequest, document: Document, *more: str) -> dict[str, Any]:
    """Names and crumbs of a page of a document."""
    shown = queries.shown([document], clock.today())[0]
    here = reverse("directives:one", args=[document.pk])
    book = reverse("directives:book", args=[document.organisation_id])
    # Of a book above only its lines are open, not the book itself.
    seen = request.actor.covers(SEE, document.organisation_id)
    return {
        "document": document, "shown": shown, "name": shown.called, "title": shown.called, "cancel": here,
        "crumbs": [Crumb(_("Văn bản chỉ đạo, kế hoạch"), book if seen else ""), Crumb(shown.called, here if more else ""),
                   *map(Crumb, more)],
    }  # fmt: skip


@require_safe
def one(request: SignedRequest, document: int) -> HttpResponse:
    """What is known of a document, and what hangs on it. Prints."""
    row = document_or_404(request, document)
    on = clock.today()
    given = about(request, row)
    stands = row.cancelled_by is None
    keeps = stands and request.actor.covers(KEEP, row.organisation_id)
    drawn = queries.descent(row, request.actor, on)
    given |= {
        "drawn": drawn if len(drawn) > 1 or drawn[0].others else [], "keeps": keeps, "today": on,
        "plans_at": [place for place in sorted(request.actor.roots(KEEP)) if stands] if given["shown"].state == "in_force" else [],
        "parts": [part for provide in providers("document_parts", "parts") for part in provide(request.actor, row, on)],
    }  # fmt: skip
    return render(request, "directives/one.html", given)


@require_http_methods(["GET", "POST"])
def end(request: SignedRequest, document: int) -> HttpResponse:
    """It holds no longer."""
    row = document_or_404(request, document, keep=True)
    form = EndForm(request.POST or None, others=queries.offered_to_replace(row))
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            services.end_document(row.pk, told["on"], replaced_by=told["replaced_by"], actor=request.actor)
            return _done(request, row, _("Đã ghi văn bản hết hiệu lực."))
    title = _("Ghi văn bản hết hiệu lực")
    return _asked(asking, row, title, {"button": _("Ghi hết hiệu lực")})


@require_http_methods(["GET", "POST"])
def resume(request: SignedRequest, document: int) -> HttpResponse:
    """That it holds no longer was written wrongly."""
    return _taken_back(request, document, services.resume_document, _("Hủy lần ghi hết hiệu lực"), _("Hủy lần ghi này"))


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, document: int) -> HttpResponse:
    """The line was written wrongly."""
    return _taken_back(request, document, services.cancel_document, _("Hủy dòng ghi nhầm"), _("Hủy dòng này"))


def _taken_back(request: SignedRequest, document: int, service: Any, title: str, button: str) -> HttpResponse:
    row = document_or_404(request, document, keep=True)
    form = WrongForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        reason = form.cleaned_data["reason"]
        with asking:
            service(row.pk, reason=reason, actor=request.actor)
            return _done(request, row, _("Đã hủy."))
    return _asked(asking, row, title, {"button": button, "grave": True})


def _asked(asking: Asking, row: Document, title: str, given: dict[str, Any]) -> HttpResponse:
    return asking.page("web/form.html", about(asking.request, row, title) | {"title": title} | given)


def _done(request: SignedRequest, row: Document, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("directives:one", row.pk)

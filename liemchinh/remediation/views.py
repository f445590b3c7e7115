"""Pages of what has to be put right: the picture and the list, one item with its proof and confirmation."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.views.listing import organisation_asked
from liemchinh.organisations.beside import beside
from liemchinh.organisations.queries import names
from liemchinh.remediation import queries, services
from liemchinh.remediation.forms import CancelForm, FindingForm, ProofForm
from liemchinh.remediation.models import Item
from liemchinh.remediation.showing import counts_of, picture, shown
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


def list_address(organisation: int) -> str:
    """The list of an organisation."""
    return f"{reverse('remediation:list')}?at={organisation}"


@require_safe
def listing(request: SignedRequest) -> HttpResponse:
    """How far everything is, by organisation; the organisation's own items with their owners."""
    actor, today = request.actor, clock.today()
    at = organisation_asked(actor, request.GET.get("at"), today)
    if not queries.may_see(actor, at):
        raise Http404
    rows, lines = list(queries.items_of(actor, at)), queries.progress_visible_to(actor, at)
    bars, legend = picture(lines)
    name = names([at]).get(at, "")
    given = {
        "at": at, "name": name, "rows": shown(rows), "counts": counts_of(rows), "bars": bars, "legend": legend,
        "keeps": actor.covers("branch.keep", at), "beside": beside(actor, at, today, list_address),
        "crumbs": [Crumb(name, reverse("organisations:one", args=[at])), Crumb(_("Khắc phục khuyết điểm"))],
    }  # fmt: skip
    return render(request, "remediation/list.html", given)


@require_http_methods(["GET", "POST"])
def new(request: SignedRequest, organisation: int) -> HttpResponse:
    """Something a review found short."""
    actor = request.actor
    if not actor.covers("branch.keep", organisation):
        raise Http404
    form = FindingForm(request.POST or None, organisation=organisation)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            number = services.open_item(form.finding(organisation), actor=actor)
            messages.success(request, _("Đã ghi việc phải khắc phục."))
            return HttpResponseRedirect(reverse("remediation:one", args=[number]))
    given = _about(organisation, _("Ghi việc phải khắc phục")) | {}
    return asking.page("remediation/new.html", given)


@require_http_methods(["GET", "POST"])
def one(request: SignedRequest, pk: int) -> HttpResponse:
    """One item; its owner's side shows here that it was put right."""
    actor, row = request.actor, _row_or_404(request, pk)
    keeps = actor.covers("branch.keep", row.organisation_id)
    form = ProofForm(request.POST or None, initial={"number": row.number, "on": row.shown_on, "times": row.times})
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            services.prove_item(pk, form.proof(), actor=actor)
            messages.success(request, _("Đã ghi kết quả. Chờ người khác xác nhận."))
            return HttpResponseRedirect(reverse("remediation:one", args=[pk]))
    given = _about(row.organisation_id, _("Việc khắc phục"), seen=queries.may_see(actor, row.organisation_id)) | {
        "one": shown([row])[0], "may_prove": keeps or row.person_id == actor.person_id,
        "may_confirm": actor.covers("members.decide", row.organisation_id), "keeps": keeps,
    }  # fmt: skip
    return asking.page("remediation/one.html", given)


@require_POST
def confirm(request: SignedRequest, pk: int) -> HttpResponse:
    """Somebody else confirms that it was put right."""
    row = _row_or_404(request, pk)
    if not request.actor.covers("members.decide", row.organisation_id):
        raise Http404
    services.confirm_item(pk, actor=request.actor)
    messages.success(request, _("Đã xác nhận là khắc phục xong."))
    return HttpResponseRedirect(reverse("remediation:one", args=[pk]))


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, pk: int) -> HttpResponse:
    """It was recorded wrongly."""
    row = _row_or_404(request, pk)
    if not request.actor.covers("branch.keep", row.organisation_id):
        raise Http404
    form = CancelForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        reason = form.cleaned_data["reason"]
        with asking:
            services.cancel_item(pk, reason=reason, actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return HttpResponseRedirect(list_address(row.organisation_id))
    given = _about(row.organisation_id, _("Hủy việc ghi nhầm")) | {"grave": True}
    return asking.page("remediation/new.html", given)


def _row_or_404(request: SignedRequest, pk: int) -> Item:
    row = queries.item_visible_to(request.actor, pk)
    if row is None:
        raise Http404
    return row


def _about(organisation: int, title: str, *, seen: bool = True) -> dict[str, Any]:
    back = [Crumb(_("Khắc phục khuyết điểm"), list_address(organisation))] if seen else []
    detail = names([organisation]).get(organisation, "")
    return {"title": title, "detail": detail, "crumbs": [*back, Crumb(title)], "cancel": list_address(organisation)}

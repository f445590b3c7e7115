"""Granting a role with a preview, confirming it as the second officer, revoking it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access import granting, scope
from liemchinh.access.forms import GrantForm
from liemchinh.access.models import Account
from liemchinh.access.proof import proved_recently
from liemchinh.access.queries import allows, grants_visible_to, held, proposals_visible_to, proposed
from liemchinh.access.requests import SignedRequest
from liemchinh.access.roles import roles
from liemchinh.access.views.accounts import account_or_404, only
from liemchinh.journal import clock
from liemchinh.journal.names import names_of
from liemchinh.web.asking import Asking
from regulations.answers import Refusal


@require_http_methods(["GET", "POST"])
@proved_recently
def grant(request: SignedRequest, account_id: int) -> HttpResponse:
    """First the form, then what the role would open and every reason against it, then the act."""
    only(request, "roles.grant")
    account = account_or_404(request, account_id)
    roots = request.actor.roots("roles.grant")
    form = GrantForm(request.POST or None, roots=roots, today=clock.today(), initial=_asked(request, roots))
    asking = Asking(request, form)
    if not asking.is_valid():
        return asking.page("access/grant.html", {"account": account})
    offer = _offer(account, form)
    if "confirmed" not in request.POST:
        return _preview(request, form, offer)
    with asking:
        needs_two = roles()[offer.role].needs_two
        (granting.propose_role if needs_two else granting.grant_role)(offer, actor=request.actor)
        text = _("Đã đề nghị. Vai trò có hiệu lực khi một cán bộ khác xác nhận.") if needs_two else _("Đã cấp vai trò.")
        messages.success(request, text)
        return redirect("access:account", account.pk)
    return _preview(request, form, offer, asking.refusals)


def _asked(request: SignedRequest, roots: frozenset[int]) -> dict[str, str]:
    """What the address fills in beforehand: a role, an organisation by number (told by name where the name is enough)."""
    found = {"role": request.GET["role"]} if request.GET.get("role") in roles() else {}
    text = request.GET.get("organisation", "")
    if text.isascii() and text.isdigit() and len(text) < 19 and scope.within(roots, int(text)):
        name = names_of("organisation", [int(text)]).get(int(text), "")
        found["organisation"] = name if name and list(scope.find(roots, name)) == [int(text)] else text
    return found


def _offer(account: Account, form: GrantForm) -> granting.Offer:
    given = form.cleaned_data
    return granting.Offer(account, given["role"], given["organisation"], given["starts"], form.valid_to)


def _preview(
    request: SignedRequest, form: GrantForm, offer: granting.Offer, refusals: Sequence[Refusal] = ()
) -> HttpResponse:
    refusals = refusals or granting.offer_faults(offer, actor=request.actor)
    given = {"account": offer.account, "form": form, "refusals": refusals, **_shown(offer)}
    return render(request, "access/grant_preview.html", given, status=422 if refusals else 200)


def _shown(offer: granting.Offer) -> dict[str, Any]:
    place = offer.organisation_id
    return {
        "offer": offer,
        "role": roles()[offer.role],
        "allows": allows(offer.role),
        "organisation": names_of("organisation", [place]).get(place or 0, ""),
        "below": len(set(scope.inside(frozenset({place})))) - 1 if place else 0,
    }


@require_http_methods(["GET", "POST"])
@proved_recently
def proposal(request: SignedRequest, proposal_id: int) -> HttpResponse:
    """The second officer reads what was proposed and by whom, and agrees or does not."""
    found = get_object_or_404(proposals_visible_to(request.actor), pk=proposal_id)
    if request.method != "POST":
        refusals = granting.confirmation_faults(found, actor=request.actor)
        given = {"proposed": proposed([found])[0], "refusals": refusals, **_shown(granting.offer_of(found))}
        return render(request, "access/proposal.html", given)
    if request.POST.get("answer") == "yes":
        granting.confirm_role(found, actor=request.actor)
        messages.success(request, _("Đã xác nhận; vai trò có hiệu lực."))
    else:
        granting.decline_role(found, actor=request.actor)
        messages.success(request, _("Đã bỏ đề nghị."))
    return redirect("access:account", found.account_id)


@require_http_methods(["GET", "POST"])
@proved_recently
def revoke(request: SignedRequest, grant_id: int) -> HttpResponse:
    """What ends, and then the act. The administrator sees grants and revokes none."""
    found = get_object_or_404(grants_visible_to(request.actor), pk=grant_id)
    own = found.account_id == request.actor.account_id
    if not own and not request.actor.may("roles.grant"):
        raise Http404
    if request.method != "POST":
        return render(request, "access/revoke.html", {"held": held([found])[0], "is_own": own})
    granting.revoke_role(found, actor=request.actor)
    messages.success(request, _("Đã thu vai trò."))
    return redirect("access:me") if own else redirect("access:account", found.account_id)

"""Handing a sign-in over in person, by two: each sees the holder and prints half of a code."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access import recovery
from liemchinh.access.models import Account, Recovery
from liemchinh.access.proof import proved_recently
from liemchinh.access.queries import recoveries_visible_to
from liemchinh.access.requests import SignedRequest
from liemchinh.access.views.accounts import account_or_404, only
from liemchinh.web.asking import Asking
from regulations.answers import Refusal


@require_http_methods(["GET", "POST"])
@proved_recently
def hand_over(request: SignedRequest, account_id: int) -> HttpResponse:
    """The first or the second of the two: says that the holder stands before them, and gets half of the code to print."""
    only(request, "accounts.recover")
    account = account_or_404(request, account_id)
    under_way = recovery.open_recovery(account)
    first = under_way is None or under_way.confirmed_by_id is not None
    faults, asking = _faults(request, account, None if first else under_way), Asking(request)
    if request.POST.get("seen") == "yes" and not faults:
        with asking:
            half = _half(request, account, None if first else under_way)
            given = {"account": account, "half": half, "which": "first" if first else "second"}
            return render(request, "access/half.html", given)
    given = {"account": account, "recovery": under_way, "first": first, "refusals": asking.refusals or faults}
    return asking.page("access/hand_over.html", given)


def _faults(request: SignedRequest, account: Account, under_way: Recovery | None) -> list[Refusal]:
    if under_way is None:
        return recovery.recovery_faults(account, actor=request.actor)
    return recovery.confirmation_faults(under_way, actor=request.actor)


def _half(request: SignedRequest, account: Account, under_way: Recovery | None) -> str:
    if under_way is None:
        return recovery.start_recovery(account, actor=request.actor)
    return recovery.confirm_recovery(under_way, actor=request.actor)


@require_POST
def stop(request: SignedRequest, account_id: int) -> HttpResponse:
    """The halves count no more; the holder may stop it too."""
    found = get_object_or_404(recoveries_visible_to(request.actor), account_id=account_id)
    recovery.stop_recovery(found, actor=request.actor)
    own = found.account_id == request.actor.account_id
    return redirect("access:me") if own else redirect("access:account", account_id)

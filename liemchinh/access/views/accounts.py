"""Accounts and roles: the list, one account, making, placing, closing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access import scope, services
from liemchinh.access.exclusion import same_person
from liemchinh.access.forms import AccountForm, PersonForm, PlaceForm
from liemchinh.access.models import Account
from liemchinh.access.proof import proved_recently
from liemchinh.access.queries import (
    accounts_visible_to,
    found_accounts,
    grants_visible_to,
    held,
    listed,
    proposals_visible_to,
    proposed,
    recoveries_visible_to,
)
from liemchinh.access.recovery import recovery_faults
from liemchinh.access.requests import SignedRequest
from liemchinh.access.second_factors import factors_of
from liemchinh.journal.names import names_of
from liemchinh.web.asking import Asking
from liemchinh.web.paging import page


def keeps_accounts(request: SignedRequest) -> None:
    """404 for whoever neither makes accounts nor grants roles."""
    if not (request.actor.may("accounts.manage") or request.actor.may("roles.grant")):
        raise Http404


def account_or_404(request: SignedRequest, account_id: int) -> Account:
    """The account, for those who keep accounts and see this one."""
    keeps_accounts(request)
    return get_object_or_404(accounts_visible_to(request.actor), pk=account_id)


def only(request: SignedRequest, verb: str) -> None:
    """404 for whoever does not hold the verb anywhere."""
    if not request.actor.may(verb):
        raise Http404


@require_safe
def accounts(request: SignedRequest) -> HttpResponse:
    """Everybody in the reader's scope, what they hold, what waits for a second person."""
    keeps_accounts(request)
    actor, query = request.actor, request.GET.get("q", "")
    rows = page(
        found_accounts(actor, query),
        order=("username",),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=50,
    )
    given = {
        "query": query,
        "page": rows,
        "listed": listed(actor, rows.items),
        "total": found_accounts(actor, query).count(),
        "proposals": proposed(proposals_visible_to(actor)),
        "recoveries": recoveries_visible_to(actor),
        "makes": actor.may("accounts.manage"),
    }
    return render(request, "access/accounts.html", given)


@require_http_methods(["GET", "POST"])
@proved_recently
def create(request: SignedRequest) -> HttpResponse:
    """A new account; its first half of a code is shown once, to be printed."""
    only(request, "accounts.manage")
    form = AccountForm(request.POST or None, roots=scope.tops())
    asking = Asking(request, form)
    if asking.is_valid():
        given = form.cleaned_data
        with asking:
            account, half = services.create_account(
                actor=request.actor,
                username=given["username"],
                display_name=given["display_name"],
                organisation_id=given["organisation"],
            )
            return render(request, "access/half.html", {"account": account, "half": half, "which": "new"})
    return asking.page("access/create.html", {})


@require_safe
def account(request: SignedRequest, account_id: int) -> HttpResponse:
    """One account: where it belongs, what it holds, and what the reader may do about it."""
    account, actor = account_or_404(request, account_id), request.actor
    is_own = same_person(actor, account)
    given = {
        "account": account,
        "place": names_of("organisation", [account.organisation_id]).get(account.organisation_id or 0, ""),
        "person": names_of("member", [account.person_id]).get(account.person_id or 0, "")
        if actor.may("members.see")
        else "",
        "held": held(grants_visible_to(actor).filter(account=account)),
        "proposals": proposed(proposals_visible_to(actor).filter(account=account)),
        "factors": factors_of(account),
        "is_own": is_own,
        "manages": actor.may("accounts.manage"),
        "grants": actor.may("roles.grant") and not is_own,
        "recovery": recoveries_visible_to(actor).filter(account=account).first(),
        "hands_over": not recovery_faults(account, actor=actor),
        "place_form": PlaceForm(roots=frozenset()),
        "person_form": PersonForm(roots=frozenset()),
    }
    return render(request, "access/account.html", given)


@require_POST
def place(request: SignedRequest, account_id: int) -> HttpResponse:
    """The account belongs to another organisation."""
    only(request, "accounts.manage")
    account = account_or_404(request, account_id)
    form = PlaceForm(request.POST, roots=scope.tops())
    if not form.is_valid():
        return render(request, "access/place.html", {"account": account, "form": form}, status=422)
    services.place_account(account, organisation_id=form.cleaned_data["organisation"], actor=request.actor)
    return _done(request, account, _("Đã ghi nơi của tài khoản."))


@require_POST
@proved_recently
def link(request: SignedRequest, account_id: int) -> HttpResponse:
    """The holder is this person of the register."""
    only(request, "roles.grant")
    account = account_or_404(request, account_id)
    form = PersonForm(request.POST, roots=request.actor.roots("roles.grant"))
    if not form.is_valid():
        return render(request, "access/person.html", {"account": account, "form": form}, status=422)
    services.link_person(account, person_id=form.cleaned_data["person"], actor=request.actor)
    return _done(request, account, _("Đã gắn hồ sơ của người dùng."))


@require_POST
@proved_recently
def close(request: SignedRequest, account_id: int) -> HttpResponse:
    """Nobody signs in with it any more."""
    only(request, "accounts.manage")
    account = account_or_404(request, account_id)
    services.close_account(account, actor=request.actor)
    return _done(request, account, _("Đã khóa tài khoản."))


@require_POST
@proved_recently
def reopen(request: SignedRequest, account_id: int) -> HttpResponse:
    """It may sign in again."""
    only(request, "accounts.manage")
    account = account_or_404(request, account_id)
    services.reopen_account(account, actor=request.actor)
    return _done(request, account, _("Đã mở lại tài khoản."))


def _done(request: SignedRequest, account: Account, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("access:account", account.pk)

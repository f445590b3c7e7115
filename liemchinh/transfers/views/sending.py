"""A branch introduces its members, and takes in those who come from a place outside."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, subtree, versions_visible_to
from liemchinh.transfers.cases import KEEP
from liemchinh.transfers.forms import ArriveForm, SendForm
from liemchinh.transfers.known import known_outside
from liemchinh.transfers.queries import Sendable, members_in, sendable_visible_to
from liemchinh.transfers.sending import receive_from_outside, send_members, send_outside
from liemchinh.transfers.views.listing import place_asked
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Option
from liemchinh.web.numbers import show_number

# Also a place where a split left people waiting: they can be sent from there.
SENDING = (*BRANCHES, "unassigned")
MOST_BRANCHES = 300


def _branch_asked(request: SignedRequest, categories: tuple[str, ...]) -> Version | list[Version]:
    """The branch in the address, or the only one kept; otherwise those to choose from."""
    at, today = place_asked(request), clock.today()
    kept = versions_visible_to(request.actor, today, KEEP).filter(category__in=categories)
    if at is not None:
        named = kept.filter(organisation_id=at).first()
        if named is not None:
            return named
        kept = kept.filter(organisation_id__in=subtree([at]))
    found = list(kept.order_by("sort_key", "organisation_id")[: MOST_BRANCHES + 1])
    return found[0] if len(found) == 1 else found


def _choose(request: SignedRequest, title: str, address: str, found: list[Version], today: date) -> HttpResponse:
    many = members_in([version.organisation_id for version in found], today)
    above = names({version.parent_id for version in found if version.parent_id})
    rows = [
        (
            f"{reverse(address)}?at={v.organisation_id}",
            v.name,
            above.get(v.parent_id or 0, ""),
            many.get(v.organisation_id, 0),
        )
        for v in found[:MOST_BRANCHES]
    ]
    given = {"title": title, "rows": rows, "more": len(found) > MOST_BRANCHES, "crumbs": _crumbs(title)}
    return render(request, "transfers/choose.html", given, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def send(request: SignedRequest) -> HttpResponse:
    """Who goes, where to, under which letter. Those who came from one ended branch can be chosen all together."""
    actor, today = request.actor, clock.today()
    branch = _branch_asked(request, SENDING)
    if isinstance(branch, list):
        return _choose(request, _("Giới thiệu chuyển sinh hoạt"), "transfers:send", branch, today)
    at = branch.organisation_id
    offered = sendable_visible_to(actor, at, today)
    sources = _sources(offered)
    chosen = [one for one in offered if str(one.came_from) == request.GET.get("from", "")]
    shown = chosen or offered
    initial = {"people": [one.person for one in chosen], "on": today}
    form = SendForm(request.POST or None, offered=shown, initial=initial)
    asking = Asking(request, form)
    if asking.is_valid():
        given = form.cleaned_data
        with asking:
            if given["receiver"]:
                send_members(given["people"], at, given["receiver"], form.letter(), actor=actor)
            else:
                send_outside(given["people"], at, given["outside"], form.letter(), actor=actor)
            count = show_number(len(given["people"]))
            messages.success(request, _("Đã ghi giấy giới thiệu của %(count)s hội viên.") % {"count": count})
            return HttpResponseRedirect(f"{reverse('transfers:list')}?state={_state_of(given)}")
    title = _("Giới thiệu chuyển sinh hoạt")
    given = {
        "title": title, "name": branch.name, "at": at, "sources": sources,
        "nobody": not any(not one.on_the_way for one in shown), "busy": [one.name for one in shown if one.on_the_way],
        "crumbs": _crumbs(title), "button": _("Ghi giấy giới thiệu"),
    }  # fmt: skip
    return asking.page("transfers/send.html", given)


def _state_of(given: dict[str, Any]) -> str:
    """Where those sent are listed now. Outside this list nobody receives them: they are gone at once, or away for a time."""
    return "going" if given["receiver"] else "away" if given["until"] else "done"


def _sources(offered: list[Sendable]) -> list[Option]:
    """The ended branches people of this one came from, each with how many."""
    many: dict[int, int] = {}
    for one in offered:
        if one.came_from:
            many[one.came_from] = many.get(one.came_from, 0) + 1
    told = names(many)
    return [Option(str(number), told.get(number, ""), show_number(count)) for number, count in many.items()]


@require_http_methods(["GET", "POST"])
def arrive(request: SignedRequest) -> HttpResponse:
    """Somebody comes from a place outside this list, with a letter of introduction."""
    actor, today = request.actor, clock.today()
    title = _("Nhận người từ nơi ngoài danh sách")
    branch = _branch_asked(request, BRANCHES)
    if isinstance(branch, list):
        return _choose(request, title, "transfers:arrive", branch, today)
    form = ArriveForm(request.POST or None, initial={"on": today})
    asking = Asking(request, form)
    if asking.is_valid():
        given = form.cleaned_data
        with asking:
            arrival = form.arrival(known_outside(form.facts()))
            case = receive_from_outside(arrival, branch.organisation_id, given["outside"], form.letter(), actor=actor)
            messages.success(request, _("Đã nhận %(name)s.") % {"name": given["full_name"]})
            return HttpResponseRedirect(reverse("transfers:one", args=[case]))
    told: dict[str, Any] = {
        "title": title, "name": branch.name, "crumbs": _crumbs(title),
        "button": _("Đã nhận"), "at": branch.organisation_id,
    }  # fmt: skip
    return asking.page("transfers/arrive.html", told)


def _crumbs(title: str) -> list[Crumb]:
    return [Crumb(_("Chuyển sinh hoạt"), reverse("transfers:list")), Crumb(title)]

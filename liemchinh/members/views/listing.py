"""The members of an organisation on a day, and the search for one."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.dossier import ASKING
from liemchinh.members.forms import StandingForm
from liemchinh.members.listing import find_exactly, list_members, search_members
from liemchinh.organisations.beside import beside
from liemchinh.organisations.forms import day_asked
from liemchinh.organisations.queries import names, path_visible_to, tops_visible_to
from liemchinh.web.components import Crumb
from liemchinh.web.text import clean

LONGEST_QUERY = 100


def list_address(organisation: int, on: date, **more: str) -> str:
    """The list of an organisation on a day."""
    asked: dict[str, Any] = {"at": organisation, **more}
    if on != clock.today():
        asked["on"] = on.isoformat()
    return f"{reverse('members:list')}?{urlencode(asked)}"


def posts_address(organisation: int, on: date) -> str:
    """Who holds which post in an organisation on a day."""
    return list_address(organisation, on).replace(reverse("members:list"), reverse("members:posts"), 1)


def where_to_start(actor: Actor, on: date) -> int:
    """The top of what the actor sees of the register."""
    tops = [version.organisation_id for version in tops_visible_to(actor, on)[:20]]
    seen = [number for number in tops if actor.covers("members.see", number)]
    return seen[0] if seen else min(actor.roots("members.see"))


def organisation_asked(actor: Actor, text: str | None, on: date) -> int:
    """The organisation in the address, or where the actor's view begins; 404 for one outside the scope."""
    if not actor.roots("members.see"):
        raise Http404
    if not text:
        return where_to_start(actor, on)
    if not (text.isascii() and text.isdigit() and len(text) < 19) or not actor.covers("members.see", int(text)):
        raise Http404
    return int(text)


@require_safe
def members(request: SignedRequest) -> HttpResponse:
    """Who belongs to an organisation and all below it on a day, by given name."""
    actor = request.actor
    on, form = day_asked(request)
    at = organisation_asked(actor, request.GET.get("at"), on)
    narrowing = StandingForm(request.GET)
    standing = narrowing.chosen()
    edges = {name: request.GET.get(name, "") for name in ("after", "before")}
    listed = list_members(actor, on, at, standing=standing, **edges)
    path = path_visible_to(actor, at, on)
    name = path[-1].name if path else names([at]).get(at, "")
    more = {"standing": standing} if standing else {}
    given = {
        "at": at, "name": name, "on": on, "today": clock.today(), "form": form, "narrowing": narrowing, "listed": listed,
        "standing": standing,
        "crumbs": [*(Crumb(version.name, list_address(version.organisation_id, on, **more)) for version in path[:-1]), Crumb(name)],
        "beside": beside(actor, at if path else None, on, lambda number: list_address(number, on, **more)),
        "may_register": actor.covers("members.edit", at),
    }  # fmt: skip
    return render(request, "members/list.html", given)


@require_safe
def search(request: SignedRequest) -> HttpResponse:
    """People by name or card number. A leader, who has no list, finds only whom they name exactly."""
    actor = request.actor
    sees = actor.may("members.see")
    if not sees and not actor.may(ASKING):
        raise Http404
    query = clean(request.GET.get("q", ""))[:LONGEST_QUERY]
    rows = (search_members if sees else find_exactly)(actor, query) if len(query) > 1 else []
    crumbs = [Crumb(_("Hội viên"), reverse("members:list"))] if sees else []
    given = {"query": query, "rows": rows, "sees": sees, "crumbs": [*crumbs, Crumb(_("Tìm hội viên"))]}
    return render(request, "members/search.html", given)

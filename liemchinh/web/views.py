"""Home, search, and the choices that stay in the browser."""

from datetime import timedelta
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.web.context import LANGUAGE_COOKIE, TEXT_COOKIE, TEXT_SIZES, address, places
from liemchinh.web.discovery import changes_for, hits_for, shortcuts_for, waiting_for
from liemchinh.web.text import clean

_YEAR = 365 * 24 * 3600
_RECENT = timedelta(days=7)
_CHANGES = 20
# On a phone six fill two screens; what is beyond opens below them.
_UNFOLDED = 6
_LONGEST_QUERY = 100


@require_safe
def kept_worker(request: SignedRequest) -> HttpResponse:
    """The worker of kept pages: the static file, at an address above all pages it answers for."""
    path = finders.find("web/kept-worker.js")
    return HttpResponse(Path(str(path)).read_bytes(), content_type="text/javascript; charset=utf-8")


@require_safe
def home(request: SignedRequest) -> HttpResponse:
    """What waits for me and why, what changed, and where to go."""
    actor = request.actor
    today = clock.today()
    waiting = waiting_for(actor, today)
    changes = changes_for(actor, clock.now() - _RECENT)
    sunday = today + timedelta(days=6 - today.weekday())
    return render(
        request,
        "web/home.html",
        {
            "today": today,
            "shortcuts": shortcuts_for(actor, today),
            "waiting": waiting[:_UNFOLDED],
            "waiting_folded": waiting[_UNFOLDED:],
            "waits": len(waiting),
            "late": sum(item.due_on is not None and item.due_on < today for item in waiting),
            "week": sum(item.due_on is not None and today <= item.due_on <= sunday for item in waiting),
            "agenda": address("agenda:month"),
            "changes": changes[:_UNFOLDED],
            "changes_folded": changes[_UNFOLDED:_CHANGES],
            "more_changes": max(len(changes) - _CHANGES, 0),
            "tasks": [place for place in places(request, actor) if not place.current],
            "start": address("imports:start") if actor.may("imports.run") else "",
        },
    )


@require_safe
def search(request: SignedRequest) -> HttpResponse:
    """One box for people and organisations; what each room finds stands under its own heading."""
    query = clean(request.GET.get("q", ""))[:_LONGEST_QUERY]
    groups = hits_for(request.actor, query) if len(query) > 1 else {}
    return render(request, "web/search.html", {"query": query, "groups": groups})


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keeps text size and language in a cookie of this browser and returns to where the reader was."""
    there = request.POST.get("next", "")
    response = HttpResponseRedirect(there if url_has_allowed_host_and_scheme(there, None) else "/")
    if request.POST.get("text") in TEXT_SIZES:
        _keep(response, request, TEXT_COOKIE, request.POST["text"])
    if request.POST.get("language") in {"vi", "en"}:
        _keep(response, request, LANGUAGE_COOKIE, request.POST["language"])
    return response


def _keep(response: HttpResponse, request: HttpRequest, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())

"""One's own page: what is recorded about me, what waits for me, who read it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members import dossier
from liemchinh.members.parts import parts_of
from liemchinh.members.queries import place_of
from liemchinh.members.views.one import READERS_SHOWN, about, read_by
from liemchinh.organisations.queries import names
from liemchinh.web.components import Crumb
from liemchinh.web.discovery import sections_for, waiting_for

WAITING_SHOWN = 5


@require_safe
def mine(request: SignedRequest) -> HttpResponse:
    """The reader's own page, made for a phone: everything recorded about them, and what the rooms above add."""
    actor, own = request.actor, dossier.mine(request.actor)
    if own is None:
        raise Http404
    today, place = clock.today(), place_of(own.pk)
    given = about(own, actor) | {
        "place": names([place] if place else []).get(place or 0, ""), "today": today, "sees_ethnicity": True,
        "parts": parts_of(actor, own.pk, place, own=True), "sections": sections_for(actor, today),
        "waiting": waiting_for(actor, today)[:WAITING_SHOWN],
        "readers": read_by(own.pk, READERS_SHOWN), "crumbs": [Crumb(_("Hồ sơ của tôi"))],
    }  # fmt: skip
    return render(request, "members/mine.html", given)


@require_safe
def readers(request: SignedRequest, person: int) -> HttpResponse:
    """Who read one's own page: office, role, day."""
    own = dossier.mine(request.actor)
    if own is None or own.pk != person:
        raise Http404
    crumbs = [Crumb(_("Hồ sơ của tôi"), reverse("members:mine")), Crumb(_("Ai đã xem"))]
    return render(request, "members/readers.html", {"readers": read_by(person, 100), "crumbs": crumbs})

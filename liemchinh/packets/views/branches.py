"""How many branches have recorded their month, by what stands below. Counts of branches alone: no people, no names of people."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.months import show_month, spelled
from liemchinh.organisations.queries import names, path_visible_to
from liemchinh.packets.queries import shares, where_to_start
from liemchinh.packets.views.month import month_asked, month_tabs
from liemchinh.web.components import Crumb, KeyFigure


@require_safe
def branches(request: SignedRequest) -> HttpResponse:
    """For whoever sees figures there."""
    actor, text = request.actor, request.GET.get("at", "")
    at = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
    at = where_to_start(actor, clock.today()) if not text else at
    if at is None or not actor.covers("figures.see", at):
        raise Http404
    asked = month_asked(request)
    whole, below = shares(actor, at, asked)
    url = reverse("packets:branches")
    path = path_visible_to(actor, at, clock.today())
    of = _("trên %(count)s chi hội") % {"count": whole.branches}
    given = {
        "name": names([at]).get(at, ""), "shown": show_month(asked), "spelled": spelled(asked), "below": below, "url": url,
        "figures": [KeyFigure(_("Đã ghi sinh hoạt"), whole.met, of), KeyFigure(_("Đã ghi hội phí"), whole.paid, of)],
        "tabs": month_tabs(url, asked, at=at),
        "crumbs": [
            *(Crumb(v.name, f"{url}?at={v.organisation_id}&month={spelled(asked)}") for v in path[:-1]),
            *(Crumb(v.name) for v in path[-1:]),
        ],
    }  # fmt: skip
    return render(request, "packets/branches.html", given)

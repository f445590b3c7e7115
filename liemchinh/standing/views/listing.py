"""The matters of one's branches and committees, and whom a new one is about."""

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
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.queries import names, versions_visible_to
from liemchinh.standing.cases import DECIDE, KEEP
from liemchinh.standing.queries import DECIDED, WAITING, list_matters, listed, may_begin, people_of
from liemchinh.web.components import Crumb, Tab

FEW = 20


@require_safe
def matters(request: SignedRequest) -> HttpResponse:
    """Those in which somebody must act, by the day it is due, or those that are decided; within `at` if it is given."""
    actor, at = request.actor, _place_asked(request)
    state = DECIDED if request.GET.get("state") == DECIDED else WAITING
    rows, found = list_matters(
        actor, state, at, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    where: dict[str, Any] = {"at": at} if at else {}
    tabs = [
        Tab(title, f"{reverse('standing:list')}?{urlencode({'state': one, **where})}", one == state, listed(actor, one, at).count())
        for one, title in ((WAITING, _("Đang chờ")), (DECIDED, _("Đã quyết định")))
    ]  # fmt: skip
    given = {
        "rows": rows, "page": found, "tabs": tabs, "state": state, "today": clock.today(), "branches": _branches(actor, at),
        "name": names([at]).get(at, "") if at else "",
    }  # fmt: skip
    return render(request, "standing/list.html", given)


def _place_asked(request: SignedRequest) -> int | None:
    """The organisation in the address; 404 for one where the actor neither keeps branches nor decides, and for who does nowhere."""
    text = request.GET.get("at", "")
    if not any(request.actor.may(verb) for verb in (KEEP, DECIDE)):
        raise Http404
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19 and may_begin(request.actor, int(text))):
        raise Http404
    return int(text)


def _branches(actor: Actor, at: int | None) -> list[tuple[int, str]]:
    """The branches in which this reader can begin something, where they are few enough to choose from."""
    found = versions_visible_to(actor, verb=KEEP).filter(category__in=BRANCHES).order_by("name")
    if at is not None:
        found = found.filter(organisation_id=at)
    own = list(found.values_list("organisation_id", "name")[: FEW + 1])
    return own if len(own) <= FEW else []


@require_safe
def choose(request: SignedRequest, organisation: int) -> HttpResponse:
    """Whom it is about: the members of a branch by given name, and those who left it."""
    branch = (
        versions_visible_to(request.actor, verb=KEEP)
        .filter(organisation_id=organisation, category__in=BRANCHES)
        .first()
    )
    if branch is None:
        raise Http404
    title, above = _("Chọn người"), reverse("standing:list")
    given = {
        "title": title, "name": branch.name, "people": people_of(organisation, gone=False), "gone": people_of(organisation, gone=True),
        "crumbs": [Crumb(_("Tình trạng hội viên"), above), Crumb(title)],
    }  # fmt: skip
    return render(request, "standing/choose.html", given)

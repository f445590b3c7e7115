"""The lists: what comes, what goes, who is elsewhere for a time, what is done; and who came without a letter."""

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
from liemchinh.members.queries import names as people_names
from liemchinh.members.queries import people_visible_to
from liemchinh.organisations.queries import names
from liemchinh.transfers.cases import KEEP
from liemchinh.transfers.queries import STATES, Line, came_without_letter, counts, lines, listed, under_letters
from liemchinh.transfers.sending import MOST as MOST_TOGETHER
from liemchinh.transfers.showing import Group, groups, titles
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.numbers import show_number
from liemchinh.web.paging import page

SIZE = 50
MOST = 200


def place_asked(request: SignedRequest) -> int | None:
    """The organisation in the address; 404 for one whose branches the actor does not keep, and for who keeps none at all."""
    text = request.GET.get("at") or request.POST.get("at", "")
    if not request.actor.may(KEEP):
        raise Http404
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19 and request.actor.covers(KEEP, int(text))):
        raise Http404
    return int(text)


@require_safe
def transfers(request: SignedRequest) -> HttpResponse:
    """Transfers of one state in the branches the actor keeps, overdue first."""
    actor, today, at = request.actor, clock.today(), place_asked(request)
    found = counts(actor, today, at)
    state = request.GET.get("state", "")
    if state not in STATES:
        state = next((one for one in STATES[:2] if found[one]), "coming")
    late = bool(request.GET.get("late")) and state in {"coming", "going"}
    rows = page(
        listed(actor, state, at=at, late=today if late else None), order=("key", "pk"), size=SIZE,
        after=request.GET.get("after", ""), before=request.GET.get("before", ""),
    )  # fmt: skip
    told = lines(actor, rows.items)
    where: dict[str, Any] = {"at": at} if at else {}
    tabs = [
        Tab(title, f"{reverse('transfers:list')}?{urlencode({'state': one, **where})}", one == state, found[one])
        for one, title in titles().items()
    ]
    given = {
        "state": state, "late": late, "found": found, "tabs": tabs, "page": rows, "rows": told, "today": today, "at": at,
        "groups": _together(actor, told, at) if state == "coming" else [], "late_count": found.get(f"late_{state}", 0),
        "name": names([at]).get(at, "") if at else "", "crumbs": [Crumb(_("Chuyển sinh hoạt"))],
        "total": found[f"late_{state}"] if late else found[state],
    }  # fmt: skip
    return render(request, "transfers/list.html", given)


def _together(actor: Actor, shown: list[Line], at: int | None) -> list[Group]:
    """Whoever came under the letters on this page, those on other pages too."""
    cases = list(under_letters(actor, [line.letter for line in shown], at=at)[:MOST_TOGETHER])
    return groups(lines(actor, cases) if len(cases) > len(shown) else shown, clock.today())


@require_safe
def without_letter(request: SignedRequest) -> HttpResponse:
    """Who was recorded as come from elsewhere in the last twelve months, with no letter recorded."""
    actor, today, at = request.actor, clock.today(), place_asked(request)
    found = came_without_letter(actor, today, at)
    spells = list(found[:MOST])
    told, places = people_names(s.person_id for s in spells), names({s.organisation_id for s in spells})
    uids = dict(people_visible_to(actor).filter(pk__in=[s.person_id for s in spells]).values_list("pk", "uid"))
    rows = [
        (told.get(s.person_id, ""), uids.get(s.person_id), places.get(s.organisation_id, ""), s.starts_on)
        for s in spells
    ]
    total = len(spells) if len(spells) < MOST else found.count()
    given = {
        "rows": rows, "total": total, "more": show_number(total - len(rows)) if total > len(rows) else "",
        "crumbs": [Crumb(_("Chuyển sinh hoạt"), reverse("transfers:list")), Crumb(_("Đến mà chưa có giấy"))],
    }  # fmt: skip
    return render(request, "transfers/without_letter.html", given)

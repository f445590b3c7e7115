"""The sittings of an organisation; one of them with how far it reached: picture, drill-down, kinds of member, what waits. Counts alone."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.queries import names, path_visible_to
from liemchinh.study.coverage import OWN, Coverage, Reach, attended_at, coverage_of
from liemchinh.study.models import Sitting
from liemchinh.study.places import branches_asked
from liemchinh.study.queries import called, place_for, sittings_of
from liemchinh.study.rolls import roll_of
from liemchinh.study.views.frame import crumbs, number, sitting_or_404
from liemchinh.study.words import CALL, KEEP, MEMBERS, SEE
from liemchinh.web.components import Bar, Cell, Column, Crumb, KeyFigure, Table
from liemchinh.web.dates import show
from liemchinh.web.numbers import show_number, show_share
from liemchinh.web.paging import page

MOST_WAITING, FEWEST = 40, 5


@require_safe
def listed(request: SignedRequest, organisation: int) -> HttpResponse:
    """What an organisation called and is asked to, the newest first."""
    if not request.actor.covers(SEE, organisation):
        raise Http404
    asked = {key: request.GET.get(key, "") for key in ("after", "before")}
    found = page(sittings_of(organisation), order=("-held_on", "-pk"), **asked)
    reach, places = attended_at(found.items), names({organisation, *(row.organisation_id for row in found.items)})
    name = places.get(organisation, "")
    given = {
        "name": name, "organisation": organisation, "page": found, "today": clock.today(),
        "may_call": request.actor.covers(CALL, organisation),
        "rows": [(row, called(row), places.get(row.organisation_id, ""), reach[row.pk], share(reach[row.pk])) for row in found.items],
        "crumbs": crumbs(organisation, name),
    }  # fmt: skip
    return render(request, "study/list.html", given)


@require_safe
def one(request: SignedRequest, sitting: int) -> HttpResponse:
    """A sitting as far as it reached under a place."""
    row = sitting_or_404(request, sitting)
    at = place_for(request.actor, row, number(request.GET.get("at")))
    if at is None:
        raise Http404
    first = row.makes_up or row
    found, places = coverage_of(first, at), names({row.organisation_id, at})
    path = path_visible_to(request.actor, at, first.held_on)
    roll = roll_of(row, at)
    given = {
        "sitting": row, "first": first, "title": called(row), "at": at, "place": places.get(at, ""),
        "caller": places.get(row.organisation_id, ""), "found": found, "roll": roll,
        "by_name": at in branches_asked(row), "came": row.held_on <= clock.today(), "keeps": request.actor.covers(KEEP, at),
        "calls": request.actor.covers(CALL, row.organisation_id),
        "make_ups": list(row.make_ups.filter(cancelled_by=None).order_by("held_on", "pk")),
        "legend": [str(_("Có mặt")), str(_("Học bù")), str(_("Vắng có lý do")), str(_("Vắng"))],
        **_drawn(row, found), **_by_kind(request, row, at, found), **_waiting(request, row, found),
        "crumbs": [*crumbs(row.organisation_id, places.get(row.organisation_id, ""), row)[:-1],
                   *(Crumb(one.name, _address(row, one.organisation_id) if one.organisation_id != at else "") for one in path)],
    }  # fmt: skip
    return render(request, "study/one.html", given)


def share(reach: Reach) -> str:
    """How many of those due came, in percent; empty where nobody is counted."""
    return show_share(reach.attended, reach.due) if reach.due else ""


def _address(sitting: Sitting, at: int) -> str:
    return f"{reverse('study:one', args=[sitting.pk])}?{urlencode({'at': at})}"


def _drawn(sitting: Sitting, found: Coverage) -> dict[str, Any]:
    """Big numbers, and bars by child."""
    whole, places = found.whole, names(key for key in found.children if key != OWN)
    figures = [
        KeyFigure(_("Phải dự"), whole.due), KeyFigure(_("Đã dự"), whole.attended, detail=share(whole)),
        KeyFigure(_("Trong đó học bù"), whole.made_up), KeyFigure(_("Chưa dự"), whole.due - whole.attended),
    ]  # fmt: skip
    order = sorted(places, key=lambda key: (_ratio(found.children[key]), places[key]))
    bars = [_bar(places[key], found.children[key], _address(sitting, key)) for key in order]
    if OWN in found.children:
        bars.append(_bar(_("Chính tổ chức này"), found.children[OWN], ""))
    return {"figures": figures, "bars": bars}


def _by_kind(request: SignedRequest, sitting: Sitting, at: int, found: Coverage) -> dict[str, Any]:
    """The table by kind of member: for whoever keeps attendance; for others at the place that called alone, and nothing of a few.

    In a branch one kind is one or two people, who would be read by name; one place cannot be told from the difference of two.
    """
    few = any(reach.due < FEWEST for reach in found.kinds.values())
    if not request.actor.covers(KEEP, at) and (few or at != sitting.organisation_id):
        return {"table": None}
    columns = (
        Column(_("Hội viên")),
        *(Column(title, numeric=True) for title in (_("Phải dự"), _("Đã dự"), _("Chưa dự"), _("Tỷ lệ"))),
    )
    rows = [_row(str(MEMBERS[kind]), reach) for kind, reach in found.kinds.items()]
    if found.unsorted.due:
        rows.append(_row(_("Ghi theo biên bản, không chia loại"), found.unsorted))
    return {"table": Table(_("Theo loại hội viên"), columns, rows) if rows else None}


def _row(title: str, reach: Reach) -> list[Cell]:
    return [Cell(title), Cell(reach.due), Cell(reach.attended), Cell(reach.due - reach.attended), Cell(share(reach))]


def _bar(title: str, reach: Reach, url: str) -> Bar:
    return Bar(title, reach.due, url, reach.parts(), f"{show_number(reach.attended)}/{show_number(reach.due)}")


def _ratio(reach: Reach) -> float:
    return reach.attended / reach.due if reach.due else 1.0


def _waiting(request: SignedRequest, sitting: Sitting, found: Coverage) -> dict[str, Any]:
    """The branches whose roll waits; a link to it where the actor keeps attendance."""
    if sitting.makes_up_id is not None or sitting.held_on > clock.today():
        return {"waiting": [], "more": 0, "held_on": show(sitting.held_on)}
    called_there = sorted(names(found.waiting).items(), key=lambda one: one[1])
    rows = [
        (name, reverse("study:roll", args=[sitting.pk, place]) if request.actor.covers(KEEP, place) else "")
        for place, name in called_there[:MOST_WAITING]
    ]
    return {"waiting": rows, "more": len(called_there) - len(rows), "held_on": show(sitting.held_on)}

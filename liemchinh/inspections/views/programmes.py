"""Programmes as adopted: of an organ and of the organs below it, each as a page that prints on A4, and as a workbook."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.inspections import services
from liemchinh.inspections.models import Programme
from liemchinh.inspections.organ import VERB, own
from liemchinh.inspections.queries import (
    current,
    decisions_about,
    drafts_visible_to,
    items_of,
    place_of,
    programmes_visible_to,
    shown,
)
from liemchinh.inspections.sheet import workbook
from liemchinh.journal import clock
from liemchinh.members.forms import CancelForm
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, versions_visible_to
from liemchinh.papers.organs import INSPECTION, organ_name, organs_of
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 200


def list_address(organisation: int, year: int | None = None) -> str:
    """The programmes of an organisation and below, of a year."""
    asked = {"at": organisation} | ({"year": year} if year else {})
    return f"{reverse('inspections:list')}?{urlencode(asked)}"


def place_asked(request: SignedRequest) -> int:
    """The organisation in the address, else the first the actor inspects for; 404 outside the scope and for who inspects nowhere."""
    text, roots = request.GET.get("at", ""), own(request.actor)
    if not roots:
        raise Http404
    if not text:
        return min(roots)
    if not (text.isascii() and text.isdigit() and len(text) < 19 and request.actor.covers(VERB, int(text))):
        raise Http404
    return int(text)


def _year_asked(request: SignedRequest) -> int:
    this, text = clock.today().year, request.GET.get("year", "")
    return int(text) if text in {str(year) for year in range(this - 4, this + 2)} else this


@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """The programmes of a year: of this organisation's organs first, with their drafts, then those adopted below."""
    actor, at, year = request.actor, place_asked(request), _year_asked(request)
    place, this = place_of(at), clock.today().year
    if place is None:
        raise Http404
    below = versions_visible_to(actor, verb=VERB).filter(parent_id=at).order_by("sort_key")
    own_here = at in own(actor)
    given = {
        "place": place, "year": year, "own": own_here, "cases": bool(own(actor)),
        "organs": [_organ(request, place, organ, year) for organ in organs_of(place.category)],
        "below": _below(request, at, year), "children": [(list_address(v.organisation_id, year), v.name) for v in below[:MOST]],
        "others": [(list_address(number, year), name) for number, name in names(own(actor) - {at}).items()],
        "tabs": [Tab(str(one), list_address(at, one), one == year) for one in range(this - 2, this + 2)],
        "crumbs": [Crumb(place.name, reverse("organisations:one", args=[at])), Crumb(_("Kiểm tra, giám sát"))],
    }  # fmt: skip
    return render(request, "inspections/list.html", given)


def _organ(request: SignedRequest, place: Version, organ: str, year: int) -> dict[str, Any]:
    found = current(place.organisation_id, organ, year)
    drafts = drafts_visible_to(request.actor).filter(organisation_id=place.organisation_id, organ=organ, year=year)
    return {
        "name": organ_name(organ, place.category, place.name), "code": organ, "programme": found, "draft": drafts.first(),
        "items": found.items.count() if found else 0,
    }  # fmt: skip


def _below(request: SignedRequest, at: int, year: int) -> Sequence[tuple[Programme, str]]:
    found = programmes_visible_to(request.actor).filter(
        year=year, replaced_by=None, organisation__versions__cancelled_by=None,
        organisation__versions__valid_to=None, organisation__versions__parent_id=at,
    )  # fmt: skip
    rows = list(found.order_by("organisation__versions__sort_key", "organ")[:MOST])
    places = {row.organisation_id: place_of(row.organisation_id) for row in rows}
    return [(row, organ_name(row.organ, v.category, v.name)) for row in rows if (v := places[row.organisation_id])]


@require_safe
def one(request: SignedRequest, programme: int) -> HttpResponse:
    """A programme as one decision left it; earlier and later decisions one press away. Prints on A4 lying on its side."""
    found, place = _found(request, programme)
    decisions = decisions_about(found)
    earlier = next((row for row in decisions if row.recorded_by < found.recorded_by), None)
    before = items_of(earlier) if earlier else None
    items = items_of(found)
    own_here = found.organisation_id in own(request.actor)
    above = names([place.parent_id]).get(place.parent_id, "") if place.parent_id else ""
    given = {
        "programme": found, "place": place, "organ": organ_name(found.organ, place.category, place.name), "above": above,
        "items": shown(items, before), "dropped": shown(_dropped(before, items)), "decisions": decisions if len(decisions) > 1 else (),
        "now": found.replaced_by is None, "may_change": own_here and found.replaced_by is None,
        "may_take": request.actor.covers("figures.export", found.organisation_id),
        "commission": found.organ == INSPECTION, "crumbs": _crumbs(found, place),
    }  # fmt: skip
    return render(request, "inspections/programme.html", given)


def _dropped(before: Any, items: Any) -> list[Any]:
    kept = {item.number for item in items}
    return [item for item in before or () if item.number not in kept]


@require_http_methods(["GET", "POST"])
@proved_recently
def take(request: SignedRequest, programme: int) -> HttpResponse:
    """The programme as a workbook; that it was taken stands in the book."""
    found, place = _found(request, programme)
    if not request.actor.covers("figures.export", found.organisation_id):
        raise Http404
    if request.method == "POST":
        organ = organ_name(found.organ, place.category, place.name)
        made = workbook(found, organ, shown(items_of(found)))
        services.note_workbook(found, actor=request.actor)
        response = HttpResponse(made, content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="chuong-trinh-{found.year}-{found.pk}.xlsx"'
        return response
    given = _about(found, place, _("Tệp Excel của chương trình")) | {"button": _("Tải tệp Excel (XLSX)"), "form": ""}
    given["says"] = _("Tệp có thể có họ tên. Việc xuất được ghi vào sổ, kèm tài khoản và ngày.")
    return render(request, "web/form.html", given)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedRequest, programme: int) -> HttpResponse:
    """The last decision was recorded wrongly."""
    found, place = _found(request, programme)
    if found.organisation_id not in own(request.actor):
        raise Http404
    form = CancelForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            services.withdraw_decision(found.pk, reason=form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã hủy. Quyết định ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return HttpResponseRedirect(list_address(found.organisation_id, found.year))
    given = _about(found, place, _("Hủy quyết định ghi nhầm")) | {
        "button": _("Hủy quyết định này"), "grave": True,
        "says": _("Chương trình trở lại như trước quyết định này."),
    }  # fmt: skip
    return asking.page("web/form.html", given)


def _found(request: SignedRequest, number: int) -> tuple[Programme, Version]:
    found = programmes_visible_to(request.actor).filter(pk=number).first()
    place = place_of(found.organisation_id) if found else None
    if found is None or place is None:
        raise Http404
    return found, place


def _crumbs(found: Programme, place: Version, *more: Crumb) -> list[Crumb]:
    title = _("Chương trình năm %(year)s") % {"year": found.year}
    here = reverse("inspections:programme", args=[found.pk]) if more else ""
    above = Crumb(_("Kiểm tra, giám sát"), list_address(found.organisation_id, found.year))
    return [Crumb(place.name, reverse("organisations:one", args=[place.organisation_id])), above, Crumb(title, here), *more]  # fmt: skip


def _about(found: Programme, place: Version, title: str) -> dict[str, Any]:
    told = {"title": title, "name": place.name, "place": _("năm %(year)s") % {"year": found.year}}
    return told | {
        "cancel": reverse("inspections:programme", args=[found.pk]), "crumbs": _crumbs(found, place, Crumb(title)),
    }  # fmt: skip

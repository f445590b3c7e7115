"""Organisations not examined for years, as a picture; and the conclusions of years before, entered and taken back."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.inspections import history
from liemchinh.inspections.coverage import coverage as covered
from liemchinh.inspections.coverage import examined_of_own, examined_visible_to, years_until
from liemchinh.inspections.forms import ExaminedForm
from liemchinh.inspections.models import Examined
from liemchinh.inspections.organ import VERB, own
from liemchinh.inspections.queries import place_of
from liemchinh.inspections.views.programmes import place_asked
from liemchinh.inspections.words import SORTS
from liemchinh.journal import clock
from liemchinh.members.forms import CancelForm
from liemchinh.organisations.beside import beside
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import path_visible_to, subtree
from liemchinh.papers.organs import organ_name
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


def coverage_address(organisation: int) -> str:
    """The picture of what stands under an organisation."""
    return f"{reverse('inspections:coverage')}?at={organisation}"


@require_safe
def coverage(request: SignedRequest) -> HttpResponse:
    """Years × organisations under one, with how many below each have no conclusion recorded."""
    actor, at, today = request.actor, place_asked(request), clock.today()
    rows, place = covered(actor, at, today), place_of(at)
    path = path_visible_to(actor, at, today)
    given = {
        "rows": rows, "years": years_until(today), "place": place,
        "never": sum(not row.any for row in rows), "deeper": any(row.below for row in rows),
        "beside": beside(actor, at, today, coverage_address),
        "crumbs": [*(Crumb(v.name, coverage_address(v.organisation_id)) for v in path if actor.covers(VERB, v.organisation_id)),
                   Crumb(_("Tổ chức chưa được kiểm tra"))],
    }  # fmt: skip
    return render(request, "inspections/coverage.html", given)


@require_safe
def one(request: SignedRequest, organisation: int) -> HttpResponse:
    """The conclusions entered about one organisation."""
    place = _place(request, organisation)
    rows = [
        (row, _said(row), row.by_id in own(request.actor)) for row in examined_visible_to(request.actor, organisation)
    ]
    given = {
        "place": place, "rows": rows, "may_enter": bool(_above(request, organisation)),
        "crumbs": _crumbs(place), "programmes": place.category in BRANCHES,
    }  # fmt: skip
    return render(request, "inspections/examined.html", given)


@require_http_methods(["GET", "POST"])
def enter(request: SignedRequest, organisation: int) -> HttpResponse:
    """A conclusion of the years before, by its number and day."""
    place, above = _place(request, organisation), _above(request, organisation)
    if not above:
        raise Http404
    form = ExaminedForm(request.POST or None, places=above)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            history.enter_examined(organisation, form.conclusion(), actor=request.actor)
            messages.success(request, _("Đã ghi kết luận đã có."))
            return redirect("inspections:examined", organisation)
    title = _("Ghi kết luận đã có")
    given = {
        "title": title, "name": place.name, "button": _("Ghi vào sổ"),
        "says": _("Chỉ ghi số, ngày và cơ quan; kết luận thế nào thì để trên giấy."),
        "cancel": reverse("inspections:examined", args=[organisation]), "crumbs": _crumbs(place, Crumb(title)),
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, examined: int) -> HttpResponse:
    """A conclusion was entered wrongly."""
    held = examined_of_own(request.actor, examined)
    if held is None:
        raise Http404
    place = _place(request, held.organisation_id)
    form = CancelForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            history.cancel_examined(held.pk, reason=form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return HttpResponseRedirect(reverse("inspections:examined", args=[held.organisation_id]))
    title = _("Hủy kết luận ghi nhầm")
    given = {
        "title": title, "name": place.name, "place": _said(held), "button": title,
        "grave": True, "cancel": reverse("inspections:examined", args=[held.organisation_id]),
        "crumbs": _crumbs(place, Crumb(title)),
    }  # fmt: skip
    return asking.page("web/form.html", given)


def _place(request: SignedRequest, organisation: int) -> Version:
    place = place_of(organisation) if request.actor.covers(VERB, organisation) else None
    if place is None:
        raise Http404
    return place


def _above(request: SignedRequest, organisation: int) -> list[Version]:
    """The organisations whose organs the actor works for, and under which this one stands."""
    found = [number for number in sorted(own(request.actor)) if number != organisation]
    places = (place_of(number) for number in found if subtree([number]).filter(descendant_id=organisation).exists())
    return [place for place in places if place]


def _said(row: Examined) -> str:
    place = place_of(row.by_id)
    organ = organ_name(row.organ, place.category, place.name) if place else ""
    return f"{SORTS.get(row.sort, row.sort)} · {organ}"


def _crumbs(place: Version, *more: Crumb) -> list[Crumb]:
    above = coverage_address(place.parent_id or place.organisation_id)
    here = reverse("inspections:examined", args=[place.organisation_id]) if more else ""
    return [Crumb(_("Tổ chức chưa được kiểm tra"), above), Crumb(place.name, here), *more]

"""What is asked for: defined, asked of many, looked at once more before it goes, taken back when wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.organisations.queries import names, standing
from liemchinh.returns import calling, defining, queries
from liemchinh.returns.again import asked_again
from liemchinh.returns.calling import NewCall
from liemchinh.returns.forms import CallForm, QuantityForm
from liemchinh.returns.models import Quantity
from liemchinh.returns.periods import latest_of
from liemchinh.returns.views.own import crumbs, place_or_404
from liemchinh.returns.words import PARTS_OF
from liemchinh.tasks.addressing import To, addressed, categories_below
from liemchinh.tasks.forms import ReasonForm, ToForm
from liemchinh.tasks.words import CANCELLING
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "POST"])
def define(request: SignedRequest, organisation: int) -> HttpResponse:
    """A quantity for the organisation and all below."""
    place = place_or_404(request, organisation, KEEP)
    there = queries.quantities_for(organisation)
    wholes = [
        one for one in there if one.organisation_id == organisation and not one.whole_id and one.code not in PARTS_OF
    ]
    form = QuantityForm(request.POST or None, wholes=wholes)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            defining.define_quantity(organisation, form.quantity(), actor=request.actor)
            messages.success(request, _("Đã định nghĩa số liệu."))
            return redirect("returns:list", organisation)
    given = {
        "title": _("Định nghĩa số liệu"), "name": place.name, "button": _("Ghi"),
        "cancel": reverse("returns:list", args=[organisation]), "crumbs": crumbs(place, Crumb(_("Định nghĩa số liệu"))),
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def ask(request: SignedRequest, organisation: int) -> HttpResponse:
    """What, for when, of whom. Pressed once it says how many that are; pressed again it asks. `again`: as that call, a period later."""
    place = place_or_404(request, organisation, KEEP)
    offered, again = queries.quantities_for(organisation), _again(request, organisation)
    form = CallForm(request.POST or None, offered=offered, initial=_asked_first(offered, again))
    children = standing(clock.today()).filter(parent_id=organisation).exclude(category="unassigned")
    places = [(organisation, place.name), *children.order_by("sort_key").values_list("organisation_id", "name")]
    to = ToForm(
        request.POST or None,
        places=places,
        counts=categories_below(organisation, clock.today()),
        initial=_asked_of(again),
    )
    to.fields["place"].label = _("Hỏi các tổ chức thuộc")
    asking, count = Asking(request, form, to), None
    if again and request.method != "POST" and again[0].first <= clock.today():
        count = len(addressed(again[1], clock.today()))
    if asking.is_valid():
        count = len(addressed(to.to(), clock.today()))
        # What was looked at is what is asked: another number is shown first.
        if "ask" in request.POST and request.POST.get("seen") == str(count):
            with asking:
                made = calling.call_for(organisation, form.call(), to.to(), actor=request.actor)
                messages.success(request, _("Đã hỏi số liệu của %(count)s tổ chức.") % {"count": count})
                return redirect("returns:progress", made.pk)
    given = {
        "name": place.name, "to": to, "count": count, "offered": offered, "at": organisation,
        "cancel": reverse("returns:list", args=[organisation]), "crumbs": crumbs(place, Crumb(_("Hỏi số liệu"))),
    }  # fmt: skip
    return asking.page("returns/ask.html", given, fine=count is not None)


def _again(request: SignedRequest, organisation: int) -> tuple[NewCall, To] | None:
    """What the organisation asked before and asks once more."""
    text = request.GET.get("again", "")
    known = text.isascii() and text.isdigit() and len(text) < 19
    row = queries.asked_by(organisation).filter(pk=int(text)).first() if known else None
    return asked_again(row) if row else None


def _asked_first(offered: Sequence[Quantity], again: tuple[NewCall, To] | None) -> dict[str, Any]:
    if again is not None:
        return asdict(again[0])
    first, last = latest_of(offered[0].period, clock.today()) if offered else (None, None)
    return {"first": first, "last": last}


def _asked_of(again: tuple[NewCall, To] | None) -> dict[str, Any]:
    return asdict(again[1]) | {"left_out": "; ".join(names(again[1].left_out).values())} if again else {}


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, quantity: int) -> HttpResponse:
    """A quantity was defined wrongly."""
    row = queries.quantity_numbered(quantity)
    if row is None:
        raise Http404
    place = place_or_404(request, row.organisation_id, KEEP)
    title = _("Bỏ số liệu định nghĩa nhầm")
    given = {
        "title": title, "name": queries.title_of(row), "button": _("Bỏ số liệu"), "crumbs": crumbs(place, Crumb(title)),
        "cancel": reverse("returns:list", args=[row.organisation_id]),
    }  # fmt: skip
    return _taken_back(
        request, given, lambda reason: defining.cancel_quantity(quantity, reason=reason, actor=request.actor)
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedRequest, call: int) -> HttpResponse:
    """It was asked wrongly."""
    row = queries.calls_visible_to(request.actor).filter(pk=call).first()
    if row is None:
        raise Http404
    place = place_or_404(request, queries.asker_of(row, clock.today()), KEEP)
    title = _("Rút lần hỏi nhầm")
    given = {
        "title": title, "name": queries.titles_of([row]).get(call, ""), "button": _("Rút"), "crumbs": crumbs(place, Crumb(title)),
        "cancel": reverse("returns:list", args=[place.organisation_id]),
    }  # fmt: skip
    return _taken_back(request, given, lambda reason: calling.withdraw_call(call, reason=reason, actor=request.actor))


def _taken_back(request: SignedRequest, given: Mapping[str, Any], call: Callable[[str], int]) -> HttpResponse:
    form = ReasonForm(request.POST or None, offered=CANCELLING)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            call(form.cleaned_data["reason"])
            messages.success(request, _("Đã ghi."))
            return redirect(given["cancel"])
    told = {**given, "grave": True}
    return asking.page("web/form.html", told)

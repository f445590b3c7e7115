"""The values an office must confirm: the list, one rule, what is stated, and the second officer's look at what it would move."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.rulebook import queries, services
from liemchinh.rulebook.changing import begun, ended
from liemchinh.rulebook.export import toml_of
from liemchinh.rulebook.forms import ValueForm, YearForm
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.moving import preview
from liemchinh.rulebook.places import VERB, places_of
from liemchinh.rulebook.rows import called, shipped
from liemchinh.rulebook.uses import uses_of
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.layering import Local
from regulations.schema import UNITS

MOST_SHOWN = 200


def _keeper_or_404(request: SignedRequest) -> None:
    if not request.actor.may(VERB):
        raise Http404


def _year_or_404(name: str) -> int:
    """The year of "calendar.2027"; 0 for a rule of the charter. Anything else is not found."""
    year = Local(name, 0, {}).year
    if not year and name not in shipped().rulebook.parameters:
        raise Http404
    return year


def _crumbs(*more: Crumb) -> list[Crumb]:
    here = _("Giá trị cơ quan phải xác nhận")
    return [Crumb(here, reverse("rulebook:list") if more else ""), *more]


@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """Every rule that is unknown today, with what hangs on it; what waits for a second officer; what the office has said."""
    _keeper_or_404(request)
    actor, today = request.actor, clock.today()
    values = [queries.shown(row, actor) for row in queries.values_visible_to(actor)]
    unknown = queries.unknowns(actor, today)
    given = {
        "topics": queries.by_topic(unknown), "count": len(unknown),
        "before": queries.unknown_before(actor, today), "today": today, "crumbs": _crumbs(),
        "waiting": [one for one in values if one.row.vouched_in is None or one.row.ending_in],
        "said": [one for one in values if one.row.vouched_in is not None], "place": _tree_name(queries.tree_of(actor)),
    }  # fmt: skip
    return render(request, "rulebook/list.html", given)


@require_safe
def one(request: SignedRequest, name: str) -> HttpResponse:
    """A rule, or a year's days off: its values with where they stand, what hangs on it, what the office has said of it."""
    _keeper_or_404(request)
    year = _year_or_404(name)
    actor, today = request.actor, clock.today()
    ruled = queries.ruled_for(actor)
    values = [queries.shown(row, actor) for row in queries.values_visible_to(actor).filter(name=name)]
    given: dict[str, Any] = {"name": name, "title": called(name), "uses": uses_of([name])[name], "values": values, "today": today,
                             "crumbs": _crumbs(Crumb(called(name))), "year": year}  # fmt: skip
    if year:
        known = ruled.calendar.years.get(year)
        given |= {
            "days": known,
            "off": sorted(known.off.items()) if known else [],
            "worked": sorted(known.worked) if known else [],
        }
        given |= {"can_state": bool(places_of(actor)), "is_known": queries.knows_year(ruled, year)}
    else:
        rule = shipped().rulebook.parameters[name]
        given |= {"rule": rule, "unit": UNITS[rule.unit], "answer": ruled.rulebook.parameter(name, on=today),
                  "rows": [queries.shipped_row(rule, row) for row in rule.values],
                  "can_state": bool(places_of(actor)) and queries.can_be_stated(rule)}  # fmt: skip
    return render(request, "rulebook/one.html", given)


@require_http_methods(["GET", "POST"])
@proved_recently
def state(request: SignedRequest, name: str) -> HttpResponse:
    """An officer states a value, or a year's days off."""
    _keeper_or_404(request)
    year, places = _year_or_404(name), places_of(request.actor)
    if not places or (not year and not queries.can_be_stated(shipped().rulebook.parameters[name])):
        raise Http404
    told = names([place for place in places if place is not None])
    choices = [("" if place is None else str(place), told.get(place or 0, _("Cả bản cài đặt này"))) for place in places]
    form = _form(request, name, year, choices)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            stated = services.state_year if year else services.state_value
            value = stated(form.new(), actor=request.actor)
            messages.success(request, _("Đã nêu. Chỉ có hiệu lực khi một cán bộ khác xác nhận."))
            return redirect("rulebook:value", value.pk)
    given = {
        "title": called(name), "cancel": reverse("rulebook:one", args=[name]), "year": year,
        "hints": [] if year else queries.hints(name),
        "crumbs": _crumbs(Crumb(called(name), reverse("rulebook:one", args=[name])), Crumb(_("Nêu giá trị"))),
    }  # fmt: skip
    return asking.page("rulebook/state.html", given)


def _form(request: SignedRequest, name: str, year: int, choices: list[tuple[str, str]]) -> Any:
    posted = request.POST if request.method == "POST" else None
    if not year:
        return ValueForm(shipped().rulebook.parameters[name], choices, posted)
    known = queries.ruled_for(request.actor).calendar.years.get(year)
    return YearForm(year, sorted(known.off) if known else [], sorted(known.worked) if known else [], choices, posted)


def _value_or_404(request: SignedRequest, number: int) -> LocalValue:
    _keeper_or_404(request)
    found = queries.values_visible_to(request.actor).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@require_safe
def value(request: SignedRequest, number: int) -> HttpResponse:
    """What an office says of a rule, who must vouch, and the open deadlines that would move, before they move."""
    row = _value_or_404(request, number)
    actor = request.actor
    waits = row.vouched_in is None or row.ending_in is not None
    moves = preview(ended(row) if row.ending_in else begun(row), actor) if waits else None
    told = queries.shown(row, actor)
    given = {
        "one": told, "row": row, "waits": waits, "moves": moves, "first": moves.shown[:MOST_SHOWN] if moves else [], "most": MOST_SHOWN,
        "place": _tree_name(row.tree_id), "uses": uses_of([row.name])[row.name], "today": clock.today(),
        "stated": queries.told_of(row), "off": queries.days_off(row), "worked": queries.days_worked(row),
        "differs": queries.differences(row) if waits else [],
        "crumbs": _crumbs(Crumb(told.title, reverse("rulebook:one", args=[row.name])), Crumb(_("Giá trị cơ quan nêu"))),
    }  # fmt: skip
    return render(request, "rulebook/value.html", given)


def _tree_name(tree: int | None) -> str:
    return names([tree]).get(tree, "") if tree is not None else _("Cả bản cài đặt này")


@require_POST
@proved_recently
def vouch(request: SignedRequest, number: int) -> HttpResponse:
    """The second officer vouches for a value, or for its end; what it moves is moved."""
    row = _value_or_404(request, number)
    act = services.vouch_for_ending if row.ending_in else services.vouch_for_value
    act(row.pk, request.POST.get("shown", ""), actor=request.actor)
    messages.success(request, _("Đã xác nhận."))
    return redirect("rulebook:one", row.name)


@require_POST
@proved_recently
def withdraw(request: SignedRequest, number: int) -> HttpResponse:
    """What nobody has vouched for yet is taken back."""
    row = _value_or_404(request, number)
    services.withdraw_value(row.pk, actor=request.actor)
    messages.success(request, _("Đã rút lại."))
    return redirect("rulebook:one", row.name)


@require_POST
@proved_recently
def end(request: SignedRequest, number: int) -> HttpResponse:
    """An officer says that a value holds no more."""
    row = _value_or_404(request, number)
    services.state_ending(row.pk, actor=request.actor)
    messages.success(request, _("Đã đề nghị thôi dùng. Chỉ có hiệu lực khi một cán bộ khác xác nhận."))
    return redirect("rulebook:value", row.pk)


@require_safe
def export(request: SignedRequest) -> HttpResponse:
    """What officers vouched for, as a file of the charter's own form."""
    _keeper_or_404(request)
    rows = queries.values_visible_to(request.actor).exclude(vouched_in=None)
    answer = HttpResponse(toml_of(rows), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="gia-tri-{clock.today():%Y-%m-%d}.toml"'
    return answer

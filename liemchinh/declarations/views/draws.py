"""Draws for verification: announced over a frozen list, made by a number published later, printed so that anybody can repeat them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.declarations import drawing, lottery
from liemchinh.declarations.forms import PlanForm, ReasonForm, SeedForm
from liemchinh.declarations.models import Draw
from liemchinh.declarations.queries import ERASED, bearer_of, draw_visible_to, draws_of, note_reading_of_draw
from liemchinh.declarations.views.frame import answer, crumbs, place_or_404, year_asked
from liemchinh.declarations.words import MISTAKES, SOURCES
from liemchinh.journal import clock
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from liemchinh.rulebook.current import charter
from regulations.rules.declaring import draw_by


@require_safe
def listed(request: SignedRequest, organisation: int) -> HttpResponse:
    """Announced, made and cancelled ones."""
    name, asked = place_or_404(request, organisation), year_asked(request)
    given = {
        "name": name, "organisation": organisation, "rows": list(draws_of(organisation)[:50]), "year": asked,
        "may_act": organisation in drawing.ACTING.own(request.actor),
        "crumbs": crumbs(organisation, name, asked, _("Chọn ngẫu nhiên")),
    }  # fmt: skip
    return render(request, "declarations/draws.html", given)


@require_http_methods(["GET", "POST"])
def announce(request: SignedRequest, organisation: int) -> HttpResponse:
    """The list of a year is frozen, and the number named."""
    name, asked = place_or_404(request, organisation), year_asked(request)
    if organisation not in drawing.ACTING.own(request.actor):
        raise Http404
    form, title = PlanForm(request.POST or None), _("Báo trước việc chọn ngẫu nhiên")
    given = {
        "title": title, "name": name, "button": _("Chốt danh sách và báo trước"),
        "crumbs": crumbs(organisation, name, asked, title),
        "says": _("Danh sách năm %(year)s được chốt lúc ghi. Ai được chọn tùy vào một số mà hôm nay chưa ai biết.") % {"year": asked},
    }  # fmt: skip

    def call() -> object:
        return drawing.announce_draw(organisation, asked, form.plan(), actor=request.actor)

    back = f"{reverse('declarations:draws', args=[organisation])}?year={asked}"
    return answer(request, form, call, back, _("Đã chốt danh sách và báo trước."), given)


@require_safe
def one(request: SignedRequest, draw: int) -> HttpResponse:
    """The frozen list as it is printed: with numbers, how it is drawn, and, once it is, who was drawn with each result."""
    row = _draw_or_404(request, draw)
    place = bearer_of(row.organisation_id)
    name = names([place]).get(place, "")
    rules = charter(place)
    given = {
        "draw": row, "name": name, "place": place, "source": SOURCES[row.source], "units": _units(row), "today": clock.today(),
        "may_act": row.cancelled_by is None and place in drawing.ACTING.own(request.actor),
        "by": draw_by(rules.rulebook, rules.calendar, row.plan_on), "lines": row.tickets.count(),
        "crumbs": crumbs(place, name, row.year, _("Chọn ngẫu nhiên")),
        "example": lottery.of_line(row.seed or "48271", 1), "example_text": f"{row.seed or '48271'}-1",
    }  # fmt: skip
    return render(request, "declarations/draw.html", given)


@require_http_methods(["GET", "POST"])
def result(request: SignedRequest, draw: int) -> HttpResponse:
    """The published number is entered, and the draw made."""
    row, form = _own_or_404(request, draw), SeedForm(request.POST or None, initial={"published_on": clock.today()})

    def call() -> object:
        told = form.cleaned_data
        return drawing.complete_draw(row.pk, told["seed"], told["published_on"], actor=request.actor)

    says = _("%(source)s. Ai cũng đối chiếu được: kết quả chỉ tùy vào danh sách đã chốt và số này.")
    more = {"says": says % {"source": SOURCES[row.source]}}
    return answer(request, form, call, *_of(row, _("Ghi số đã công bố"), _("Đã chọn."), **more))


@require_http_methods(["GET", "POST"])
def take_back(request: SignedRequest, draw: int) -> HttpResponse:
    """The number was typed wrongly."""
    row, form = _own_or_404(request, draw), ReasonForm(request.POST or None, offered=MISTAKES)

    def call() -> object:
        return drawing.take_back_result(row.pk, form.cleaned_data["reason"], actor=request.actor)

    done = _("Đã hủy kết quả. Danh sách vẫn chốt như cũ.")
    return answer(request, form, call, *_of(row, _("Hủy kết quả vì ghi nhầm số"), done, grave=True))


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, draw: int) -> HttpResponse:
    """An announced draw is not held."""
    row, form = _own_or_404(request, draw), ReasonForm(request.POST or None, offered=MISTAKES)

    def call() -> object:
        return drawing.cancel_draw(row.pk, form.cleaned_data["reason"], actor=request.actor)

    done = _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy.")
    return answer(request, form, call, *_of(row, _("Hủy việc chọn đã báo trước"), done, grave=True))


def _units(row: Draw) -> list[dict[str, Any]]:
    """The frozen list by unit, in order of its numbers."""
    tickets = list(row.tickets.select_related("duty").order_by("number"))
    people = people_names(one.duty.person_id for one in tickets)
    places = names({one.organisation_id for one in tickets})
    found: dict[int, dict[str, Any]] = {}
    for one in tickets:
        unit = found.setdefault(
            one.unit,
            {"number": one.unit, "name": places.get(one.organisation_id, ""), "lines": [], "drawn": False,
             "hash": lottery.of_unit(row.seed, one.unit) if row.seed else ""},
        )  # fmt: skip
        unit["drawn"] = unit["drawn"] or one.drawn
        told = lottery.of_line(row.seed, one.number) if row.seed else ""
        unit["lines"].append((one, people.get(one.duty.person_id, ERASED), told))
    return list(found.values())


def _draw_or_404(request: SignedRequest, draw: int) -> Draw:
    row = draw_visible_to(request.actor, draw)
    if row is None:
        raise Http404
    note_reading_of_draw(request.actor, row)
    return row


def _own_or_404(request: SignedRequest, draw: int) -> Draw:
    row = _draw_or_404(request, draw)
    if row.cancelled_by is not None or bearer_of(row.organisation_id) not in drawing.ACTING.own(request.actor):
        raise Http404
    return row


def _of(row: Draw, title: str, done: str, **more: Any) -> tuple[str, str, dict[str, Any]]:
    place = bearer_of(row.organisation_id)
    name = names([place]).get(place, "")
    given = {
        "title": title, "name": f"{name} – {_('kế hoạch số %(number)s') % {'number': row.plan_number}}", "button": title,
        "crumbs": crumbs(place, name, row.year, title), **more,
    }  # fmt: skip
    return reverse("declarations:draw", args=[row.pk]), done, given

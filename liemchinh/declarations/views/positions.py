"""Positions outside the register that call for a declaration: who holds which, taken, ended, recorded wrongly."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.declarations import positions
from liemchinh.declarations.forms import EndForm, PositionForm, ReasonForm
from liemchinh.declarations.models import Position
from liemchinh.declarations.queries import ERASED, bearer_of, note_reading, position_visible_to, positions_in
from liemchinh.declarations.views.frame import answer, crumbs, place_or_404
from liemchinh.declarations.words import GROUPS, MISTAKES
from liemchinh.journal import clock
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names


@require_safe
def listed(request: SignedRequest, organisation: int) -> HttpResponse:
    """Held today first, then those that ended."""
    name, today = place_or_404(request, organisation), clock.today()
    rows = list(positions_in(organisation))
    if rows:
        note_reading(request.actor, organisation)
    called = people_names(row.person_id for row in rows)
    told = [(row, called.get(row.person_id, ERASED), str(GROUPS[row.group])) for row in rows]
    given = {
        "name": name, "organisation": organisation, "crumbs": crumbs(organisation, name, today.year, _("Vị trí")),
        "held": [one for one in told if one[0].ends_on is None], "ended": [one for one in told if one[0].ends_on],
    }  # fmt: skip
    return render(request, "declarations/positions.html", given)


@require_http_methods(["GET", "POST"])
def take(request: SignedRequest, organisation: int) -> HttpResponse:
    """Somebody holds a position."""
    name = place_or_404(request, organisation)
    form = PositionForm(request.POST or None, actor=request.actor, organisation=organisation)
    title = _("Ghi vị trí thuộc diện kê khai")
    given = {
        "title": title, "name": name, "button": _("Ghi vị trí"),
        "crumbs": crumbs(organisation, name, clock.today().year, title),
        "says": _("Chức vụ trong tổ chức hiệp hội đã có ở danh sách hội viên; ở đây chỉ ghi vị trí ngoài danh sách ấy."),
    }  # fmt: skip

    def call() -> object:
        return positions.take_position(organisation, form.taken(), actor=request.actor)

    back = reverse("declarations:positions", args=[organisation])
    return answer(request, form, call, back, _("Đã ghi vị trí."), given)


@require_http_methods(["GET", "POST"])
def end(request: SignedRequest, position: int) -> HttpResponse:
    """Somebody holds a position no longer."""
    row, form = _or_404(request, position), EndForm(request.POST or None)
    if row.ends_on is not None:
        raise Http404

    def call() -> object:
        return positions.end_position(row.pk, form.ends_on(), actor=request.actor)

    return answer(request, form, call, *_of(row, _("Thôi giữ vị trí"), _("Đã ghi."), grave=False))


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, position: int) -> HttpResponse:
    """A position was recorded wrongly."""
    row, form = _or_404(request, position), ReasonForm(request.POST or None, offered=MISTAKES)

    def call() -> object:
        return positions.cancel_position(row.pk, form.cleaned_data["reason"], actor=request.actor)

    done = _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy.")
    return answer(request, form, call, *_of(row, _("Hủy vị trí ghi nhầm"), done, grave=True))


def _or_404(request: SignedRequest, position: int) -> Position:
    row = position_visible_to(request.actor, position)
    if row is None:
        raise Http404
    note_reading(request.actor, bearer_of(row.organisation_id))
    return row


def _of(row: Position, title: str, done: str, *, grave: bool) -> tuple[str, str, dict[str, Any]]:
    place = bearer_of(row.organisation_id)
    name, person = names([place]).get(place, ""), people_names([row.person_id]).get(row.person_id, ERASED)
    given = {
        "title": title, "name": f"{person} – {GROUPS[row.group]}", "button": title, "grave": grave,
        "crumbs": crumbs(place, name, clock.today().year, title),
    }  # fmt: skip
    return reverse("declarations:positions", args=[place]), done, given

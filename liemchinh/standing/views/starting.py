"""Beginning a change of standing: which one for whom, then its first form."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.models import Person
from liemchinh.members.queries import names as people_names
from liemchinh.members.queries import people_visible_to, place_of
from liemchinh.organisations.queries import names
from liemchinh.standing.beginning import DIED, beginnings
from liemchinh.standing.forms import DeathForm, MatterForm
from liemchinh.standing.queries import ending_with, may_begin, note_reading
from liemchinh.standing.services import open_matter, record_death
from liemchinh.standing.words import BEGIN, SAYS
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

GRAVE = frozenset({DIED, "expelled", "strike_off_stated"})


@require_safe
def begin(request: SignedRequest, uid: UUID) -> HttpResponse:
    """What it is: only what can come next for this person, and what this reader may record."""
    person, place = _person_or_404(request, uid)
    offered = [(code, BEGIN[code]) for code in beginnings(request.actor, person.pk, place)]
    return render(
        request, "standing/begin.html", _around(request, person, place, _("Ghi việc gì?")) | {"offered": offered}
    )


@require_http_methods(["GET", "POST"])
def start(request: SignedRequest, uid: UUID, first: str) -> HttpResponse:
    """The first step: recorded, or refused with every reason."""
    person, place = _person_or_404(request, uid)
    if first not in beginnings(request.actor, person.pk, place):
        raise Http404
    form: Any = DeathForm(request.POST or None) if first == DIED else MatterForm(
        request.POST or None, code=first, actor=request.actor, branch=place or 0
    )  # fmt: skip
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            there = _recorded(request, person, first, form)
            messages.success(request, _("Đã ghi: %(what)s.") % {"what": BEGIN[first]})
            return HttpResponseRedirect(there)
    given = _around(request, person, place, str(BEGIN[first])) | {
        "says": SAYS.get(first, ""), "button": _("Ghi vào sổ"), "grave": first in GRAVE,
        "ending": ending_with(request.actor, person.pk) if first == DIED else [],
        "cancel": reverse("standing:begin", args=[uid]),
    }  # fmt: skip
    return asking.page("standing/form.html", given)


def _recorded(request: SignedRequest, person: Person, first: str, form: Any) -> str:
    if first == DIED:
        record_death(person.pk, form.cleaned_data["on"], actor=request.actor)
        return reverse("members:one", args=[person.uid])
    case = open_matter(first, person.pk, form.given(), actor=request.actor)
    return reverse("standing:one", args=[case.pk])


def _person_or_404(request: SignedRequest, uid: UUID) -> tuple[Person, int | None]:
    person = people_visible_to(request.actor).filter(uid=uid).first()
    place = place_of(person.pk) if person else None
    if person is None or not may_begin(request.actor, place):
        raise Http404
    return person, place


def _around(request: SignedRequest, person: Person, place: int | None, title: str) -> dict[str, Any]:
    note_reading(request.actor, person.pk, place or 0)
    name = people_names([person.pk]).get(person.pk, "")
    crumbs = [
        Crumb(_("Tình trạng hội viên"), reverse("standing:list")),
        Crumb(name, reverse("members:one", args=[person.uid])),
    ]
    return {
        "title": title, "name": name, "uid": person.uid, "place": names([place or 0]).get(place or 0, ""), "today": clock.today(),
        "crumbs": [*crumbs, Crumb(title)],
    }  # fmt: skip

"""One person's page, and the reason a leader gives before it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.journal.names import words_for
from liemchinh.journal.queries import who_read
from liemchinh.members import dossier
from liemchinh.members.facts import LISTS
from liemchinh.members.forms import KnownForm, ReasonForm, words
from liemchinh.members.known import known_of
from liemchinh.members.life import passages, seats
from liemchinh.members.models import Details, Person
from liemchinh.members.parts import parts_of
from liemchinh.members.role_offers import role_offers
from liemchinh.members.views.listing import list_address
from liemchinh.organisations.queries import names, path_visible_to
from liemchinh.web.components import Crumb
from liemchinh.web.discovery import sections_for

READERS_SHOWN = 8


def opening_or_404(request: SignedRequest, uid: UUID) -> dossier.Opening:
    """By what right the reader opens this page; 404 for whoever has none."""
    found = dossier.opening_of(request.actor, uid)
    if found is None:
        raise Http404
    return found


@require_safe
def one(request: SignedRequest, uid: UUID) -> HttpResponse:
    """A person's page. That it was read is kept before it is sent."""
    opening = opening_or_404(request, uid)
    if opening.asks_reason and not dossier.gave_reason(request.actor, opening.person.pk):
        return _reason(request, opening, ReasonForm())
    return _page(request, opening)


@require_POST
def open_with_reason(request: SignedRequest, uid: UUID) -> HttpResponse:
    """A leader says why they open the page; the person will see that it was opened."""
    opening = opening_or_404(request, uid)
    if not opening.asks_reason:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _reason(request, opening, form, 422)
    dossier.note_reading(request.actor, opening, form.cleaned_data["reason"])
    return HttpResponseRedirect(reverse("members:one", args=[uid]))


def _reason(request: SignedRequest, opening: dossier.Opening, form: ReasonForm, status: int = 200) -> HttpResponse:
    # No name before the reason is given.
    place = names([opening.place] if opening.place else []).get(opening.place or 0, "")
    given = {"form": form, "uid": opening.person.uid, "place": place}
    return render(request, "members/reason.html", given, status=status)


def _page(request: SignedRequest, opening: dossier.Opening) -> HttpResponse:
    actor, person = request.actor, opening.person
    if not opening.asks_reason:
        dossier.note_reading(actor, opening)
    form = KnownForm(request.GET if "known" in request.GET else None)
    day = form.chosen()
    may_edit = opening.sees and actor.covers("members.edit", opening.place)
    told = about(person, actor, day)
    place = told["current"].organisation_id if told["current"] else opening.place
    given = told | {
        "opening": opening, "today": clock.today(), "may_edit": may_edit and day is None, "known": day, "form": form,
        "may_keep": opening.sees and not opening.own and actor.covers("branch.keep", opening.place),
        "place": names([place] if place else []).get(place or 0, ""),
        "sees_writers": actor.may("journal.see"), "sees_ethnicity": opening.own or may_edit,
        "readers": read_by(person.pk, READERS_SHOWN) if opening.own else [], "crumbs": _crumbs(request, opening),
        "sections": sections_for(actor, clock.today()) if opening.own else [],
        "role_offers": role_offers(actor, person.pk, clock.today()) if opening.sees and day is None else [],
        "parts": parts_of(actor, person.pk, opening.place, opening.own) if (opening.own or opening.sees) and day is None else [],
    }  # fmt: skip
    return render(request, "members/one.html", given)


def about(person: Person, actor: Actor, day: date | None = None) -> dict[str, Any]:
    """What a page tells of a person, as known now or at the end of a day. The person was found through what the actor may see."""
    known = known_of(person.pk, day)
    details, history = known.details, known.history
    return {
        "person": person, "details": details, "current": history[-1] if history and history[-1].ends_on is None else None,
        "name": details.full_name if details else _("Người số %(number)s") % {"number": person.pk},
        "card": known.card, "facts": _facts(details) if details else [], "entries": known.entries,
        "passages": passages(history, actor), "posts": seats(known.posts, clock.today()),
        "ethnicity": words("ethnicity", details.ethnicity) if details else "",
    }  # fmt: skip


def _facts(details: Details) -> list[tuple[str, str]]:
    labels = (_("Học vấn phổ thông"), _("Chuyên môn nghiệp vụ"), _("Lý luận chính trị"), _("Nghề nghiệp"))
    return [(label, words(name, getattr(details, name))) for label, name in zip(labels, LISTS, strict=True)]


def _crumbs(request: SignedRequest, opening: dossier.Opening) -> list[Crumb]:
    if not opening.sees or opening.place is None:
        return [Crumb(_("Hồ sơ của tôi"))] if opening.own else [Crumb(_("Tìm hội viên"), reverse("members:search"))]
    on = clock.today()
    path = path_visible_to(request.actor, opening.place, on)
    return [Crumb(version.name, list_address(version.organisation_id, on)) for version in path]


def read_by(person: int, most: int) -> list[dict[str, Any]]:
    """Who read a person's page, as their own page tells it: office, role, day."""
    chosen = {"office": _("Người được chọn ghi thay"), "role": _("xem thay")}
    return [
        {"day": row.day}
        | (chosen if row.role == dossier.CHOSEN else {"office": row.organisation, "role": words_for("role", row.role)})
        for row in who_read(dossier.READING, person, most=most)
    ]

"""One person's page, the reason a leader gives before it, one's own page, and who read it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.access.roles import roles
from liemchinh.journal import clock
from liemchinh.journal.queries import who_read
from liemchinh.members import dossier
from liemchinh.members.forms import LISTS, ReasonForm, words
from liemchinh.members.life import passages, seats
from liemchinh.members.models import Details
from liemchinh.members.queries import details_of, history_of, posts_of
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


@require_safe
def mine(request: SignedRequest) -> HttpResponse:
    """The reader's own page."""
    own = dossier.mine(request.actor)
    if own is None:
        raise Http404
    return _page(request, opening_or_404(request, own.uid))


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


@require_safe
def readers(request: SignedRequest, person: int) -> HttpResponse:
    """Who read one's own page: office, role, day."""
    own = dossier.mine(request.actor)
    if own is None or own.pk != person:
        raise Http404
    crumbs = [Crumb(_("Hồ sơ của tôi"), reverse("members:mine")), Crumb(_("Ai đã xem"))]
    return render(request, "members/readers.html", {"readers": _readers(person, 100), "crumbs": crumbs})


def _reason(request: SignedRequest, opening: dossier.Opening, form: ReasonForm, status: int = 200) -> HttpResponse:
    # No name before the reason is given.
    place = names([opening.place] if opening.place else []).get(opening.place or 0, "")
    given = {"form": form, "uid": opening.person.uid, "place": place}
    return render(request, "members/reason.html", given, status=status)


def _page(request: SignedRequest, opening: dossier.Opening) -> HttpResponse:
    actor, person = request.actor, opening.person
    if not opening.asks_reason:
        dossier.note_reading(actor, opening)
    details, history = details_of(person.pk), list(history_of(person.pk))
    current = history[-1] if history and history[-1].ends_on is None else None
    may_edit = opening.sees and actor.covers("members.edit", opening.place)
    given = {
        "person": person, "opening": opening, "details": details, "current": current, "today": clock.today(), "may_edit": may_edit,
        "name": details.full_name if details else _("Người số %(number)s") % {"number": person.pk},
        "card": dossier.card_of(person.pk), "facts": _facts(details) if details else [],
        "passages": passages(history, actor), "posts": seats(posts_of(person.pk), clock.today()),
        "place": names([opening.place] if opening.place else []).get(opening.place or 0, ""),
        "entries": dossier.entries_of(person.pk), "sees_writers": actor.may("journal.see"),
        "ethnicity": words("ethnicity", details.ethnicity) if details and (opening.own or may_edit) else "",
        "readers": _readers(person.pk, READERS_SHOWN) if opening.own else [],
        "sections": sections_for(actor, clock.today()) if opening.own else [],
        "crumbs": _crumbs(request, opening),
    }  # fmt: skip
    return render(request, "members/one.html", given)


def _facts(details: Details) -> list[tuple[str, str]]:
    labels = (_("Học vấn phổ thông"), _("Chuyên môn nghiệp vụ"), _("Lý luận chính trị"), _("Nghề nghiệp"))
    return [(label, words(name, getattr(details, name))) for label, name in zip(labels, LISTS, strict=True)]


def _crumbs(request: SignedRequest, opening: dossier.Opening) -> list[Crumb]:
    if not opening.sees or opening.place is None:
        return [Crumb(_("Hồ sơ của tôi"))] if opening.own else [Crumb(_("Tìm đảng viên"), reverse("members:search"))]
    on = clock.today()
    path = path_visible_to(request.actor, opening.place, on)
    return [Crumb(version.name, list_address(version.organisation_id, on)) for version in path]


def _readers(person: int, most: int) -> list[dict[str, Any]]:
    known = roles()
    return [
        {"day": row.day, "office": row.organisation, "role": known[row.role].name if row.role in known else row.role}
        for row in who_read(dossier.READING, person, most=most)
    ]

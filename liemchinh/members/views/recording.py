"""What is recorded about somebody in the register: an act, a correction, the cancelling of an act."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members import dossier
from liemchinh.members.acts import acts_offered, to_record
from liemchinh.members.facts import PersonFacts
from liemchinh.members.forms import ActForm, CancelForm, CorrectForm
from liemchinh.members.models import Details
from liemchinh.members.queries import details_of, history_of
from liemchinh.members.services import Change, cancel_act, correct_person, record_change
from liemchinh.members.views.one import opening_or_404
from liemchinh.organisations.queries import names, standing
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.dates import PartialDate
from liemchinh.web.discovery import providers


def editable_or_404(request: SignedRequest, uid: UUID) -> dossier.Opening:
    """The person, for whoever may write about them; their page is being read, and that is kept."""
    opening = opening_or_404(request, uid)
    if not opening.sees or not request.actor.covers("members.edit", opening.place):
        raise Http404
    dossier.note_reading(request.actor, opening)
    return opening


@require_http_methods(["GET", "POST"])
def act(request: SignedRequest, uid: UUID) -> HttpResponse:
    """One act: its day and, where it leads into a branch, which. Without a kind, the kinds that can come next."""
    opening = editable_or_404(request, uid)
    history = list(history_of(opening.person.pk))
    offered = acts_offered(history)
    chosen = next((item for item in offered if item.kind == request.GET.get("kind")), None)
    if chosen is None:
        ways = [
            way
            for provide in providers("act_ways", "ways")
            for way in provide(request.actor, opening.person.pk, opening.place)
        ]
        given = about_form(opening, _("Ghi một việc")) | {"acts": offered, "ways": ways}
        return render(request, "members/choose_act.html", given, status=422 if request.method == "POST" else 200)
    form = ActForm(request.POST or None, actor=request.actor, asks_place=chosen.asks_place, near=near_to(opening.place))
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        acts = to_record(chosen.kind, told["on"], told.get("organisation"), history)
        with asking:
            record_change(Change(opening.person.pk, acts=acts), actor=request.actor)
            messages.success(request, _("Đã ghi: %(act)s.") % {"act": chosen.title})
            return back_to(uid)
    given = about_form(opening, str(chosen.title))
    given |= {"says": chosen.says, "button": _("Ghi vào sổ"), "grave": chosen.grave}
    return asking.page("members/form.html", given)


def near_to(place: int | None) -> int | None:
    """What stands above a branch: where another branch is looked for first."""
    above = standing(clock.today()).filter(organisation_id=place or 0).values_list("parent_id", flat=True).first()
    return above or place


@require_http_methods(["GET", "POST"])
def correct(request: SignedRequest, uid: UUID) -> HttpResponse:
    """The details are written anew, with a reason; what was written before stays in the book."""
    opening = editable_or_404(request, uid)
    person, details = opening.person.pk, details_of(opening.person.pk)
    if details is None:
        raise Http404
    form = CorrectForm(request.POST or None, initial=_initial(details, dossier.card_of(person)))
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            correct_person(person, form.facts(), reason=form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã sửa. Điều ghi trước đây vẫn còn trong sổ."))
            return back_to(uid)
    given = about_form(opening, _("Sửa thông tin")) | {"button": _("Sửa")}
    return asking.page("members/form.html", given)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, uid: UUID, sequence: int) -> HttpResponse:
    """An act that was recorded wrongly does not stand any more, for a reason from the list."""
    opening = editable_or_404(request, uid)
    line = dossier.act_of(opening.person.pk, sequence)
    if line is None:
        raise Http404
    form = CancelForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            cancel_act(sequence, reason=form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return back_to(uid)
    given = about_form(opening, _("Hủy một việc đã ghi nhầm")) | {"line": line}
    given |= {"button": _("Hủy việc này"), "grave": True}
    return asking.page("members/form.html", given)


def _initial(details: Details, card_no: str) -> dict[str, Any]:
    known = {name: getattr(details, name, "") for name in PersonFacts._fields}
    return known | {"card_no": card_no, "birth": PartialDate.parse(details.birth) if details.birth else None}


def about_form(opening: dossier.Opening, title: str) -> dict[str, Any]:
    """Whom a form is about, its title, and the way back."""
    details, uid = details_of(opening.person.pk), opening.person.uid
    name = details.full_name if details else _("Người số %(number)s") % {"number": opening.person.pk}
    page = reverse("members:one", args=[uid])
    place = names([opening.place] if opening.place else []).get(opening.place or 0, "")
    return {
        "uid": uid,
        "name": name,
        "place": place,
        "title": title,
        "cancel": page,
        "crumbs": [Crumb(name, page), Crumb(title)],
    }


def back_to(uid: UUID) -> HttpResponseRedirect:
    """The person's page, after something was recorded."""
    return HttpResponseRedirect(reverse("members:one", args=[uid]))

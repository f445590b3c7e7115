"""Somebody new: the form, then those who may already be the same person side by side, then the act."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.dossier import note_comparison
from liemchinh.members.duplicates import probable_duplicates
from liemchinh.members.forms import RegisterForm
from liemchinh.members.likeness import Told
from liemchinh.members.listing import beside_each_other
from liemchinh.members.queries import people_visible_to, uid_of
from liemchinh.members.services import register_person
from liemchinh.members.views.listing import list_address, where_to_start
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "POST"])
def register(request: SignedRequest) -> HttpResponse:
    """Records a new person; whoever may be them already is shown first, and a person decides."""
    actor = request.actor
    if not actor.roots("members.edit"):
        raise Http404
    near = _near(request)
    form = RegisterForm(request.POST or None, actor=actor, near=near)
    asking = Asking(request, form)
    edits = "edit" in request.POST
    if asking.is_valid() and not edits:
        doubt = _doubt(request, form)
        if doubt.exists and request.POST.get("decided") != doubt.stamp:
            return _side_by_side(request, form, doubt, near)
        with asking:
            person = register_person(form.facts(), form.acts(), actor=actor)
            messages.success(request, _("Đã ghi người mới vào danh sách."))
            return HttpResponseRedirect(reverse("members:one", args=[uid_of(person)]))
    given = _around(near) | {"title": _("Ghi người mới"), "button": _("Ghi vào danh sách")}
    return asking.page("web/form.html", given, fine=edits)


def _near(request: SignedRequest) -> int:
    text = request.GET.get("at", "")
    if not text:
        return where_to_start(request.actor, clock.today())
    if not (text.isascii() and text.isdigit() and len(text) < 19 and request.actor.covers("members.edit", int(text))):
        raise Http404
    return int(text)


def _around(near: int) -> dict[str, Any]:
    above = list_address(near, clock.today())
    name = names([near]).get(near, "")
    return {"cancel": above, "place": name, "crumbs": [Crumb(name, above), Crumb(_("Ghi người mới"))]}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Who may already be the person: those the reader may see; `elsewhere`: a likely one out of their scope, of whom nothing is said."""

    seen: Sequence[int]
    elsewhere: bool

    @property
    def exists(self) -> bool:
        """Must a person decide?"""
        return bool(self.seen) or self.elsewhere

    @property
    def stamp(self) -> str:
        """What was decided about: somebody new among them asks for a new decision."""
        return sha256(f"{self.seen}{self.elsewhere}".encode()).hexdigest()[:20]


def _doubt(request: SignedRequest, form: RegisterForm) -> Doubt:
    facts = form.facts()
    told = Told(facts.full_name, facts.birth, facts.card_no, facts.gender, form.cleaned_data["organisation"])
    twins = probable_duplicates([told])[0]
    visible = people_visible_to(request.actor).filter(pk__in=[twin.person for twin in twins])
    seen = sorted(visible.values_list("pk", flat=True))
    return Doubt(seen, any(twin.how.likely and twin.person not in seen for twin in twins))


def _side_by_side(request: SignedRequest, form: RegisterForm, doubt: Doubt, near: int) -> HttpResponse:
    note_comparison(request.actor, doubt.seen)
    branch = form.cleaned_data["organisation"]
    given = _around(near) | {
        "form": form, "facts": form.facts(), "birth": form.cleaned_data["birth"], "branch": names([branch]).get(branch, ""),
        "rows": beside_each_other(doubt.seen), "elsewhere": doubt.elsewhere, "decided": doubt.stamp,
    }  # fmt: skip
    return render(request, "members/twins.html", given)

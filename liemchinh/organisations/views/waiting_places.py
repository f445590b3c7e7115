"""The places "chưa phân bổ": what waits there, and deciding where it goes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.organisations.assigning import Assignment
from liemchinh.organisations.assigning import assign as do_assign
from liemchinh.organisations.following import followers
from liemchinh.organisations.forms import DECISION_PRIVACY, decision_field, picking
from liemchinh.organisations.simple_decisions import VERB
from liemchinh.organisations.unassigning import undo_assignment
from liemchinh.organisations.views.reorganising import crumbs_of, only_reorganisers
from liemchinh.organisations.views.tree import number_in
from liemchinh.organisations.waiting_queries import (
    Place,
    Waits,
    counted,
    decided_visible_to,
    places_visible_to,
    targets_visible_to,
)
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Option
from liemchinh.web.forms import PickField, PickingForm

SHOWN = 300


class AssignForm(PickingForm):
    """Which branches and members go where, by which decision."""

    decision = decision_field()

    def __init__(self, *args: Any, place: Place, waits: Waits, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waits = waits
        choices = picking(actor, VERB, place.since, without=(place.number,))
        first, search = targets_visible_to(actor, waits, place.since), choices["look_up"]
        offered = [Option(str(version.organisation_id), version.name, version.kind) for version in first]
        choices["look_up"] = lambda query: search(query) if query else offered
        self.fields["target"] = PickField(label=_("Về đâu"), **choices)
        self.people = [
            one
            for follower in followers()
            for one in follower.waiting(dict.fromkeys(waits.people, waits.number), actor)
        ]
        self._boxes("branches", _("Tổ chức"), [(branch.organisation_id, branch.name) for branch in waits.branches])
        if len(waits.people) > 1:
            self.fields["everyone"] = forms.BooleanField(
                label=_("Tất cả %(count)s hội viên") % {"count": len(waits.people)}, required=False
            )
        self._boxes(
            "people",
            _("Hội viên"),
            [(one.id, f"{one.title} · {one.detail}" if one.detail else one.title) for one in self.people[:SHOWN]],
        )
        self.order_fields(["branches", "everyone", "people", "target", "decision"])

    def _boxes(self, name: str, label: Any, choices: list[tuple[int, str]]) -> None:
        if choices:
            shown = [(str(number), title) for number, title in choices]
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=shown, widget=forms.CheckboxSelectMultiple, required=False
            )

    def assignment(self) -> Assignment:
        """What was chosen."""
        given = self.cleaned_data
        people = self.waits.people if given.get("everyone") else [int(text) for text in given.get("people", ())]
        return Assignment(given["target"], [int(text) for text in given.get("branches", ())], people)


@require_safe
def places(request: SignedRequest) -> HttpResponse:
    """Everything that waits in the reader's scope, and from which organisation it came."""
    only_reorganisers(request)
    found = places_visible_to(request.actor, number_in(request.GET.get("place")))
    given = {
        "places": found,
        "decided": decided_visible_to(request.actor),
        "crumbs": crumbs_of(Crumb(_("Chưa phân bổ"))),
    }
    return render(request, "organisations/unassigned.html", given)


@require_http_methods(["GET", "POST"])
def assign(request: SignedRequest, pk: int) -> HttpResponse:
    """What one organisation left: choose, say where to, and by which decision."""
    only_reorganisers(request)
    found = places_visible_to(request.actor, pk) if request.actor.covers(VERB, pk) else []
    source = number_in(request.GET.get("source")) or 0
    waits = next((one for place in found for one in place.sources if one.number == source), None)
    if waits is None:
        raise Http404
    place = found[0]
    form = AssignForm(request.POST or None, place=place, waits=waits, actor=request.actor)
    asking = Asking(request, form)
    if asking.is_valid():
        chosen = form.assignment()
        with asking:
            do_assign(pk, [chosen], decision=form.cleaned_data["decision"], actor=request.actor)
            what = counted(len(chosen.members), len(chosen.branches))
            messages.success(request, _("Đã phân bổ %(what)s.") % {"what": what})
            return HttpResponseRedirect(reverse("organisations:unassigned"))
    given = {
        "place": place, "waits": waits, "privacy": DECISION_PRIVACY,
        "hidden": len(waits.people) - len(form.people[:SHOWN]),
        "crumbs": crumbs_of(Crumb(_("Chưa phân bổ"), reverse("organisations:unassigned")), Crumb(waits.name or _("Khác"))),
    }  # fmt: skip
    return asking.page("organisations/assign.html", given)


@require_http_methods(["GET", "POST"])
def unassign(request: SignedRequest, sequence: int) -> HttpResponse:
    """Asked once more, then one assignment is taken back; or refused with every later act."""
    only_reorganisers(request)
    found = decided_visible_to(request.actor, sequence)
    if not found:
        raise Http404
    asking = Asking(request)
    if asking.is_valid():
        with asking:
            undo_assignment(sequence, actor=request.actor)
            messages.success(request, _("Đã hủy việc phân bổ; những gì đã phân bổ lại chờ như trước."))
            return HttpResponseRedirect(reverse("organisations:unassigned"))
    crumbs = crumbs_of(Crumb(_("Chưa phân bổ"), reverse("organisations:unassigned")), Crumb(_("Hủy việc phân bổ")))
    return asking.page("organisations/unassign.html", {"one": found[0], "crumbs": crumbs})

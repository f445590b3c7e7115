"""A new candidate: the branch first where there are several, then who it is."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.admission.facts import Told
from liemchinh.admission.forms import BranchForm, EnterForm
from liemchinh.admission.services import enter_candidate
from liemchinh.casework.places import committees_above
from liemchinh.journal import clock
from liemchinh.members.forms import picking_branch
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.queries import names, versions_visible_to
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

VERB = "branch.keep"


@require_http_methods(["GET", "POST"])
def enter(request: SignedRequest) -> HttpResponse:
    """The form of a branch; without one in the address the only branch there is, or a choice."""
    actor = request.actor
    if not actor.may(VERB):
        raise Http404
    branch = _asked(actor, request.GET.get("at", ""))
    if branch is None:
        return _choose(request)
    form = EnterForm(request.POST or None, committees=committees_above(branch))
    asking = Asking(request, form)
    if asking.is_valid():
        told = Told(form.who(), form.cleaned_data["agreement_on"])
        with asking:
            case = enter_candidate(branch, form.cleaned_data["committee"], told, clock.today(), actor=actor)
            messages.success(request, _("Đã ghi người xin vào Hiệp hội. Việc tiếp theo: người giới thiệu và hồ sơ."))
            return HttpResponseRedirect(reverse("admission:one", args=[case.pk]))
    given = _around() | {"place": names([branch]).get(branch, ""), "button": _("Ghi")}
    return asking.page("web/form.html", given)


def _asked(actor: Actor, text: str) -> int | None:
    if text:
        if not (text.isascii() and text.isdigit() and len(text) < 19 and actor.covers(VERB, int(text))):
            raise Http404
        return int(text)
    few = versions_visible_to(actor, verb=VERB).filter(category__in=BRANCHES).values_list("organisation_id", flat=True)
    return _only(few[:2])


def _only(found: Iterable[int]) -> int | None:
    numbers = list(found)
    return numbers[0] if len(numbers) == 1 else None


def _choose(request: SignedRequest) -> HttpResponse:
    near = min(request.actor.roots(VERB))
    form = BranchForm(request.POST or None, picking=picking_branch(request.actor, near, VERB))
    asking = Asking(request, form)
    if asking.is_valid():
        return HttpResponseRedirect(f"{reverse('admission:enter')}?at={form.cleaned_data['branch']}")
    return asking.page("web/form.html", _around() | {"button": _("Tiếp")})


def _around() -> dict[str, Any]:
    above = reverse("admission:list")
    crumbs = [Crumb(_("Người xin vào Hiệp hội"), above), Crumb(_("Ghi người mới"))]
    return {"title": _("Ghi người xin vào Hiệp hội"), "cancel": above, "crumbs": crumbs}

"""One organisation at a time: found below, change by decision, correct what was written wrongly."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.forms import DECISION_PRIVACY, ChangeForm, CorrectForm, FactsForm, FoundForm
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import kinds_in_use
from liemchinh.organisations.services import (
    Founding,
    change_organisation,
    correct_organisation,
    found_organisations,
)
from liemchinh.organisations.views.one import crumbs_to, history_or_404
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "POST"])
def found(request: SignedRequest, pk: int) -> HttpResponse:
    """A new organisation directly below this one."""
    above = _editable(request, pk)
    form = FoundForm(request.POST or None, initial={"level": "", "kind": ""})

    def do() -> tuple[int, str]:
        facts = form.facts(valid_from=form.cleaned_data["valid_from"], parent=pk)
        number = found_organisations([Founding(facts)], actor=request.actor)[0]
        return number, _("Đã lập “%(name)s”.") % {"name": facts.name}

    return _form(request, above, form, do, _("Lập tổ chức trực thuộc"), _("Lập tổ chức"))


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, pk: int) -> HttpResponse:
    """From a day on, by a decision: another name, kind, code or place."""
    now = _editable(request, pk)
    form = ChangeForm(
        request.POST or None, initial=_initial(now), actor=request.actor, organisation=pk, parent=now.parent_id
    )

    def do() -> tuple[int, str]:
        given = form.cleaned_data
        facts = form.facts(valid_from=given["valid_from"], parent=given.get("parent") or now.parent_id)
        change_organisation(pk, facts, decision=given["decision"], actor=request.actor)
        return pk, _("Đã ghi thay đổi của “%(name)s”.") % {"name": facts.name}

    return _form(request, now, form, do, _("Thay đổi theo quyết định"), _("Ghi thay đổi"))


@require_http_methods(["GET", "POST"])
def correct(request: SignedRequest, pk: int) -> HttpResponse:
    """What was written first was wrong: it is written anew, the old line stays in the book."""
    now = _editable(request, pk)
    form = CorrectForm(request.POST or None, initial=_initial(now) | {"valid_from": now.valid_from})

    def do() -> tuple[int, str]:
        facts = form.facts(valid_from=form.cleaned_data["valid_from"], parent=now.parent_id, valid_to=now.valid_to)
        correct_organisation(pk, facts, actor=request.actor)
        return pk, _("Đã sửa thông tin của “%(name)s”.") % {"name": facts.name}

    return _form(request, now, form, do, _("Sửa chỗ ghi nhầm"), _("Sửa"))


def _editable(request: SignedRequest, pk: int) -> Version:
    """The newest version of an organisation the reader may edit; 404 for anyone else."""
    history = history_or_404(request, pk)
    if not request.actor.covers("organisations.edit", pk):
        raise Http404
    return history[-1]


def _initial(version: Version) -> dict[str, Any]:
    return {name: getattr(version, name) for name in ("name", "kind", "level", "code", "unit_type")}


def _form(
    request: SignedRequest,
    version: Version,
    form: FactsForm,
    do: Callable[[], tuple[int, str]],
    title: str,
    button: str,
) -> HttpResponse:
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            number, said = do()
            messages.success(request, said)
            return HttpResponseRedirect(reverse("organisations:one", args=[number]))
    pk = version.organisation_id
    given = {
        "version": version, "title": title, "button": button, "kinds": kinds_in_use(request.actor),
        "privacy": DECISION_PRIVACY, "crumbs": crumbs_to(request, pk, clock.today(), Crumb(title)),
        "cancel": reverse("organisations:one", args=[pk]),
    }  # fmt: skip
    return asking.page("organisations/facts_form.html", given)

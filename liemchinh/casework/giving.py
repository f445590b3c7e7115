"""Stating whom a case should be open to: the form, and the page for an officer who has it not open and learns its number and kind alone."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from liemchinh.access.models import Account
from liemchinh.access.requests import SignedRequest
from liemchinh.casework.forms import GiveForm
from liemchinh.casework.grants import state_grant
from liemchinh.casework.holders import candidates_for
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.opening import acting_in
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


def without_content(cases: Iterable[Case]) -> dict[int, dict[str, Any]]:
    """What an officer without the grant learns of cases: number, kind, and whose they are."""
    places = {case.pk: [place for _role, place in acting_in(case)] for case in cases}
    called = names(place for found in places.values() for place in found)
    return {
        case.pk: {
            "case": case.pk,
            "kind": case_kind(case.kind).procedure.title,
            "places": [called[place] for place in dict.fromkeys(places[case.pk]) if place in called],
        }
        for case in cases
    }


def stated(request: SignedRequest, case: Case) -> Asking | None:
    """What is asked, perhaps refused; None once somebody has been stated."""
    choices = [(one.pk, one.display_name) for one in candidates_for(case, request.actor)]
    form = GiveForm(request.POST or None, choices=choices)
    asking = Asking(request, form)
    if asking.is_valid():
        account = get_object_or_404(Account, pk=form.cleaned_data["account"])
        with asking:
            state_grant(case, account, actor=request.actor)
            messages.success(request, _("Đã nêu. Một cán bộ khác xác nhận thì người này mở được."))
            return None
    return asking


def page_to_give(request: SignedRequest, case: Case, done: str, crumbs: Sequence[Crumb]) -> HttpResponse:
    """The page on which a case is given to somebody; `done`: where it leads then. The caller has found that the reader may arrange it."""
    asking = stated(request, case)
    if asking is None:
        return redirect(done)
    title = _("Giao việc số %(number)s") % {"number": case.pk}
    given = without_content([case])[case.pk] | {"crumbs": [*crumbs, Crumb(title)], "title": title}
    return asking.page("casework/give.html", given)

"""An officer's work, why a step is due on its day, who has a case open and how it is opened. What a case holds is shown by its room."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.models import Account
from liemchinh.access.names import account_names, role_name
from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.casework.giving import page_to_give, stated, without_content
from liemchinh.casework.grants import end_grant, recuse, vouch_for_grant
from liemchinh.casework.holders import cases_without_holder, grants_to_vouch
from liemchinh.casework.kinds import case_kind, granted_kinds
from liemchinh.casework.models import Case
from liemchinh.casework.queries import waiting_deadline
from liemchinh.casework.reading import case_or_404, note_reading, readings_of
from liemchinh.casework.showing import holders_shown
from liemchinh.casework.why import why_of
from liemchinh.casework.work import cases_called, my_work
from liemchinh.journal import clock
from liemchinh.web.components import Crumb


def _only_officers(request: SignedRequest) -> None:
    if not any(request.actor.may(verb) for kind in granted_kinds() for verb in kind.rights.values()):
        raise Http404


@require_safe
def work(request: SignedRequest) -> HttpResponse:
    """What waits in the reader's cases, after what waits for them as a second officer."""
    _only_officers(request)
    rows, listed = my_work(request.actor, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    given = {"rows": rows, "page": listed, "today": clock.today(), "to_vouch": _to_vouch(request)}
    return render(request, "casework/work.html", given)


def _to_vouch(request: SignedRequest) -> list[dict[str, Any]]:
    found = grants_to_vouch(request.actor)
    called = account_names(number for grant in found for number in (grant.account, grant.stated_by or 0))
    told = without_content([grant.case for grant in found])
    return [
        told[grant.case_id]
        | {"account": grant.account, "name": called.get(grant.account), "by": called.get(grant.stated_by or 0)}
        for grant in found
    ]


@require_safe
def adrift(request: SignedRequest) -> HttpResponse:
    """Cases of the reader's organisations that nobody has open any more."""
    _only_officers(request)
    rows = list(without_content(cases_without_holder(request.actor)).values())
    return render(request, "casework/adrift.html", {"rows": rows, "crumbs": _crumbs(_("Việc không còn ai mở"))})


@require_http_methods(["GET", "POST"])
@proved_recently
def grants(request: SignedRequest, case: int) -> HttpResponse:
    """Who has a case open, who waits, who withdrew, who read it; and the form to state another."""
    held = case_or_404(request.actor, case)
    if not case_kind(held.kind).granted:
        raise Http404
    asking = stated(request, held)
    if asking is None:
        return redirect("casework:grants", held.pk)
    called = cases_called([(held.pk, held.kind)])[held.pk]
    holding, pending, gone = holders_shown(held)
    given = {
        "case": held, "called": called, "holding": holding, "pending": pending, "gone": gone,
        "readings": [(one, role_name(one.role)) for one in readings_of(held)],
        "crumbs": [*_crumbs(), Crumb(called.title, called.url), Crumb(_("Ai được mở việc này"))],
    }  # fmt: skip
    return asking.page("casework/grants.html", given)


@require_http_methods(["GET", "POST"])
@proved_recently
def give(request: SignedRequest, case: int) -> HttpResponse:
    """A case that nobody has open any more is given to somebody, by number and kind alone."""
    held = next((one for one in cases_without_holder(request.actor) if one.pk == case), None)
    if held is None:
        raise Http404
    return page_to_give(request, held, "casework:work", _crumbs())


@require_POST
@proved_recently
def vouch(request: SignedRequest, case: int, account: int) -> HttpResponse:
    """The second officer confirms."""
    waiting = (one for one in grants_to_vouch(request.actor) if (one.case_id, one.account) == (case, account))
    found = next(waiting, None)
    if found is None:
        raise Http404
    vouch_for_grant(found.case, get_object_or_404(Account, pk=account), actor=request.actor)
    messages.success(request, _("Đã xác nhận."))
    return redirect("casework:work")


@require_POST
@proved_recently
def end(request: SignedRequest, case: int, account: int) -> HttpResponse:
    """Somebody opens the case no longer."""
    held = case_or_404(request.actor, case)
    end_grant(held, get_object_or_404(Account, pk=account), actor=request.actor)
    messages.success(request, _("Đã ghi: người này thôi mở việc."))
    return _back(request, held, account)


@require_POST
@proved_recently
def recuse_one(request: SignedRequest, case: int, account: int) -> HttpResponse:
    """Somebody withdraws; no reason is asked."""
    held = case_or_404(request.actor, case)
    recuse(held, get_object_or_404(Account, pk=account), actor=request.actor)
    messages.success(request, _("Đã ghi: người này rút khỏi việc."))
    return _back(request, held, account)


@require_safe
def why(request: SignedRequest, number: int) -> HttpResponse:
    """The calculation of what a case waits for, for whoever the case is open to; of a granted kind the reading is kept first.

    The number of a deadline that was moved since shows the one that took its place. Says nothing of the people in the case.
    """
    row = waiting_deadline(request.actor, number)
    called = cases_called([(row.case_id, row.case.kind)]).get(row.case_id) if row else None
    if row is None or called is None:
        raise Http404
    if case_kind(row.case.kind).granted:
        note_reading(request.actor, row.case)
    given = {
        "why": why_of(row), "url": called.url, "today": clock.today(),
        "crumbs": [Crumb(case_kind(row.case.kind).procedure.title, called.url), Crumb(_("Vì sao ngày này"))],
    }  # fmt: skip
    return render(request, "casework/deadline.html", given)


def _back(request: SignedRequest, case: Case, account: int) -> HttpResponseRedirect:
    own = account == request.actor.account_id
    return HttpResponseRedirect(reverse("casework:work") if own else reverse("casework:grants", args=[case.pk]))


def _crumbs(*last: str) -> list[Crumb]:
    return [Crumb(_("Việc được giao"), reverse("casework:work")), *(Crumb(title) for title in last)]

"""One candidate: where they are on the way, what comes next, the file, and the forms of what is recorded about them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.admission.checks import for_the_vote, officials, proved_by_register, sponsors_needed
from liemchinh.admission.deciding import findings_of_decision
from liemchinh.admission.facts import KIND, Told, told_of
from liemchinh.admission.forms import SponsorsForm, WhoForm, initial_sponsors, initial_who
from liemchinh.admission.queries import case_visible_to, note_reading, offers, way_of
from liemchinh.admission.recognition import unknown_of_strike_off
from liemchinh.admission.services import change_candidate
from liemchinh.admission.undoing import may_cancel
from liemchinh.admission.words import PLACES
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.places import branch_on
from liemchinh.casework.steps import parties_of
from liemchinh.casework.voting import SHORT, outcome_of
from liemchinh.journal import clock
from liemchinh.members.forms import words
from liemchinh.members.queries import names as member_names
from liemchinh.members.queries import people_visible_to
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.answers import Refusal


def case_or_404(request: SignedRequest, number: int) -> Case:
    """The case, for whoever may see it."""
    case = case_visible_to(request.actor, number)
    if case is None:
        raise Http404
    return case


def case_to_change_or_404(request: SignedRequest, number: int) -> Case:
    """The case, for whoever keeps its branch."""
    case = case_or_404(request, number)
    if not request.actor.covers("branch.keep", branch_on(case.pk, clock.today())):
        raise Http404
    return case


@require_safe
def one(request: SignedRequest, case: int) -> HttpResponse:
    """The page of a candidate: the next step stands first."""
    held, actor, today = case_or_404(request, case), request.actor, clock.today()
    told, parties = told_of(held), parties_of(held.pk)
    branch = branch_on(held.pk, today)
    way, end = way_of(held)
    steps = offers(actor, held)
    member = parties["member"].person if "member" in parties else None
    seen = people_visible_to(actor).filter(pk=member).first() if member else None
    given = around(request, held, told) | {
        "told": told, "way": way, "end": end, "branch": names([branch]).get(branch, ""),
        "committee": names([parties["committee"].organisation or 0]).get(parties["committee"].organisation or 0, ""),
        "offers": [offer for offer in steps if not offer.optional], "others": [offer for offer in steps if offer.optional],
        "may_change": held.closed_by is None and actor.covers("branch.keep", branch), "may_cancel": may_cancel(held, actor),
        "sponsors": _sponsors(told, branch), "file": _file(told), "member": seen,
        "ethnicity": words("ethnicity", told.who.ethnicity), "against": _against(held, told, branch),
        "short": outcome_of(held, "branch_vote") == SHORT, "grounds": _grounds(request, held),
    }  # fmt: skip
    return render(request, "admission/one.html", given)


def _sponsors(told: Told, branch: int) -> list[dict[str, Any]]:
    called, proved = member_names(told.sponsors), proved_by_register(branch, told.sponsors, clock.today())
    return [
        {
            "name": called.get(person, _("Người số %(number)s") % {"number": person}),
            "since": since,
            "proved": person in proved,
        }
        for person, since in sorted(told.sponsors.items())
    ]


def _file(told: Told) -> list[dict[str, Any]]:
    items = case_kind(KIND).procedure.file
    return [
        {"title": item.title, "place": PLACES.get(told.file.get(item.code, "")), "needed": item.needed_for}
        for item in items
    ]


def _against(case: Case, told: Told, branch: int) -> list[Refusal]:
    """What still stands against the vote, while it has not been held."""
    if not case.deadlines.filter(step="branch_vote", cancelled_by=None).exists():
        return []
    return for_the_vote(told, branch, clock.today()).refusals


def _grounds(request: SignedRequest, case: Case) -> list[dict[str, Any]]:
    """Decisions on which the rules are unknown, for the officers of the committee."""
    found = []
    if not request.actor.covers("members.decide", parties_of(case.pk)["committee"].organisation):
        return found
    for step in case.deadlines.filter(step__in=("decided", "struck_off"), cancelled_by=None).values_list(
        "step", flat=True
    ):
        unknown = (
            findings_of_decision(case, clock.today()).unknown if step == "decided" else unknown_of_strike_off(case)
        )
        if unknown:
            ground = ground_of(case, step)
            mine = ground is not None and ground.stated_by == request.actor.account_id
            reasons = list(dict.fromkeys(answer.reason for answer in unknown))
            found.append({"step": step, "reasons": reasons, "ground": ground, "mine": mine})
    return found


def around(request: SignedRequest, case: Case, told: Told, title: str = "") -> dict[str, Any]:
    """What every page of a candidate shows around itself: it names them, so that it was read is kept first."""
    note_reading(request.actor, case)
    page, name = reverse("admission:one", args=[case.pk]), told.who.full_name
    crumbs = [Crumb(_("Người xin vào Hiệp hội"), reverse("admission:list")), Crumb(name, page if title else "")]
    return {
        "case": case,
        "name": name,
        "title": title or name,
        "cancel": page,
        "crumbs": crumbs + ([Crumb(title)] if title else []),
    }


def _changing(request: SignedRequest, number: int, title: str, form_of: Callable[[Told], forms.Form],
              anew: Callable[[Told, Any], Told], says: str = "") -> HttpResponse:  # fmt: skip
    case, today = case_to_change_or_404(request, number), clock.today()
    told = told_of(case)
    form = form_of(told)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            change_candidate(case, anew(told, form), today, actor=request.actor)
            messages.success(request, _("Đã ghi."))
            return HttpResponseRedirect(reverse("admission:one", args=[case.pk]))
    given = around(request, case, told, title) | {"button": _("Ghi"), "says": says}
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def who(request: SignedRequest, case: int) -> HttpResponse:
    """Name, birth, gender, ethnicity and the day of the agreement, anew."""
    return _changing(
        request, case, _("Sửa thông tin"), lambda told: WhoForm(request.POST or None, initial=initial_who(told)),
        lambda told, form: replace(told, who=form.who(), agreement_on=form.cleaned_data["agreement_on"]),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def sponsors(request: SignedRequest, case: int) -> HttpResponse:
    """Who introduces the candidate, anew."""
    held, today = case_or_404(request, case), clock.today()
    branch = branch_on(held.pk, today)
    offered = officials(branch, today)
    return _changing(
        request, case, _("Người giới thiệu"),
        lambda told: SponsorsForm(request.POST or None, officials=offered, initial=initial_sponsors(told)),
        lambda told, form: replace(told, sponsors=form.sponsors()), sponsors_needed(told_of(held), branch, today).reason,
    )  # fmt: skip

"""The cases of one's branches and committees, and one case: what comes next stands first. Every reading is kept before the page is made."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.models import Case
from liemchinh.casework.queries import awaited_of, course_of
from liemchinh.journal import clock
from liemchinh.members.queries import names as member_names
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.queries import names, versions_visible_to
from liemchinh.screening.cases import VERB
from liemchinh.screening.checking import unproved
from liemchinh.screening.deciding import rule_of_leave
from liemchinh.screening.grounding import ROLES
from liemchinh.screening.matter import branch_of, committee_of, member_of
from liemchinh.screening.queries import case_visible_to, list_screenings, note_reading, offers
from liemchinh.screening.undoing import may_cancel
from liemchinh.screening.words import duties, help_steps, words_of_ground, words_of_outcome
from liemchinh.web.components import Crumb

FEW = 20


@require_safe
def screenings(request: SignedRequest) -> HttpResponse:
    """The open cases. Nobody is proposed: the way in is a branch of one's own, and a member picked there."""
    actor = request.actor
    if not actor.may(VERB):
        raise Http404
    rows, listed = list_screenings(actor, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    for case in listed.items:
        note_reading(actor, case)
    branches = versions_visible_to(actor, verb=VERB).filter(category__in=BRANCHES).order_by("name")
    own = list(branches.values_list("organisation_id", "name")[: FEW + 1])
    given = {"rows": rows, "page": listed, "branches": own if len(own) <= FEW else [], "today": clock.today()}
    return render(request, "screening/list.html", given)


def case_or_404(request: SignedRequest, number: int) -> Case:
    """The case, for whoever may see it; the reading is kept."""
    case = case_visible_to(request.actor, number)
    if case is None:
        raise Http404
    note_reading(request.actor, case)
    return case


@require_safe
def one(request: SignedRequest, case: int) -> HttpResponse:
    """The page of a case."""
    held, actor = case_or_404(request, case), request.actor
    steps, today = offers(actor, held), clock.today()
    helped = any(step.code == "help" for step in course_of(held))
    given = around(held) | {
        "branch": names([branch_of(held)]).get(branch_of(held), ""),
        "committee": names([committee_of(held)]).get(committee_of(held), ""),
        "ground": words_of_ground(held.screening.ground), "proved": held.screening.proved,
        "outcome": words_of_outcome(held.screening.outcome), "grounds": _grounds(request, held),
        "offers": [step for step in steps if not step.optional and (step.opens_on is None or step.opens_on <= today)
                   and not (step.code == "told" and _waits_for_ground(held))],
        "others": [step for step in steps if step.optional], "helped": helped,
        "helping": helped and held.closed_by is None and actor.covers(VERB, branch_of(held)),
        "agreed": [(row, duties().get(row.duty, row.duty), help_steps().get(row.step, row.step))
                   for row in held.agreed.filter(cancelled_by=None).order_by("pk")],
        "may_cancel": may_cancel(held, actor), "talks": held.talks.filter(cancelled_by=None).order_by("on"),
    }  # fmt: skip
    return render(request, "screening/one.html", given)


def _waits_for_ground(case: Case) -> bool:
    """Telling the member waits for two officers behind a ground that is not verified."""
    ground = ground_of(case, "named")
    return bool(unproved(case)) and (ground is None or ground.vouched_by is None)


def _grounds(request: SignedRequest, case: Case) -> list[dict[str, Any]]:
    """What is unknown before the next step, for the officers of the party that stands behind it."""
    waits = {step.step for step in awaited_of(case)}
    found = []
    if "told" in waits and (why := unproved(case)):
        found.append(("named", why))
    if "decided" in waits and rule_of_leave(clock.today()).verdict == "unknown":
        found.append(("decided", _("Khi cho ra khỏi Hiệp hội: %(why)s") % {"why": rule_of_leave(clock.today()).reason}))
    places = {"branch": branch_of(case), "committee": committee_of(case)}
    told = []
    for step, why in found:
        if request.actor.covers(VERB, places[ROLES[step]]):
            ground = ground_of(case, step)
            mine = ground is not None and ground.stated_by == request.actor.account_id
            told.append({"step": step, "why": why, "ground": ground, "mine": mine})
    return told


def around(case: Case, title: str = "") -> dict[str, Any]:
    """What every page of a case shows around itself."""
    page, member = reverse("screening:one", args=[case.pk]), member_of(case)
    name = member_names([member]).get(member, "")
    crumbs = [Crumb(_("Rà soát, giúp đỡ"), reverse("screening:list")), Crumb(name, page if title else "")]
    return {
        "case": case,
        "name": name,
        "title": title or name,
        "cancel": page,
        "crumbs": crumbs + ([Crumb(title)] if title else []),
    }

"""How far an organisation and what is under it are: commitments, self-reviews, lists of grades."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.views.listing import organisation_asked
from liemchinh.organisations.beside import beside
from liemchinh.organisations.queries import names
from liemchinh.reviews.overview import progress_visible_to, waiting_lists
from liemchinh.reviews.queries import handing_of, list_of, may_see_names, unvouched_visible_to
from liemchinh.reviews.views.frame import address, asked_period, crumbs, period_tabs
from liemchinh.reviews.words import COMMITMENT, SELF_REVIEW
from liemchinh.rulebook.current import charter


@require_safe
def overview(request: SignedRequest) -> HttpResponse:
    """For whoever keeps the branch or decides about it: what is done, what waits, and the ways on."""
    actor, today, period = request.actor, clock.today(), asked_period(request)
    at = organisation_asked(actor, request.GET.get("at"), today)
    if not may_see_names(actor, at):
        raise Http404
    may_decide, keeps = actor.covers("members.decide", at), actor.covers("branch.keep", at)
    listed = list_of(at, period)
    commitments = handing_of(at, COMMITMENT, period.code)
    # A committee has no members of its own: nobody there is asked for a commitment.
    asks = period.kind == "year" and bool(listed.lines or commitments)
    deadline = charter(at).rulebook.parameter("commitment.deadline", on=period.last)
    lines = progress_visible_to(actor, at, period)
    given = {
        "at": at, "name": names([at]).get(at, ""), "period": period, "keeps": keeps, "may_decide": may_decide,
        "tabs": period_tabs("list", at, period), "below": len(lines),
        "begun": [line for line in lines if not line.silent], "silent": [line for line in lines if line.silent],
        "commitments": commitments,
        "self_reviews": handing_of(at, SELF_REVIEW, period.code), "listed": listed, "deadline": deadline,
        "commitment_url": address("handing", at, period.code, COMMITMENT) if asks else "",
        "self_review_url": address("handing", at, period.code, SELF_REVIEW), "grades_url": address("grades", at, period.code),
        "decide_url": address("decide", at, period.code), "waiting": waiting_lists(at, period.code) if may_decide else 0,
        "unvouched": _unvouched(request, at, period.code),
        "beside": beside(actor, at, today, lambda number: address("list", number, period.code)),
        "crumbs": crumbs(at, period), "address": address("list", at, period.code),
    }  # fmt: skip
    return render(request, "reviews/list.html", given)


def _unvouched(request: SignedRequest, at: int, period: str) -> list[dict[str, object]]:
    rows = unvouched_visible_to(request.actor, at).filter(period=period)
    told = rows.values("number", "decided_on", "basis").distinct().order_by("decided_on", "number")
    return list(told)

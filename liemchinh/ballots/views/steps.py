"""The secret vote of a step of a case is prepared."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.ballots import services
from liemchinh.ballots.forms import VotersForm
from liemchinh.ballots.given import Preparing
from liemchinh.ballots.of_steps import steps_to_vote, votes_of, voting_in
from liemchinh.ballots.queries import voters_of
from liemchinh.ballots.words import VOTE
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.reading import case_or_404
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "POST"])
def step(request: SignedRequest, case: int, step: str) -> HttpResponse:
    """Who votes, who counts, by which way, on which day."""
    held = cases_visible_to(request.actor).filter(pk=case).first()
    votes = votes_of(held, step) if held else None
    waits = dict(steps_to_vote(held, request.actor)) if held else {}
    if held is None or votes is None or step not in waits:
        raise Http404
    if case_kind(held.kind).granted:
        case_or_404(request.actor, case, held.kind)
    organisation, today = voting_in(held, step), clock.today()
    form = VotersForm(request.POST or None, people=voters_of(organisation, today), initial={"on": today})
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        one = Preparing(
            organisation, VOTE, held.kind, ("matter",), tuple(votes.columns(held, told["on"])), told["electors"], told["on"],
            told["tellers"], told["channels"], step=step, case=case,
        )  # fmt: skip
        with asking:
            return redirect("ballots:one", services.prepare_boxes([one], actor=request.actor)[0].pk)
    title, page = _("Chuẩn bị hòm phiếu"), case_kind(held.kind).tell([case])[case]
    return asking.page("web/form.html", {
        "title": title, "name": waits[step], "place": names([organisation]).get(organisation, ""), "button": _("Chuẩn bị"),
        "cancel": page.url, "crumbs": [Crumb(page.title, page.url), Crumb(title)],
    })  # fmt: skip

"""One page: who of a branch handed in a paper, everybody by name, one tap for each who differs."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.views.marks import marks_of, marks_sent, seen_by
from liemchinh.organisations.queries import names
from liemchinh.reviews.forms import HandingForm
from liemchinh.reviews.handing import Sheet, record_handed
from liemchinh.reviews.queries import COLLECTIVE, handing_of, papers_of
from liemchinh.reviews.views.frame import address, asked_period, crumbs, period_tabs
from liemchinh.reviews.words import COMMITMENT, HANDED, SORTS, STATES
from liemchinh.web.asking import Asking


@require_http_methods(["GET", "POST"])
def handing(request: SignedRequest, organisation: int, sort: str) -> HttpResponse:
    """Everybody has handed it in, unless tapped otherwise. Saved in one go; saved again it is a correction."""
    if sort not in SORTS or not request.actor.covers("branch.keep", organisation):
        raise Http404
    period = asked_period(request)
    listed, before = papers_of(organisation, sort, period), handing_of(organisation, sort, period.code)
    form = HandingForm(request.POST or None, initial={"on": clock.today(), "lies": "branch", "reason": "later"})
    asked = [one for one in listed if not one.elsewhere]
    sent = marks_sent(request, [one.person for one in asked])
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        sheet = Sheet(organisation, sort, period, told["on"], told["lies"])
        with asking:
            record_handed(sheet, sent, reason=told["reason"], seen=seen_by(request), actor=request.actor)
            messages.success(request, _("Đã ghi %(papers)s %(period)s.") % {"papers": SORTS[sort], "period": period})
            return HttpResponseRedirect(address("list", organisation, period.code))
    title = _("%(papers)s %(period)s") % {"papers": str(SORTS[sort]).capitalize(), "period": period}
    preset = "" if before else HANDED
    rows = [
        (
            one.person,
            one.name if one.person != COLLECTIVE else _("Tập thể"),
            sent.get(one.person) or one.state or preset,
            False,
        )
        for one in asked
    ]
    given = {
        "title": title, "name": names([organisation]).get(organisation, ""), "before": before,
        "seen": before.recorded_by if before else 0, "marks": marks_of(rows, STATES),
        "elsewhere": [one for one in listed if one.elsewhere], "crumbs": crumbs(organisation, period, title),
        "tabs": period_tabs("handing", organisation, period, sort, years_only=sort == COMMITMENT),
    }  # fmt: skip
    return asking.page("reviews/handing.html", given)

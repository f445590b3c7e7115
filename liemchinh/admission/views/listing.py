"""The candidates of one's branches and committees, each with how far they are on the way."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.admission.queries import ENDED, count_by_stage, list_candidates
from liemchinh.admission.words import STAGES
from liemchinh.journal import clock
from liemchinh.web.components import Tab
from liemchinh.web.numbers import show_number


@require_safe
def candidates(request: SignedRequest) -> HttpResponse:
    """Those on the way, by stage: what a committee has to decide stands under “Ban điều hành”."""
    actor = request.actor
    if not actor.may("branch.keep") and not actor.may("members.decide"):
        raise Http404
    stage = request.GET.get("stage", "")
    stage = stage if stage in STAGES or stage == ENDED else ""
    rows, listed = list_candidates(
        actor, stage, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    counts, base = count_by_stage(actor), reverse("admission:list")
    tabs = [Tab(_("Đang theo dõi"), base, not stage, show_number(sum(counts.values())))]
    tabs += [
        Tab(str(title), f"{base}?stage={code}", stage == code, show_number(counts[code]))
        for code, title in STAGES.items()
        if code != "official"
    ]
    tabs.append(Tab(_("Đã xong"), f"{base}?stage={ENDED}", stage == ENDED))
    given = {"rows": rows, "page": listed, "tabs": tabs, "today": clock.today(), "may_enter": actor.may("branch.keep")}
    return render(request, "admission/list.html", given)

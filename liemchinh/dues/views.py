"""One page: a branch's dues of a month, everybody by name, one tap for each who differs."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.dues.forms import CorrectionForm
from liemchinh.dues.models import PAID, STATES
from liemchinh.dues.queries import Payer, month_recorded, payers
from liemchinh.dues.services import record_dues
from liemchinh.journal import clock
from liemchinh.members.months import month_of, months_before, read_month, show_month, spelled
from liemchinh.members.views.marks import marks_of, marks_sent, seen_by
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab

TABS = 4
# Of whom no rule says that they pay: nothing may be recorded too.
UNCLEAR = {**STATES, "": _lazy("Không ghi")}


@require_http_methods(["GET", "POST"])
def month(request: SignedRequest, organisation: int) -> HttpResponse:
    """Who paid in a month: everybody has, unless tapped otherwise. Saved in one go; saved again it is a correction."""
    if not request.actor.covers("branch.keep", organisation):
        raise Http404
    asked = read_month(request.GET.get("month")) or month_of(clock.today())
    listed, before = payers(organisation, asked), month_recorded(organisation, asked)
    form = CorrectionForm(request.POST or None)
    asking = Asking(request, form)
    sent = marks_sent(request, [one.person for one in listed])
    if request.method == "POST":
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        with asking:
            record_dues(organisation, asked, sent, reason=reason, seen=seen_by(request), actor=request.actor)
            messages.success(request, _("Đã ghi hội phí tháng %(month)s.") % {"month": show_month(asked)})
            return HttpResponseRedirect(f"{reverse('organisations:one', args=[organisation])}")
    name = names([organisation]).get(organisation, "")
    given = {
        "name": name, "month": asked, "shown": show_month(asked), "before": before,
        "seen": before.recorded_by if before else 0, "tabs": _tabs(organisation, asked),
        "marks": marks_of([_row(one, before is None, sent) for one in listed if one.asked], STATES),
        "unclear": marks_of([_row(one, False, sent) for one in listed if not one.asked], UNCLEAR),
        "crumbs": [Crumb(name, reverse("organisations:one", args=[organisation])), Crumb(_("Hội phí"))],
    }  # fmt: skip
    return asking.page("dues/month.html", given)


def _row(one: Payer, is_new: bool, sent: dict[int, str]) -> tuple[int, str, str, bool]:
    return one.person, one.name, sent.get(one.person) or one.state or (PAID if is_new else ""), one.guest


def _tabs(organisation: int, asked: date) -> list[Tab]:
    now = month_of(clock.today())
    offered = sorted({*months_before(now, TABS), asked}, reverse=True)
    url = reverse("dues:month", args=[organisation])
    return [Tab(show_month(one), f"{url}?month={spelled(one)}", one == asked) for one in offered]

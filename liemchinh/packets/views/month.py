"""A branch's month: what is recorded and what is not, and the paper for it."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.meetings.queries import standard_day
from liemchinh.members.months import month_of, months_before, read_month, show_month, spelled
from liemchinh.organisations.queries import names
from liemchinh.packets.queries import branch_month
from liemchinh.packets.services import make_packet
from liemchinh.web.components import Crumb, Tab

TABS = 4


def month_asked(request: SignedRequest) -> date:
    """The month in the address, or the running one."""
    return read_month(request.GET.get("month")) or month_of(clock.today())


def month_tabs(url: str, asked: date, **more: int) -> list[Tab]:
    """The last months, and the one asked for."""
    offered = sorted({*months_before(month_of(clock.today()), TABS), asked}, reverse=True)
    rest = "".join(f"&{name}={value}" for name, value in more.items())
    return [Tab(show_month(one), f"{url}?month={spelled(one)}{rest}", one == asked) for one in offered]


@require_safe
def month(request: SignedRequest, organisation: int) -> HttpResponse:
    """Meeting, dues and paper of a branch's month."""
    if not request.actor.covers("branch.keep", organisation):
        raise Http404
    asked = month_asked(request)
    name = names([organisation]).get(organisation, "")
    given = {
        "organisation": organisation, "name": name, "shown": show_month(asked), "spelled": spelled(asked),
        "found": branch_month(organisation, asked), "usual": _usual_day(asked),
        "tabs": month_tabs(reverse("packets:month", args=[organisation]), asked),
        "crumbs": [Crumb(name, reverse("organisations:one", args=[organisation])), Crumb(_("Việc tháng"))],
    }  # fmt: skip
    return render(request, "packets/month.html", given)


def _usual_day(month: date) -> date:
    """The day branches meet in a month; before it comes, and where no rule is verified, the nearest that can be recorded."""
    rule = standard_day(month)
    return min(rule[0] if rule else month, clock.today())


@require_POST
def make(request: SignedRequest, organisation: int) -> HttpResponse:
    """A packet for the month, ready to be printed."""
    if not request.actor.covers("branch.keep", organisation):
        raise Http404
    packet = make_packet(organisation, month_asked(request), actor=request.actor)
    return HttpResponseRedirect(reverse("packets:one", args=[packet]))

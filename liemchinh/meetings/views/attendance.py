"""A branch's meeting: who came, one tap for each who did not; and the meeting as recorded, to be cancelled if it is wrong."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.meetings.forms import CancelForm, CorrectionForm, HeldForm
from liemchinh.meetings.minutes import agenda_on
from liemchinh.meetings.models import PRESENT, STATES, Meeting
from liemchinh.meetings.queries import attendees, meeting_on, meeting_visible_to, standard_day
from liemchinh.meetings.services import cancel_meeting, record_meeting
from liemchinh.members.months import month_of
from liemchinh.members.views.marks import marks_of, marks_sent, seen_by
from liemchinh.offline.once import for_script, read_sending
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.dates import show


@require_http_methods(["GET", "POST"])
def record(request: SignedRequest, organisation: int) -> HttpResponse:
    """Everybody due on the day is present, unless tapped otherwise. Saved in one go; saved again it is a correction."""
    if not request.actor.covers("branch.keep", organisation):
        raise Http404
    asked = HeldForm({"on": request.GET["on"]} if "on" in request.GET else None)
    day = asked.cleaned_data["on"] if asked.is_valid() else _usual_day()
    due, before = attendees(organisation, day), meeting_on(organisation, day)
    form = CorrectionForm(request.POST or None)
    asking = Asking(request, form)
    sent = marks_sent(request, [one.person for one in due])
    if request.method == "POST":
        reason, sending = (
            form.cleaned_data["reason"] if form.is_valid() else "",
            read_sending(request.POST.get("sending")),
        )
        with asking:
            record_meeting(
                organisation, day, sent, reason=reason, seen=seen_by(request), sending=sending, actor=request.actor
            )
            messages.success(request, _("Đã ghi buổi sinh hoạt ngày %(day)s.") % {"day": show(day)})
            return for_script(request, _to(meeting_on(organisation, day), organisation))
    name = names([organisation]).get(organisation, "")
    usual = "" if before else PRESENT
    rows = [(one.person, one.name, sent.get(one.person) or one.state or usual, one.guest) for one in due]
    given = {
        "name": name, "day": day, "before": before, "marks": marks_of(rows, STATES),
        "asked": asked if asked.errors else HeldForm(initial={"on": day}), "seen": before.recorded_by if before else 0,
        "crumbs": [Crumb(name, reverse("organisations:one", args=[organisation])), Crumb(_("Sinh hoạt"))],
    }  # fmt: skip
    return asking.page("meetings/record.html", given)


def _usual_day() -> date:
    """The day branches meet in this month, once it has come; else today."""
    today = clock.today()
    rule = standard_day(month_of(today))
    return rule[0] if rule and rule[0] <= today else today


def _to(meeting: Meeting | None, organisation: int) -> HttpResponseRedirect:
    there = ("meetings:one", meeting.pk) if meeting else ("organisations:one", organisation)
    return HttpResponseRedirect(reverse(there[0], args=[there[1]]))


@require_http_methods(["GET", "POST"])
def one(request: SignedRequest, meeting: int) -> HttpResponse:
    """A meeting as recorded: its counts, and who did not come while the names are kept. Posted, it is cancelled for a reason."""
    found = meeting_visible_to(request.actor, meeting)
    if found is None:
        raise Http404
    form = CancelForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        cancel_meeting(found.pk, reason=form.cleaned_data["reason"], actor=request.actor)
        messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
        return _to(None, found.organisation_id)
    name = names([found.organisation_id]).get(found.organisation_id, "")
    listed = attendees(found.organisation_id, found.held_on)
    given = {
        "meeting": found, "name": name, "planned": agenda_on(found.organisation_id, found.held_on) is not None,
        "kept": any(each.state for each in listed),
        "others": [(each.name, STATES[each.state]) for each in listed if each.state not in {"", PRESENT}],
        "crumbs": [Crumb(name, reverse("organisations:one", args=[found.organisation_id])), Crumb(_("Sinh hoạt"))],
    }  # fmt: skip
    return asking.page("meetings/one.html", given)

"""What a branch's meeting is about and what it concluded on each item, by when, whether enough came; and the minutes to write on paper."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.directives.queries import offered_to_carry, told_of
from liemchinh.journal import clock
from liemchinh.meetings.concluding import MOST_ITEMS, conclude_meeting, set_agenda
from liemchinh.meetings.forms import CorrectionForm, ItemRows, OutcomeForm, PlannedForm
from liemchinh.meetings.items import KINDS, RESULTS
from liemchinh.meetings.minutes import (
    agenda_due,
    agenda_on,
    is_taken_over,
    items_of,
    left_by_ended,
    minutes_of,
    official_among,
    outcomes_of,
    quorum_of,
    results_due,
    voters,
)
from liemchinh.meetings.queries import meeting_on, standard_day
from liemchinh.members.months import belonging, month_of
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.dates import show

LINES = range(3)


@require_http_methods(["GET", "POST"])
def agenda(request: SignedRequest, organisation: int) -> HttpResponse:
    """The items of a meeting of a day, past or to come."""
    day, given = _begun(request, organisation)
    before = agenda_on(organisation, day)
    documents = offered_to_carry(organisation, "", clock.today())
    left = [one for one in left_by_ended(organisation, day) if not is_taken_over(one, before)]
    items = [*items_of(before), *(item for one in left for item in items_of(one))]
    initial = [
        {"kind": kind, "document": number}
        for kind, number in dict.fromkeys((one.kind, one.document_id) for one in items)
    ]
    chosen = [(one.document.pk, told_of(one.document)) for one in items if one.document]
    documents = list({**dict(documents), **dict(chosen)}.items())
    options: dict[str, Any] = {"form_kwargs": {"documents": documents}, "prefix": "i"}
    rows = (
        ItemRows(request.POST, **options)
        if request.method == "POST"
        else ItemRows(initial=initial[:MOST_ITEMS], **options)
    )
    asking = Asking(request, None, rows)
    if asking.is_valid():
        with asking:
            set_agenda(organisation, day, rows.planned(), actor=request.actor)
            messages.success(request, _("Đã ghi nội dung buổi sinh hoạt ngày %(day)s.") % {"day": show(day)})
            return _back("minutes", organisation, day)
    given |= {
        "rows": rows, "due": agenda_due(organisation, day), "before": before, "most": MOST_ITEMS,
        "left": [called for _number, called in sorted(names({one.organisation_id for one in left}).items())],
        "asked": PlannedForm(initial={"on": day}), "book": reverse("directives:book", args=[organisation]),
    }  # fmt: skip
    return asking.page("meetings/agenda.html", given)


@require_http_methods(["GET", "POST"])
def minutes(request: SignedRequest, organisation: int) -> HttpResponse:
    """What was concluded on each item, and what the rules say of the meeting."""
    day, given = _begun(request, organisation)
    planned, meeting = agenda_on(organisation, day), meeting_on(organisation, day)
    before = minutes_of(planned) if planned else None
    told = outcomes_of(before)
    data = request.POST if request.method == "POST" else None
    forms = [
        (one, OutcomeForm(data, prefix=f"n{one.number}", initial=told.get(one.number))) for one in items_of(planned)
    ]
    correction = CorrectionForm(data) if before else None
    asking = Asking(request, None, *(form for _item, form in forms))
    if asking.is_valid():
        reason = correction.cleaned_data["reason"] if correction and correction.is_valid() else ""
        outcomes = {one.number: form.concluded() for one, form in forms}
        with asking:
            conclude_meeting(organisation, day, outcomes, reason=reason, actor=request.actor)
            messages.success(request, _("Đã ghi kết luận buổi sinh hoạt ngày %(day)s.") % {"day": show(day)})
            return _back("minutes", organisation, day)
    given |= {
        "rows": [(one, KINDS[one.kind], form) for one, form in forms], "due": results_due(organisation, day),
        "meeting": meeting, "before": before, "further": correction, "agenda": planned, "asked": PlannedForm(initial={"on": day}),
        "quorum": quorum_of(meeting) if meeting else None, "voters": voters(meeting) if meeting else (0, 0),
    }  # fmt: skip
    return asking.page("meetings/minutes.html", given)


@require_safe
def paper(request: SignedRequest, organisation: int) -> HttpResponse:
    """The minutes to print: what is recorded, and lines to write on what people contributed. That stays on paper."""
    day, given = _begun(request, organisation)
    planned, meeting = agenda_on(organisation, day), meeting_on(organisation, day)
    there = belonging(organisation, day)
    official = official_among((one.person for one in there), day)
    told = outcomes_of(minutes_of(planned) if planned else None)
    own = [one for one in there if not one.guest]
    given |= {
        "meeting": meeting, "lines": LINES, "official": sum(one.person in official for one in own),
        "probationary": sum(one.person not in official for one in own), "guests": len(there) - len(own),
        "exempt": sum(one.exempt for one in own), "suspended": sum(one.suspended for one in own), "away": sum(one.away for one in own),
        "rows": [(one, KINDS[one.kind], _said(told.get(one.number))) for one in items_of(planned)],
    }  # fmt: skip
    return render(request, "meetings/paper.html", given)


def _begun(request: SignedRequest, organisation: int) -> tuple[date, dict[str, Any]]:
    """The day asked for, and what all pages of a meeting show, for whoever keeps the branch."""
    if not request.actor.covers("branch.keep", organisation):
        raise Http404
    asked = PlannedForm({"on": request.GET["on"]} if "on" in request.GET else None)
    rule = standard_day(month_of(clock.today()))
    day = asked.cleaned_data["on"] if asked.is_valid() else rule[0] if rule else clock.today()
    name = names([organisation]).get(organisation, "")
    crumbs = [Crumb(name, reverse("organisations:one", args=[organisation])), Crumb(_("Sinh hoạt"))]
    return day, {"day": day, "name": name, "organisation": organisation, "crumbs": crumbs, "today": clock.today()}


def _said(told: dict[str, Any] | None) -> dict[str, Any]:
    return {**told, "result": RESULTS[told["result"]]} if told else {}


def _back(page: str, organisation: int, day: date) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(f'meetings:{page}', args=[organisation])}?on={day.isoformat()}")

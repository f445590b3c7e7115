"""One's own calendar, the address at which other calendars read it, and what they read there."""

import re
from contextlib import suppress
from datetime import date, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest, address_of
from liemchinh.access.throttling import TooMany, take
from liemchinh.agenda import queries, services
from liemchinh.agenda.icalendar import Due, calendar_of
from liemchinh.journal import clock
from regulations.answers import Refused

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


@require_safe
def month(request: SignedRequest) -> HttpResponse:
    """A month as a table and as a list; on a phone the list alone. Prints."""
    today = clock.today()
    asked = _MONTH.fullmatch(request.GET.get("month", ""))
    first = date(int(asked[1]), int(asked[2]), 1) if asked else today.replace(day=1)
    found = queries.month_of(request.actor, first, today)
    weeks = [[(day, found.days.get(day, ()), day.month == first.month) for day in week] for week in found.weeks]
    given = {
        "first": first, "today": today, "weeks": weeks, "days": sorted(found.days.items()), "late": found.late, "without": found.without,
        "before": f"{first - timedelta(days=1):%Y-%m}", "next": f"{first + timedelta(days=31):%Y-%m}",
        "heads": (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN")),
    }  # fmt: skip
    return render(request, "agenda/month.html", given)


@require_http_methods(["GET", "POST"])
def feed(request: SignedRequest) -> HttpResponse:
    """Whether an address is open; a new one is shown this once."""
    shown = ""
    if request.method == "POST":
        secret = services.open_feed(actor=request.actor)
        shown = request.build_absolute_uri(reverse("agenda:read", args=[secret]))
    account = request.actor.account_id
    given = {
        "shown": shown, "feed": queries.feed_of(account), "reminder": queries.reminder_of(account), "sends_mail": settings.SENDS_MAIL,
    }  # fmt: skip
    return render(request, "agenda/feed.html", given)


@require_POST
def close(request: SignedRequest) -> HttpResponse:
    """The address is taken back; where none is open nothing is to be done."""
    with suppress(Refused):
        services.close_feed(actor=request.actor)
        messages.success(request, _("Đã thu hồi địa chỉ lịch."))
    return redirect("agenda:feed")


@require_POST
def remind(request: SignedRequest) -> HttpResponse:
    """A weekly message is asked for, or no more; what is so already stays so."""
    asked = "on" in request.POST
    call = services.ask_for_reminder if asked else services.stop_reminder
    with suppress(Refused):
        call(actor=request.actor)
        messages.success(request, _("Đã bật thư nhắc.") if asked else _("Đã tắt thư nhắc."))
    return redirect("agenda:feed")


@require_safe
def read(request: HttpRequest, secret: str) -> HttpResponse:
    """What another calendar reads: on these days something is due. Public, by the secret in it; limited by who reads."""
    try:
        take([("feed", address_of(request))])
    except TooMany as error:
        return HttpResponse(status=429, headers={"Retry-After": str(error.minutes * 60)})
    row = queries.feed_at(secret)
    if row is None:
        raise Http404
    on, there = clock.today(), request.build_absolute_uri(reverse("agenda:month"))
    days = [Due(day, f"{there}?month={day:%Y-%m}#d-{day:%Y%m%d}") for day in queries.days_due(row, on)]
    with override(row.account.language):
        text = calendar_of("Liêm Chính", _("Có việc đến hạn"), days, key=str(row.pk), made=clock.now())
    return HttpResponse(
        text, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    )  # fmt: skip

"""What of reports waits: to be approved, put right, signed; and a report that was asked for and is not there, with the day of reminding."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.queries import names, subtree
from liemchinh.reports.collecting import owed_by
from liemchinh.reports.handed import aboves_of, reports_in
from liemchinh.reports.models import Report
from liemchinh.reports.words import APPROVED, KEEP, PERIODS, RETURNED, SIGN, SUBMITTED
from liemchinh.web.contributions import Waiting
from liemchinh.web.dates import show

MOST = 20
REMINDED = timedelta(days=366)


def waiting(actor: Actor, on: date) -> list[Waiting]:
    """For each organisation where the actor keeps or signs reports."""
    found: list[Waiting] = []
    for organisation in sorted(actor.roots(SIGN)):
        found += _steps(organisation, on)
    for organisation in sorted(actor.roots(KEEP)):
        found += _owed(organisation, on)
    return found


def _steps(organisation: int, on: date) -> list[Waiting]:
    sent = list(reports_in(SUBMITTED, subtree([organisation], on)).order_by("pk"))
    above = aboves_of({one.organisation_id for one in sent}, on)
    mine, own = [one for one in sent if above[one.organisation_id] == organisation][:MOST], [organisation]
    called = names([organisation, *(one.organisation_id for one in mine)])
    return [
        *(_line(one, called, _("Duyệt báo cáo của %(name)s"), "reports.approve") for one in mine),
        *(_line(one, called, _("Sửa báo cáo bị trả lại của %(name)s"), "reports.returned") for one in reports_in(RETURNED, own)[:MOST]),
        *(_line(one, called, _("Ký báo cáo đã duyệt của %(name)s"), "reports.sign") for one in reports_in(APPROVED, own)[:MOST]),
    ]  # fmt: skip


def _line(report: Report, called: Mapping[int, str], title: str, kind: str) -> Waiting:
    name = called.get(report.organisation_id, "")
    why = _("%(kind)s, từ %(first)s đến %(last)s.") % {
        "kind": PERIODS[report.kind], "first": show(report.first), "last": show(report.last)
    }  # fmt: skip
    return Waiting(title % {"name": name}, why, None, reverse("reports:way", args=[report.pk]), kind)


def _owed(organisation: int, on: date) -> list[Waiting]:
    name, found = names([organisation]).get(organisation, ""), []
    for call in owed_by(organisation, on - REMINDED)[:MOST]:
        told = {"name": name, "first": show(call.first), "last": show(call.last)}
        title = _("Gửi báo cáo của %(name)s, kỳ từ %(first)s đến %(last)s") % told
        why = _("Cấp trên yêu cầu; chưa gửi.")
        if call.reminded_on is not None:
            why = _("Cấp trên yêu cầu; đã nhắc ngày %(day)s.") % {"day": show(call.reminded_on)}
        url = reverse("reports:call", args=[call.pk])
        found.append(Waiting(title, why, call.due_on, url, "reports.owed"))
    return found

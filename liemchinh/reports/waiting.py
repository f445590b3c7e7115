"""What of reports waits: to be approved, put right, signed; and a report that was asked for from above and is not sent, with its day.

A fixed number of queries, however many organisations the actor keeps and however much waits.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.queries import names, subtree
from liemchinh.reports.collecting import Owed, owed_by
from liemchinh.reports.handed import aboves_of, reports_in
from liemchinh.reports.models import Asked, Report
from liemchinh.reports.words import APPROVED, KEEP, PERIODS, RETURNED, SIGN, SUBMITTED
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.dates import show

MOST = 20
REMINDED = timedelta(days=366)


@concerns(KEEP, SIGN, rows=(Report, Asked))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """Of the organisations where the actor signs, writes or keeps reports."""
    signed, kept = sorted(actor.roots(SIGN)), sorted(actor.roots(KEEP))
    return [*_to_sign(signed, on), *_to_write(kept, on)]


def _to_sign(roots: Sequence[int], on: date) -> list[Waiting]:
    if not roots:
        return []
    sent = list(reports_in(SUBMITTED, subtree(roots, on)).order_by("pk"))
    above = aboves_of({one.organisation_id for one in sent}, on)
    mine = [one for one in sent if above[one.organisation_id] in roots][:MOST]
    approved = list(reports_in(APPROVED, list(roots)).order_by("pk")[:MOST])
    called = names({one.organisation_id for one in (*mine, *approved)})
    return [
        *(_line(one, called, _("Duyệt báo cáo của %(name)s"), "reports.approve") for one in mine),
        *(_line(one, called, _("Ký báo cáo đã duyệt của %(name)s"), "reports.sign") for one in approved),
    ]


def _to_write(roots: Sequence[int], on: date) -> list[Waiting]:
    if not roots:
        return []
    back, owed = list(reports_in(RETURNED, list(roots)).order_by("pk")[:MOST]), owed_by(roots, on - REMINDED)[:MOST]
    places = {one.organisation_id for one in back} | {one.organisation for one in owed} | {one.asker for one in owed}
    called = names(places)
    return [
        *(_line(one, called, _("Sửa báo cáo bị trả lại của %(name)s"), "reports.returned") for one in back),
        *(_owed(one, called) for one in owed),
    ]


def _line(report: Report, called: Mapping[int, str], title: str, kind: str) -> Waiting:
    name = called.get(report.organisation_id, "")
    why = _("%(kind)s, từ %(first)s đến %(last)s.") % {
        "kind": PERIODS[report.kind], "first": show(report.first), "last": show(report.last)
    }  # fmt: skip
    return Waiting(title % {"name": name}, why, None, reverse("reports:way", args=[report.pk]), kind)


def _owed(one: Owed, called: Mapping[int, str]) -> Waiting:
    """A report to write: one that was begun leads to it, one that was not to where it is begun."""
    told = {
        "title": one.title, "name": called.get(one.organisation, ""), "asker": called.get(one.asker, ""),
        "day": show(one.reminded_on),
    }  # fmt: skip
    if one.report is None:
        title, url = _("Viết báo cáo “%(title)s” của %(name)s") % told, reverse("reports:call", args=[one.call])
        why = _("%(asker)s yêu cầu; chưa bắt đầu.") % told
    else:
        title, url = (
            _("Viết tiếp và gửi báo cáo “%(title)s” của %(name)s") % told,
            reverse("reports:one", args=[one.report]),
        )
        why = _("%(asker)s yêu cầu; đang viết, chưa gửi.") % told
    if one.reminded_on is not None:
        why = _("%(why)s Đã nhắc ngày %(day)s.") % (told | {"why": why})
    return Waiting(title, why, one.due_on, url, "reports.owed")

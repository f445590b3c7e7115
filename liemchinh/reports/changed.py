"""What the home page says has changed of reports: asked for from above, approved or sent back by the one above."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.reports.models import Asked, Handing
from liemchinh.reports.naming import title_of, title_of_call
from liemchinh.reports.words import APPROVED, KEEP, REASONS, RETURNED
from liemchinh.web.contributions import Change, concerns
from liemchinh.web.dates import show

MOST = 20
KINDS = ("reports.called", "reports.approved", "reports.returned")


@concerns(KEEP, rows=(Asked, Handing))
def changes(actor: Actor, since: datetime) -> list[Change]:
    """One line for each report of an organisation one keeps, by whoever did it; not one's own acts. A fixed number of queries."""
    roots = actor.roots(KEEP)
    acts = Entry.objects.filter(kind__in=KINDS, recorded_at__gte=since).exclude(account_id=actor.account_id or 0)
    recent = dict(acts.order_by("-sequence").values_list("sequence", "recorded_at")[: MOST * 10]) if roots else {}
    if not recent:
        return []
    asked = Asked.objects.filter(organisation_id__in=roots, call__recorded_by__in=recent, call__cancelled_by=None)
    steps = Handing.objects.filter(report__organisation_id__in=roots, recorded_by__in=recent, cancelled_by=None)
    found = []
    for one in asked.select_related("call__edition").order_by("-pk")[:MOST]:
        told = {"title": title_of_call(one.call), "day": show(one.call.due_on)}
        said = _("Cấp trên yêu cầu báo cáo “%(title)s”, hạn gửi %(day)s") % told
        found.append(Change(said, recent[one.call.recorded_by], reverse("reports:call", args=[one.call_id])))
    for step in steps.filter(kind__in=(APPROVED, RETURNED)).select_related("report__edition").order_by("-pk")[:MOST]:
        reason = str(REASONS.get(step.reason, step.reason))
        said = (
            _("Báo cáo “%(title)s” đã được duyệt")
            if step.kind == APPROVED
            else _("Báo cáo “%(title)s” bị trả lại: %(reason)s")
        )
        url = reverse("reports:way", args=[step.report_id])
        found.append(Change(said % {"title": title_of(step.report), "reason": reason}, recent[step.recorded_by], url))
    return found

"""What every page of a report begins with: its door, and what is said of it."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.organisations.queries import names
from liemchinh.reports.handed import report_visible_to
from liemchinh.reports.models import Report
from liemchinh.reports.words import PERIODS
from liemchinh.web.dates import show


def report_or_404(request: SignedRequest, report: int) -> Report:
    """A report the actor may see."""
    found = report_visible_to(request.actor, report)
    if found is None:
        raise Http404
    return found


def head_of(report: Report) -> dict[str, Any]:
    """What every page of a report says of it."""
    name = names([report.organisation_id]).get(report.organisation_id, "")
    period = _("%(kind)s, từ %(first)s đến %(last)s") % {
        "kind": PERIODS[report.kind], "first": show(report.first), "last": show(report.last)
    }  # fmt: skip
    return {"report": report, "place": name, "period": period}

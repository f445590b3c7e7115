"""What every page of a report begins with: its door, what is said of it, the way to it."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.organisations.queries import names
from liemchinh.reports.handed import report_visible_to
from liemchinh.reports.models import Report
from liemchinh.reports.naming import title_of
from liemchinh.reports.words import PERIODS
from liemchinh.web.components import Crumb
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


def crumbs(report: Report | None, *rest: Crumb) -> list[Crumb]:
    """The way to a page of reports, the same on all of them: the list, the report by its name, what is done with it."""
    made = [Crumb(_("Báo cáo"), reverse("reports:list"))]
    if report is not None:
        made.append(Crumb(title_of(report), reverse("reports:one", args=[report.pk]) if rest else ""))
    return [*made, *rest]


def way_crumb(report: Report) -> Crumb:
    """The page on which a report is checked and handed on, as a step of the way to what is done there."""
    return Crumb(_("Kiểm tra, gửi lên, ký"), reverse("reports:way", args=[report.pk]))

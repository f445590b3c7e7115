"""Months without a recorded meeting wait for a secretary, in the branches they keep themselves."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.meetings.queries import met_among, standard_day
from liemchinh.members.months import branches_among, last_day_of, month_of, months_before, show_month
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Waiting

MONTHS = 2


def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line per branch and month, the running one and the one before. Who keeps a committee has the page of its branches instead."""
    roots = actor.roots("branch.keep")
    if not roots:
        return []
    found = []
    for month in months_before(month_of(on), MONTHS):
        branches = branches_among(roots, min(last_day_of(month), on))
        missing = [number for number in branches if number not in met_among(branches, month)]
        called = names(missing)
        found += [_line(number, called.get(number, ""), month, on) for number in missing]
    return found


def _line(branch: int, name: str, month: date, on: date) -> Waiting:
    rule = standard_day(month)
    shown = {"month": show_month(month), "name": name, "citation": rule[1] if rule else ""}
    if rule:
        why = _("%(name)s: tháng này chưa ghi sinh hoạt; chi bộ họp thường kỳ vào ngày này (%(citation)s).") % shown
    else:
        why = _("%(name)s: tháng này chưa ghi sinh hoạt; ngày họp thường kỳ chưa được xác minh.") % shown
    day = min(rule[0] if rule else month, on)
    url = f"{reverse('meetings:record', args=[branch])}?on={day.isoformat()}"
    return Waiting(
        _("Ghi buổi sinh hoạt tháng %(month)s") % shown, why, rule[0] if rule else None, url, "meetings.month"
    )

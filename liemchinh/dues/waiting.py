"""Which months of dues wait for a secretary: the running one and the one before, in the branches they keep themselves."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.dues.queries import recorded_among
from liemchinh.members.months import branches_among, last_day_of, month_of, months_before, show_month, spelled
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Waiting, concerns

MONTHS = 2


@concerns("branch.keep")
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line per branch and month that nobody recorded. Who keeps a committee has the page of its branches instead."""
    roots = actor.roots("branch.keep")
    if not roots:
        return []
    found = []
    for month in months_before(month_of(on), MONTHS):
        branches = branches_among(roots, min(last_day_of(month), on))
        missing = [number for number in branches if number not in recorded_among(branches, month)]
        called = names(missing)
        found += [_line(number, called.get(number, ""), month) for number in missing]
    return found


def _line(branch: int, name: str, month: date) -> Waiting:
    shown = {"month": show_month(month), "name": name}
    return Waiting(
        _("Ghi hội phí tháng %(month)s") % shown,
        _("%(name)s chưa ghi ai đã đóng. Quy định không nêu ngày phải ghi.") % shown,
        None,
        f"{reverse('dues:month', args=[branch])}?month={spelled(month)}",
        "dues.month",
    )

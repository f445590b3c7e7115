"""Months without a recorded meeting, and meetings without their conclusions, wait for a secretary, in the branches they keep themselves."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.meetings.minutes import agenda_on, is_taken_over, results_due
from liemchinh.meetings.models import Agenda, Minutes
from liemchinh.meetings.queries import met_among, standard_day
from liemchinh.members.months import branches_among, last_day_of, month_of, months_before, show_month
from liemchinh.organisations.bearing import bearers, carried_by
from liemchinh.organisations.lifetimes import standing_among
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.dates import show

MONTHS = 2


@concerns("branch.keep")
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line per branch and month, the running one and the one before. Who keeps a committee has the page of its branches instead."""
    roots = actor.roots("branch.keep")
    if not roots:
        return []
    found, kept = [], carried_by(roots, on)
    for month in months_before(month_of(on), MONTHS):
        branches = branches_among(kept, min(last_day_of(month), on))
        missing = [number for number in branches if number not in met_among(branches, month)]
        called = names(missing)
        found += [_line(number, called.get(number, ""), month, on) for number in missing]
    return found + _conclusions(kept, on)


def _conclusions(kept: Collection[int], on: date) -> list[Waiting]:
    """Meetings of these months with an agenda and nothing concluded on it yet; agendas left by branches that ended before the day."""
    done = Minutes.objects.filter(agenda=OuterRef("pk"), cancelled_by=None)
    since = months_before(month_of(on), MONTHS)[-1]
    rows = Agenda.objects.filter(~Exists(done), organisation_id__in=kept, cancelled_by=None, held_on__gte=since)
    unconcluded, found = list(rows.order_by("held_on", "organisation_id")), list[Waiting]()
    called = names(kept) if unconcluded else {}
    for row in unconcluded:
        if row.organisation_id not in standing_among([row.organisation_id], row.held_on):
            found += _left(row, called)
            continue
        if row.held_on > on:
            continue
        due, place = results_due(row.organisation_id, row.held_on), called.get(row.organisation_id, "")
        shown = {"name": place, "citation": due.answer.citation or ""}
        if due.on:
            why = _("%(name)s: kết luận từng nội dung, hạn theo %(citation)s.") % shown
        else:
            why = _("%(name)s: kết luận từng nội dung; hạn nhập chưa được xác minh.") % shown
        title = _("Ghi kết luận buổi sinh hoạt ngày %(day)s") % {"day": show(row.held_on)}
        url = f"{reverse('meetings:minutes', args=[row.organisation_id])}?on={row.held_on.isoformat()}"
        found.append(Waiting(title, why, due.on, url, "meetings.conclusions"))
    return found


def _left(row: Agenda, called: Mapping[int, str]) -> list[Waiting]:
    """What a branch that ended was to be about on a day waits for its heir."""
    heir = bearers([row.organisation_id], clock.today()).get(row.organisation_id)
    if heir is None or is_taken_over(row, agenda_on(heir, row.held_on)):
        return []
    shown = {"day": show(row.held_on), "heir": called.get(heir, ""), "ended": called.get(row.organisation_id, "")}
    url = f"{reverse('meetings:agenda', args=[heir])}?on={row.held_on.isoformat()}"
    why = _("%(heir)s: %(ended)s đã ghi nội dung cho ngày ấy trước khi kết thúc.") % shown
    return [Waiting(_("Nhận nội dung buổi sinh hoạt ngày %(day)s") % shown, why, None, url, "meetings.agenda")]


def _line(branch: int, name: str, month: date, on: date) -> Waiting:
    rule = standard_day(month)
    shown = {"month": show_month(month), "name": name, "citation": rule[1] if rule else ""}
    if rule:
        why = _("%(name)s: tháng này chưa ghi sinh hoạt; chi hội họp thường kỳ vào ngày này (%(citation)s).") % shown
    else:
        why = _("%(name)s: tháng này chưa ghi sinh hoạt; ngày họp thường kỳ chưa được xác minh.") % shown
    day = min(rule[0] if rule else month, on)
    url = f"{reverse('meetings:record', args=[branch])}?on={day.isoformat()}"
    return Waiting(
        _("Ghi buổi sinh hoạt tháng %(month)s") % shown, why, rule[0] if rule else None, url, "meetings.month"
    )

"""The steps of cases that wait for somebody: whose turn it is, by when, and why that day."""

from datetime import date

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.concerned import cases_about, waits_for_me
from liemchinh.casework.holders import grants_to_vouch
from liemchinh.casework.kinds import Told, case_kind
from liemchinh.casework.models import Case, Deadline
from liemchinh.casework.queries import told, waiting_visible_to
from liemchinh.casework.work import cases_called
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.dates import show
from liemchinh.web.numbers import show_number

MOST = 20


@concerns(rows=(Case,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each of the most urgent, and one that says how many more there are."""
    found = [waiting_visible_to(actor, on, granted=granted) for granted in (False, True)]
    # How many there are comes with the rows: the database goes through them once.
    parts = [list(part.annotate(all=Window(Count("pk")))[: MOST + 1]) for part in found]
    rows = sorted((row for part in parts for row in part), key=_urgency)
    called = cases_called((row.case_id, row.case.kind) for row in rows[:MOST])
    lines = [_line(row, called[row.case_id], on) for row in rows[:MOST] if row.case_id in called]
    if len(rows) > MOST:
        more = show_number(sum(part[0].all for part in parts if part) - MOST)
        title = _("Còn %(count)s việc khác đang chờ") % {"count": more}
        lines.append(Waiting(title, _("Ở đây chỉ nêu những việc gấp nhất."), None, "", "casework.more"))
    return [*_mine(actor), *_to_vouch(actor), *lines]


def _urgency(row: Deadline) -> tuple[date, date, int]:
    return (row.due_on or date.max, row.opens_on or date.min, row.pk)


def _mine(actor: Actor) -> list[Waiting]:
    """The steps that wait for the actor as the person a case is about; for whoever has no page of their own any more, each such case."""
    lines = []
    for case in cases_about(actor):
        url, title = reverse("casework:mine", args=[case.pk]), case_kind(case.kind).procedure.title
        for row in waits_for_me(case, actor):
            step = told(row, case.kind)
            why = step.why or _("Không có văn bản nào đặt hạn cho bước này.")
            lines.append(Waiting(f"{step.title}: {title}", why, row.due_on, url, "casework.mine"))
        if not actor.may("me.see"):
            why = _("Bạn đọc, trả lời, khiếu nại được dù không còn sinh hoạt ở đây.")
            lines.append(Waiting(_("Việc về bạn: %(title)s") % {"title": title}, why, None, url, "casework.mine"))
    return lines


def _to_vouch(actor: Actor) -> list[Waiting]:
    """One line for all that waits for a second officer of the actor's own organisation."""
    found = grants_to_vouch(actor, near=True)
    if not found:
        return []
    title = _("%(count)s người chờ bạn xác nhận để được mở vụ việc") % {"count": show_number(len(found))}
    why = _("Người thứ hai phải là cán bộ khác của tổ chức làm việc ấy.")
    return [Waiting(title, why, None, reverse("casework:work"), "casework.to_vouch")]


def _line(row: Deadline, called: Told, on: date) -> Waiting:
    awaited = told(row, row.case.kind)
    why = awaited.why or _("Không có văn bản nào đặt hạn cho bước này.")
    if row.opens_on and row.opens_on > on:
        why = f"{_('Làm được từ ngày %(day)s.') % {'day': show(row.opens_on)}} {why}"
    day = reverse("casework:why", args=[row.pk])
    return Waiting(f"{awaited.title}: {called.title}", why, row.due_on, called.url, f"{row.case.kind}.{row.step}", day)

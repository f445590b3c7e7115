"""What of citizens' reports waits: to be opened, answered, decided by a second reader; a key to accept, a name to give."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.citizens.models import Recipient
from liemchinh.citizens.queries import keys_waiting_for, reports_visible_to, requests_waiting_for, shown
from liemchinh.citizens.suggestions import suggestions_visible_to
from liemchinh.web.contributions import Waiting, concerns

MOST = 10


@concerns(rows=(Recipient,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """By number and day alone: neither office nor content stands on a home page."""
    lines = []
    for one in shown(reports_visible_to(actor).filter(closed_on=None)[:MOST], actor):
        pending = one.decision if one.decision and one.decision.vouched_by_id is None else None
        title = _("Tin báo số %(number)s của người dân") % {"number": one.row.pk}
        why = _("Niêm phong cho tài khoản này; chưa mở.") if not one.is_read else _("Đang đợi trả lời hoặc quyết định.")
        if pending and pending.stated_by_id != actor.account_id:
            why = _("Một người đọc đã nêu quyết định, đợi người thứ hai.")
        url = reverse("citizens:report", args=[one.row.pk])
        lines.append(Waiting(title, why, one.due_on, url, "citizens.report"))
    for row in keys_waiting_for(actor)[:MOST]:
        title = _("Xác nhận khóa của %(name)s") % {"name": row.account.display_name}
        why = _("Đối chiếu dấu khóa trên giấy; cần hai cán bộ.")
        lines.append(Waiting(title, why, None, reverse("citizens:accept-key", args=[row.pk]), "citizens.key"))
    for asked in requests_waiting_for(actor)[:MOST]:
        title = _("Đề nghị mở tên người gửi tin báo số %(number)s") % {"number": asked.report_id}
        why = _("Chỉ người giữ tên mở được, cho đúng người đề nghị.")
        lines.append(Waiting(title, why, None, reverse("citizens:give-identity", args=[asked.pk]), "citizens.identity"))
    unread = suggestions_visible_to(actor).filter(read_on=None).count()
    if unread:
        title = _("%(count)s góp ý của người dân chưa đọc") % {"count": unread}
        lines.append(
            Waiting(
                title, _("Niêm phong cho tài khoản này."), None, reverse("citizens:reports"), "citizens.suggestions"
            )
        )
    return lines

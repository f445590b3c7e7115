"""Requests for correction that wait for the reader's answer."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.members.queries import names
from liemchinh.requests.items import label_of
from liemchinh.requests.models import Request
from liemchinh.requests.queries import on_the_desk
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.dates import show

MOST = 10


@concerns(rows=(Request,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line each for the first ten, and one for all the others."""
    found = on_the_desk(actor)
    told = names([one.person_id for one in found[:MOST]])
    lines = [
        Waiting(
            _("Trả lời đề nghị sửa của %(name)s: %(item)s") % {"name": told.get(one.person_id, ""), "item": label_of(one.item)},
            _("Gửi ngày %(day)s, số %(number)s. %(due)s") % {
                "day": show(one.sent_on), "number": one.recorded_by,
                "due": _("Hạn trả lời theo quy định.") if one.due_on else _("Hạn trả lời chưa rõ: quy định chưa được xác minh."),
            },
            one.due_on,
            reverse("requests:answer", args=[one.pk]),
            "requests.sent",
        )
        for one in found[:MOST]
    ]  # fmt: skip
    if len(found) > MOST:
        left = len(found) - MOST
        lines.append(Waiting(_("Còn %(count)s đề nghị sửa khác") % {"count": left}, _("Mở danh sách để xem đủ."), None,
                             reverse("requests:list"), "requests.sent"))  # fmt: skip
    return lines

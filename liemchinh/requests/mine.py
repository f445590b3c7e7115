"""What one's own page says of requests for correction."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.requests.items import OUTCOMES, label_of
from liemchinh.requests.queries import own_requests, replies_of
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show

MOST = 5


def mine(actor: Actor, on: date) -> list[Section]:
    """The newest requests and what became of them."""
    if actor.person_id is None or not actor.may("me.act"):
        return []
    rows = []
    for one in own_requests(actor)[:MOST]:
        replies = replies_of(one)
        waits = _("gửi ngày %(day)s, đang chờ trả lời") % {"day": show(one.sent_on)}
        rows.append(
            (label_of(one.item), waits if one.waits_at_id or not replies else str(OUTCOMES[replies[-1].outcome]))
        )
    return [Section(_("Đề nghị sửa của tôi"), rows, reverse("requests:list"))]

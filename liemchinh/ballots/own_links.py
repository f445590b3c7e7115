"""The way from the page of one's own case to the minutes of its secret votes."""

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.ballots.own_minutes import boxes_told, minutes_to
from liemchinh.casework.models import Case
from liemchinh.web.contributions import OwnLink


def own_links(actor: Actor, case: Case) -> list[OwnLink]:
    """Where minutes of this case are addressed to the actor."""
    told = set(boxes_told(case))
    if not any(one.box_id in told for one in minutes_to(actor)):
        return []
    return [
        OwnLink(
            _("Biên bản kiểm phiếu"),
            _("Số phiếu của lần bỏ phiếu kín về việc này."),
            reverse("ballots:own"),
            _("Xem biên bản"),
        )
    ]

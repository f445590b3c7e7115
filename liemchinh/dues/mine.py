"""One's own months of dues, on one's own page."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.dues.models import STATES
from liemchinh.dues.queries import months_of
from liemchinh.members.months import show_month
from liemchinh.web.contributions import Section

SHOWN = 12


def mine(actor: Actor, on: date) -> list[Section]:
    """The last twelve months that were recorded of the actor."""
    if actor.person_id is None or not actor.may("me.see"):
        return []
    rows = [
        (_("Tháng %(month)s") % {"month": show_month(month)}, str(STATES[state]))
        for month, state in months_of(actor.person_id)
    ]
    return [Section(_("Hội phí"), rows[:SHOWN])] if rows else []

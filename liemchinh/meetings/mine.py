"""One's own attendance, on one's own page."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.meetings.models import STATES
from liemchinh.meetings.queries import attendance_of
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show

SHOWN = 12


def mine(actor: Actor, on: date) -> list[Section]:
    """The last twelve meetings at which the actor was due."""
    if actor.person_id is None or not actor.may("me.see"):
        return []
    rows = [
        (_("Ngày %(day)s") % {"day": show(day)}, str(STATES[state])) for day, state in attendance_of(actor.person_id)
    ]
    return [Section(_("Sinh hoạt chi hội"), rows[:SHOWN])] if rows else []

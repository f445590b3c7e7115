"""One's own attendance at sittings, on one's own page."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.study.queries import attendance_of, called
from liemchinh.study.words import STATES
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show

SHOWN = 12


def mine(actor: Actor, on: date) -> list[Section]:
    """The last twelve sittings the actor was asked to."""
    if actor.person_id is None or not actor.may("me.see"):
        return []
    rows = [
        (f"{show(sitting.held_on)} – {called(sitting)}", str(STATES[state]))
        for sitting, state in attendance_of(actor.person_id)[:SHOWN]
    ]
    return [Section(_("Học tập, nói chuyện"), rows)] if rows else []

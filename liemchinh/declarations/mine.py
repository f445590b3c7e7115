"""One's own declarations, on one's own page."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.queries import own_duties
from liemchinh.declarations.words import KINDS, STATES
from liemchinh.web.contributions import Section

SHOWN = 6


def mine(actor: Actor, on: date) -> list[Section]:
    """The last ones owed, and how each stands; the page behind says where the paper lies and who read the list."""
    if actor.person_id is None or not actor.may("me.see"):
        return []
    rows = [
        (f"{KINDS[line.duty.kind]} {line.duty.year}", str(STATES[line.state]))
        for line in own_duties(actor.person_id)[:SHOWN]
    ]
    return [Section(_("Kê khai tài sản, thu nhập"), rows, reverse("declarations:mine"))] if rows else []

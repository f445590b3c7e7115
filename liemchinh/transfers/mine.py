"""One's own transfers, on one's own page."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.transfers.queries import lines, of_person
from liemchinh.transfers.showing import word_of
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show

SHOWN = 6


def mine(actor: Actor, on: date) -> list[Section]:
    """From where to where, how it stands, by when the other side takes one in."""
    if actor.person_id is None or not actor.may("me.see"):
        return []
    rows = []
    for line in lines(actor, list(of_person(actor.person_id)[:SHOWN])):
        stands = f"{word_of(line.state)} {show(line.state_on)}"
        if line.due_on and not line.closed:
            stands = _("%(stands)s; hạn %(day)s") % {"stands": stands, "day": show(line.due_on)}
        rows.append((f"{line.sender} → {line.receiver}", stands))
    return [Section(_("Chuyển sinh hoạt"), rows)] if rows else []

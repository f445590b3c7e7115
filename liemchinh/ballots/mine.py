"""What one's own page says of secret votes: the minutes addressed to oneself."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.ballots.own_minutes import minutes_to
from liemchinh.ballots.using import use_of
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show


def mine(actor: Actor, on: date) -> list[Section]:
    """One part, where there are any; it leads to their files."""
    rows = [
        (use_of(one.box).words(one.box).title, _("số %(number)s ngày %(day)s") % {"number": one.written, "day": show(one.dated)})
        for one in minutes_to(actor)
    ]  # fmt: skip
    return [Section(_("Biên bản kiểm phiếu"), rows, reverse("ballots:own"))] if rows else []

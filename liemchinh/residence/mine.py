"""What one's own page says of the branch where one lives."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.queries import names
from liemchinh.residence.queries import half_asked_of, links_of, rows_of
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show


def mine(actor: Actor, on: date) -> list[Section]:
    """Where the member is linked, since when, and the slip of the half-year that is asked for."""
    links = list(links_of(actor.person_id)[:3]) if actor.person_id is not None and actor.may("me.act") else []
    if not links:
        return []
    half, rows = half_asked_of(links[0].person_id, on), []
    places = names([link.organisation_id for link in links])
    for row in rows_of(links, half):
        since = _("từ %(day)s") % {"day": show(row.link.starts_on)}
        until = _(" đến %(day)s") % {"day": show(row.link.ends_on)} if row.link.ends_on else ""
        rows.append((places.get(row.link.organisation_id, ""), f"{since}{until}"))
        if row.link.ends_on is None and row.link.starts_on <= half.last:
            said = (
                _("chi hội nơi cư trú đã nhận ngày %(day)s") % {"day": show(row.received)}
                if row.received
                else _("chưa nhận")
            )
            rows.append((_("Phiếu nhận xét, %(half)s") % {"half": half}, said))
    return [Section(_("Nơi cư trú"), rows, reverse("residence:mine"))]

"""What the register shows on an organisation's page: how many members, the way to their list, who holds which post."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.members.holders import holders_visible_to
from liemchinh.members.queries import headcounts
from liemchinh.members.views.listing import list_address, posts_address
from liemchinh.organisations.parts import Part
from liemchinh.web.components import KeyFigure


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever sees the register there; figures alone for whoever sees figures there."""
    sees = actor.covers("members.see", organisation)
    if not standing or not (sees or actor.covers("figures.see", organisation)):
        return []
    url = list_address(organisation, on) if sees else ""
    count = KeyFigure(_("Hội viên"), headcounts([organisation], on).get(organisation, 0), url=url)
    if not sees:
        return [Part((count,))]
    link = (_("Danh sách hội viên"), url, "users")
    seats = [
        {
            "name": holder.name,
            "url": reverse("members:one", args=[holder.uid]) if holder.uid else "",
            "post": holder.post,
            "since": holder.starts_on,
        }
        for holder in holders_visible_to(actor, organisation, on)
    ]
    given = {"seats": seats, "url": posts_address(organisation, on)}
    return [Part((count,), (link,), "members/organisation_posts.html", given)]

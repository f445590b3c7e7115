"""The way from an organisation's page to its badges."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.awards.views.listing import awards_address
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever sees the register there."""
    if not standing or not actor.covers("members.see", organisation):
        return []
    return [Part(links=((_("Kỷ niệm chương Hiệp hội"), awards_address(organisation), "check-badge"),))]

"""The way from an organisation's page to its confirmed counts."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.parts import Part
from liemchinh.reconciliation.views.addresses import list_address


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever sees figures there."""
    if not standing or not actor.covers("figures.see", organisation):
        return []
    return [Part(links=((_("Đối chiếu quý"), list_address(organisation), "scale"),))]

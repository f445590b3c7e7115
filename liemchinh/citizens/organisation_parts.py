"""The way from an organisation's page to what citizens answered about it."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.citizens.views.ratings import address
from liemchinh.citizens.words import SEE
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever sees figures there."""
    if not standing or not actor.covers(SEE, organisation):
        return []
    return [Part(links=((_("Người dân đánh giá"), address(organisation, on.year), "face-smile"),))]

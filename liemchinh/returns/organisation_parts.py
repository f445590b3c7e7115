"""The way from an organisation's page to the figures it reports and asks for."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.words import SEE
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever sees figures there."""
    if not standing or not actor.covers(SEE, organisation):
        return []
    return [Part(links=((_("Số liệu báo cáo"), reverse("returns:list", args=[organisation]), "table-cells"),))]

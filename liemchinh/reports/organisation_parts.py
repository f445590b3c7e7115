"""The way from an organisation's page to its reports."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.parts import Part
from liemchinh.reports.words import SEE


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever sees figures there."""
    if not actor.covers(SEE, organisation):
        return []
    return [Part(links=((_("Báo cáo"), f"{reverse('reports:list')}?at={organisation}", "document-text"),))]

"""The way from an organisation's page to its tasks."""

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
    address = reverse("tasks:list", args=[organisation])
    return [Part(links=((_("Nhiệm vụ được giao"), address, "clipboard-document-check"),))]

"""The way from an organisation's page to its declarations."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.words import KEEP
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps the lists there."""
    if not standing or not actor.covers(KEEP, organisation):
        return []
    url = reverse("declarations:year", args=[organisation])
    return [Part(links=((_("Kê khai tài sản, thu nhập"), url, "document-text"),))]

"""The way from an organisation's page to its work beside the national database."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.national.queries import VERB, layout_of
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps it there."""
    if not standing or not actor.covers(VERB, organisation):
        return []
    page = "changes" if layout_of(organisation) else "upload"
    url = reverse(f"national:{page}", args=[organisation])
    return [Part(links=((_("Cơ sở dữ liệu quốc gia"), url, "arrow-up-on-square-stack"),))]

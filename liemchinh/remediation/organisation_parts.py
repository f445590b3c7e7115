"""The way from an organisation's page to what has to be put right there."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.parts import Part
from liemchinh.remediation.queries import may_see


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps the organisation or decides about it."""
    if not standing or not may_see(actor, organisation):
        return []
    return [Part(links=((_("Khắc phục khuyết điểm"), f"{reverse('remediation:list')}?at={organisation}", "wrench"),))]

"""The way from an organisation's page to its models."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.emulation.queries import may_see
from liemchinh.emulation.views.frame import address
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps the branch, decides about it or inspects there."""
    if not standing or not may_see(actor, organisation):
        return []
    return [Part(links=((_("Mô hình chi hội"), address("list", organisation, str(on.year)), "star"),))]

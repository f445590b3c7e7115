"""The way from an organisation's page to its surveys."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.parts import Part
from liemchinh.surveys.models import Part as InRound
from liemchinh.surveys.queries import resolution_of, sees_counts
from liemchinh.surveys.views.frame import address
from liemchinh.surveys.words import LEAD


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever leads surveys there; for others once there is one."""
    if not standing or not sees_counts(actor, organisation):
        return []
    held = InRound.objects.filter(organisation_id=organisation, cancelled_by=None).exists()
    if not (actor.covers(LEAD, organisation) or held or resolution_of(organisation)):
        return []
    return [Part(links=((_("Khảo sát bằng phiếu kín"), address(organisation), "inbox"),))]

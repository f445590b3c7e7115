"""The way from an organisation's page to its secret votes."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.ballots.queries import may_keep_at
from liemchinh.ballots.views.frame import list_address
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps votes there."""
    if not standing or not may_keep_at(actor, organisation):
        return []
    return [Part(links=((_("Bỏ phiếu kín"), list_address(organisation), "inbox"),))]

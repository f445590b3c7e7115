"""The way from an organisation's page to its programme of inspection and supervision."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.inspections.organ import VERB
from liemchinh.inspections.views.programmes import list_address
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever inspects there; nobody else is told that anything is planned."""
    if not standing or not actor.covers(VERB, organisation):
        return []
    return [Part(links=((_("Kiểm tra, giám sát"), list_address(organisation), "clipboard-document-check"),))]

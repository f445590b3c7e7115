"""What this room shows on an organisation's page: the way to the keys for other programs, for whoever answers for them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.api.purposes import KEEP
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """One link."""
    if not standing or not actor.covers(KEEP, organisation):
        return []
    return [Part(links=((_("Khóa cho phần mềm khác"), reverse("api:tokens", args=[organisation]), "key"),))]

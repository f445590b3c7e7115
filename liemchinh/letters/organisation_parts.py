"""The way from an organisation's page to its book of letters."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.letters.organ import own
from liemchinh.letters.views.book import book_address
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps that very book."""
    if organisation not in own(actor):
        return []
    return [Part(links=((_("Sổ đơn thư"), book_address(organisation), "inbox"),))]

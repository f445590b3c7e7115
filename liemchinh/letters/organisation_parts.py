"""The way from an organisation's page to its book of letters."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.letters.identities import keeps
from liemchinh.letters.organ import own
from liemchinh.letters.views.book import book_address
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps that very book, and for whoever keeps who wrote its letters."""
    links = []
    if organisation in own(actor):
        links.append((_("Sổ đơn thư"), book_address(organisation), "inbox"))
    if organisation in keeps(actor):
        links.append((_("Tên người viết đơn"), reverse("letters:identities"), "lock-closed"))
    return [Part(links=tuple(links))] if links else []

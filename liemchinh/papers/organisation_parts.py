"""The way from an organisation's page to its book of documents."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.parts import Part
from liemchinh.papers.queries import KEEP
from liemchinh.papers.views.answering import book_address


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps the book of documents there."""
    if not actor.covers(KEEP, organisation):
        return []
    return [Part(links=((_("Sổ văn bản"), book_address(organisation), "document-text"),))]

"""The way from an organisation's page to its commitments and reviews."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.parts import Part
from liemchinh.reviews.queries import may_see_names
from liemchinh.reviews.views.frame import address


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps the branch or decides about it."""
    if not standing or not may_see_names(actor, organisation):
        return []
    url = address("list", organisation, str(on.year))
    return [Part(links=((_("Kiểm điểm, xếp loại"), url, "clipboard-document-check"),))]

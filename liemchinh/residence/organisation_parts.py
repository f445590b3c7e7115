"""On a branch's page: the way to those who live there and are members elsewhere."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.parts import Part
from liemchinh.organisations.queries import standing


def parts(actor: Actor, organisation: int, on: date, standing_then: bool) -> list[Part]:
    """For whoever keeps the branch. A link and no number: these people count in no total."""
    branch = standing(on).filter(organisation_id=organisation, category__in=BRANCHES)
    if not standing_then or not actor.covers("branch.keep", organisation) or not branch.exists():
        return []
    return [
        Part(links=((_("Giữ mối liên hệ nơi cư trú"), reverse("residence:list", args=[organisation]), "home-modern"),))
    ]

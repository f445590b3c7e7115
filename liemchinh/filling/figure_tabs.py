"""The way from the pages of figures to the blank workbooks of an office. Found by its name (figures/views/frame.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.filling.values import VERB
from liemchinh.web.components import Tab


def tabs(actor: Actor, organisation: int) -> list[Tab]:
    """For whoever may take figures out of the organisation."""
    return [Tab(_("Mẫu bảng tính"), reverse("filling:list"))] if actor.covers(VERB, organisation) else []

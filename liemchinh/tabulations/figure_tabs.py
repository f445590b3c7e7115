"""Among the pages of figures: the tables somebody makes for themselves."""

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.web.components import Tab


def tabs(actor: Actor, organisation: int) -> list[Tab]:
    """One."""
    return [Tab(_("Bảng số tự lập"), f"{reverse('tabulations:list')}?at={organisation}")]

"""That an appeal was filed and nobody has it open yet: told to officers of that very organisation, by number alone."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.appeals.cases import VERB
from liemchinh.appeals.queries import filed_here
from liemchinh.casework.models import Case
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.numbers import show_number


@concerns(VERB, rows=(Case,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for all of them."""
    found = filed_here(actor) if actor.may(VERB) else []
    if not found:
        return []
    title = _("%(count)s đơn khiếu nại mới chờ giao người giải quyết") % {"count": show_number(len(found))}
    why = _("Một cán bộ nêu người giải quyết, một cán bộ khác xác nhận.")
    return [Waiting(title, why, None, reverse("casework:adrift"), "appeals.filed")]

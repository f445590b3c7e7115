"""What of the rules waits for an officer: a value another one stated, or its end."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.places import VERB
from liemchinh.rulebook.queries import waits_for
from liemchinh.web.contributions import Waiting, concerns


@concerns(VERB, rows=(LocalValue,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each value that the actor may vouch for."""
    if not actor.may(VERB):
        return []
    return [
        Waiting(
            (_("Xác nhận thôi dùng: %(rule)s") if one.row.ending_in else _("Xác nhận giá trị: %(rule)s"))
            % {"rule": one.title},
            _("Một cán bộ khác đã nêu; chỉ có hiệu lực khi người thứ hai đối chiếu văn bản và xác nhận."),
            None,
            reverse("rulebook:value", args=[one.row.pk]),
            "rulebook.value",
        )
        for one in waits_for(actor)
    ]

"""Bodies that ended from which something passed to one's own organisation, and whose list is not signed yet."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.commission.passing import bodies_left
from liemchinh.commission.queries import signed_passages
from liemchinh.discipline.cases import VERB
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Waiting, concerns


@concerns(VERB, rows=(Case,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each body, for whoever disciplines at the very heir."""
    own = actor.roots(VERB)
    if not own:
        return []
    done = signed_passages(actor)
    left = {one.ended for one in bodies_left(actor) if one.heir in own and (one.ended, one.heir) not in done}
    why = _("Tổ chức ấy đã kết thúc; việc và quyết định kỷ luật chuyển sang đây theo danh sách hai bên ký.")
    return [
        Waiting(_("Tiếp nhận việc của %(body)s") % {"body": name}, why, None, reverse("commission:handovers"), "commission.handover")
        for name in sorted(names(left).values())
    ]  # fmt: skip

"""Who chose the reader and waits for an answer."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.behalf.models import Mandate
from liemchinh.behalf.queries import mandates_visible_to
from liemchinh.members.queries import names
from liemchinh.web.contributions import Waiting, concerns


@concerns(rows=(Mandate,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each choice the reader has not answered."""
    asked = list(mandates_visible_to(actor).filter(account_id=actor.account_id, confirmed_by=None).order_by("pk"))
    told = names([held.person_id for held in asked])
    return [
        Waiting(
            _("Nhận hay không việc ghi thay cho %(name)s") % {"name": told.get(held.person_id, "")},
            _("Người ấy đã chọn tài khoản này; chỉ có hiệu lực khi đồng ý."),
            None,
            reverse("behalf:list"),
            "behalf.chosen",
        )
        for held in asked
    ]

"""Disciplinary cases put to one's own organisation by another, which nobody there has open yet: by number, never by who is in one."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.discipline.cases import VERB
from liemchinh.discipline.queries import put_to_my_organisation
from liemchinh.web.contributions import Waiting, concerns


@concerns(VERB, rows=(Case,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each: it is to be given to somebody by two officers."""
    why = _("Nơi khác đã đề nghị, trình tổ chức này xem xét; hai cán bộ cho một người mở việc.")
    return [
        Waiting(_("Việc kỷ luật số %(number)s chưa ai mở") % {"number": case.pk}, why, None, reverse("casework:give", args=[case.pk]),
                "discipline.put_here")
        for case in put_to_my_organisation(actor)
    ]  # fmt: skip

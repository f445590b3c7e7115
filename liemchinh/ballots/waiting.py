"""A vote that is closed waits to be counted, one whose time for objections is over to be destroyed."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.ballots.ending import objections_until
from liemchinh.ballots.models import Box
from liemchinh.ballots.queries import waiting_boxes
from liemchinh.ballots.using import use_of
from liemchinh.ballots.words import AGAIN, CLOSED, COUNTED, OPEN
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Waiting, concerns


@concerns(rows=(Box,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each vote that somebody must go on with."""
    found = [(box, _said(box, on)) for box in waiting_boxes(actor, (OPEN, CLOSED, COUNTED, AGAIN))]
    places = names({box.organisation_id for box, _words in found})
    return [
        Waiting(
            words, f"{places.get(box.organisation_id, '')}: {use_of(box).words(box).title}.", None,
            reverse("ballots:one", args=[box.pk]), "ballots.box",
        )
        for box, words in found if words
    ]  # fmt: skip


def _said(box: Box, on: date) -> str:
    if box.state == OPEN:
        return _("Đóng hòm phiếu") if box.on < on else ""
    if box.state == CLOSED:
        return _("Kiểm phiếu kín")
    if box.state == AGAIN:
        return _("Kiểm phiếu lại")
    until = objections_until(box)
    return _("Hủy mã và phiếu đã kiểm") if until is not None and until < on else ""

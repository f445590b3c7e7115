"""Rolls of sittings that a branch was asked to and has not recorded wait for whoever keeps the branch itself."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.queries import names
from liemchinh.study.models import Sitting
from liemchinh.study.queries import called, rolls_missing
from liemchinh.web.contributions import Waiting, concerns

DAYS = 60


@concerns(rows=(Sitting,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each sitting of the last sixty days and branch. No text says by when, so no day is told."""
    missing = rolls_missing(actor, on, DAYS)
    places = names({one.branch for one in missing})
    return [
        Waiting(
            _title(one.sitting) % {"day": f"{one.sitting.held_on:%d/%m/%Y}"},
            f"{places.get(one.branch, '')}: {called(one.sitting)}.",
            None,
            reverse("study:roll", args=[one.sitting.pk, one.branch]),
            "study.roll",
        )
        for one in missing
    ]


def _title(sitting: Sitting) -> str:
    return _("Điểm danh buổi học bù ngày %(day)s") if sitting.makes_up_id else _("Điểm danh buổi học tập ngày %(day)s")

"""Slips not yet received when a half-year ends."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.queries import names
from liemchinh.residence.halves import asked_on
from liemchinh.residence.models import Link
from liemchinh.residence.queries import missing_at
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.dates import show
from liemchinh.web.numbers import show_number

MOST = 10


@concerns("branch.keep", rows=(Link,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each branch on the reader's desk. No rule names a last day, so there is none."""
    if not actor.roots("branch.keep"):
        return []
    half = asked_on(on)
    found = sorted(missing_at(actor, half).items())[:MOST]
    told = names([place for place, _count in found])
    return [
        Waiting(
            _("Nhận phiếu nhận xét nơi cư trú, %(half)s") % {"half": half},
            _("%(place)s: còn %(count)s phiếu chưa nhận; kỳ này hết ngày %(day)s.")
            % {"place": told.get(place, ""), "count": show_number(count), "day": show(half.last)},
            None,
            f"{reverse('residence:list', args=[place])}?half={half.number}",
            "residence.received",
        )
        for place, count in found
    ]

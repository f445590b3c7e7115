"""The way from an organisation's page to its changes of standing, and how many of them wait for somebody."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.parts import Part
from liemchinh.standing.queries import WAITING, listed, may_begin
from liemchinh.web.components import KeyFigure


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps branches or decides there: nobody else is told that anything is open."""
    if not standing or not may_begin(actor, organisation):
        return []
    url = f"{reverse('standing:list')}?at={organisation}"
    count = listed(actor, WAITING, organisation).count()
    figures = (KeyFigure(_("Đổi tình trạng đang chờ"), count, url=url),) if count else ()
    return [Part(figures, ((_("Tình trạng hội viên"), url, "identification"),))]

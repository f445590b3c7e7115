"""The way from an organisation's page to the decisions on it, for its own officer alone."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.appeals.cases import FILES
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """The same link whether or not there are any: nobody is told by it that there is one."""
    if organisation not in actor.roots(FILES):
        return []
    link = (_("Quyết định về tổ chức"), reverse("appeals:own", args=[organisation]), "scale")
    return [Part(links=(link,))]

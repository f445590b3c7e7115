"""What transfers show on an organisation's page: how many are on their way in and out, and how many of them are overdue."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.parts import Part
from liemchinh.transfers.cases import KEEP
from liemchinh.transfers.queries import under_way
from liemchinh.web.components import KeyFigure


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """Counts for whoever keeps the branches or sees figures there; the way to the list for whoever keeps them."""
    keeps = actor.covers(KEEP, organisation)
    if not standing or not (keeps or actor.covers("figures.see", organisation)):
        return []
    found = under_way(organisation, on)
    url = f"{reverse('transfers:list')}?at={organisation}" if keeps else ""
    links = ((_("Chuyển sinh hoạt"), url, "arrows-right-left"),) if keeps else ()
    figures = [
        KeyFigure(_("Đang chuyển đến"), found["coming"], url=url and f"{url}&state=coming"),
        KeyFigure(_("Đang chuyển đi"), found["going"], url=url and f"{url}&state=going"),
    ]
    if found["late"]:
        figures.append(KeyFigure(_("Chuyển sinh hoạt quá hạn"), found["late"], url=url, tone="late"))
    return [Part(tuple(figures) if any(found.values()) else (), links)]

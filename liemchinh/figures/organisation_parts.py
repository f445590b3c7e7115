"""What figures show on an organisation's page: the way to its report."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.figures.queries import may_see
from liemchinh.journal import clock
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever sees figures there: the year of the day looked at."""
    if not standing or not may_see(actor, organisation):
        return []
    asked = {"at": organisation} if on == clock.today() else {"at": organisation, "period": "year", "year": on.year}
    return [Part(links=((_("Số liệu"), f"{reverse('figures:report')}?{urlencode(asked)}", "chart-bar"),))]

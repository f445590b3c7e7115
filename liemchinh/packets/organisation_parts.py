"""The way from an organisation's page to its month, or to the months of the branches below it."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.members.months import branches_among
from liemchinh.organisations.parts import Part


def parts(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """For whoever keeps a branch its month; for whoever sees figures, how many branches recorded theirs."""
    if not standing:
        return []
    if branches_among([organisation], on) and actor.covers("branch.keep", organisation):
        return [Part(links=((_("Việc tháng"), reverse("packets:month", args=[organisation]), "calendar-days"),))]
    if actor.covers("figures.see", organisation):
        url = f"{reverse('packets:branches')}?at={organisation}"
        return [Part(links=((_("Việc tháng của các chi hội"), url, "calendar-days"),))]
    return []

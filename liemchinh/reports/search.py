"""Reports in the search box, for whoever sees figures."""

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.figures.periods import Period
from liemchinh.organisations.queries import names
from liemchinh.reports.defined import name_of
from liemchinh.reports.handed import reports_visible_to
from liemchinh.reports.periods import words_of
from liemchinh.reports.words import SEE
from liemchinh.web.contributions import Hit
from liemchinh.web.text import fold

MOST, MOST_LOOKED_AT = 8, 500


def search(actor: Actor, query: str) -> list[Hit]:
    """The newest whose title and period hold every word, tones aside. What people wrote in them is not searched."""
    words = fold(query).split()
    if not words or not actor.may(SEE):
        return []
    rows = reports_visible_to(actor).select_related("edition").order_by("-last", "-pk")[:MOST_LOOKED_AT]
    told = [(row, f"{name_of(row)} {words_of(row.kind, Period(row.first, row.last))}") for row in rows]
    found = [(row, title) for row, title in told if all(word in fold(title) for word in words)][:MOST]
    called = names({row.organisation_id for row, _title in found})
    return [
        Hit(title, called.get(row.organisation_id, ""), reverse("reports:one", args=[row.pk]), _("Báo cáo"))
        for row, title in found
    ]

"""Indicators and forms in the search box, for whoever may see figures somewhere."""

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.figures.queries import shown_indicators
from liemchinh.figures.showing import what_it_counts
from liemchinh.figures.statistical.asking import forms
from liemchinh.web.contributions import Hit
from liemchinh.web.text import fold

MOST = 8


def search(actor: Actor, query: str) -> list[Hit]:
    """Those whose name holds every word, tones aside."""
    words = fold(query).split()
    if not words or not actor.may("figures.see"):
        return []
    kind = _("Số liệu")
    hits = [
        Hit(layout.title, layout.number, reverse("figures:form", args=[layout.code]), kind)
        for layout in forms().values()
        if _holds(f"{layout.number} {layout.title}", words)
    ]
    hits += [
        Hit(str(one.label), what_it_counts(one), reverse("figures:one", args=[one.key]), kind)
        for one in shown_indicators()
        if _holds(str(one.label), words)
    ]
    return hits[:MOST]


def _holds(title: str, words: list[str]) -> bool:
    folded = fold(title)
    return all(word in folded for word in words)

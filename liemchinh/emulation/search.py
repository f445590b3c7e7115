"""The page of models in the search box, for whoever keeps a branch or decides."""

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.emulation.queries import READING
from liemchinh.emulation.views.frame import address
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Hit
from liemchinh.web.text import fold

MOST = 3


def search(actor: Actor, query: str) -> list[Hit]:
    """The pages of models of the organisations the actor keeps, decides about or inspects."""
    words, title = fold(query).split(), _("Mô hình chi hội")
    roots = sorted({root for verb in READING for root in actor.roots(verb)})[:MOST]
    if not words or not roots or not all(word in fold(title) for word in words):
        return []
    called, year = names(roots), str(clock.today().year)
    return [Hit(title, called.get(root, ""), address("list", root, year), _("Mô hình")) for root in roots]

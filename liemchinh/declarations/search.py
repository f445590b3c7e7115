"""The page of declarations in the search box, for whoever keeps lists. Nobody is found by name here."""

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.words import KEEP
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Hit
from liemchinh.web.text import fold

MOST = 3


def search(actor: Actor, query: str) -> list[Hit]:
    """The lists of the organisations the actor keeps."""
    words, title = fold(query).split(), _("Kê khai tài sản, thu nhập")
    roots = sorted(actor.roots(KEEP))[:MOST]
    if not words or not roots or not all(word in fold(title) for word in words):
        return []
    called = names(roots)
    return [Hit(title, called.get(root, ""), reverse("declarations:year", args=[root]), _("Kê khai")) for root in roots]

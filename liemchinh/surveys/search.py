"""The page of surveys in the search box, for whoever leads them or keeps a branch."""

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.queries import names
from liemchinh.surveys.views.frame import address
from liemchinh.surveys.words import KEEP, LEAD
from liemchinh.web.contributions import Hit
from liemchinh.web.text import fold

MOST = 3


def search(actor: Actor, query: str) -> list[Hit]:
    """The surveys of the organisations the actor leads them in, or whose branch they keep."""
    words, title = fold(query).split(), _("Khảo sát bằng phiếu kín")
    roots = sorted({*actor.roots(LEAD), *actor.roots(KEEP)})[:MOST]
    if not words or not roots or not all(word in fold(title) for word in words):
        return []
    called = names(roots)
    return [Hit(title, called.get(root, ""), address(root), _("Khảo sát")) for root in roots]

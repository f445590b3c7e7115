"""The picture of what citizens answered, in the search box."""

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.citizens.views.ratings import address
from liemchinh.citizens.words import SEE
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Hit
from liemchinh.web.text import fold

MOST = 3


def search(actor: Actor, query: str) -> list[Hit]:
    """The pages of the organisations whose figures the actor sees."""
    words, title = fold(query).split(), _("Người dân đánh giá")
    roots = sorted(actor.roots(SEE))[:MOST]
    if not words or not roots or not all(word in fold(title) for word in words):
        return []
    called, year = names(roots), clock.today().year
    return [Hit(title, called.get(root, ""), address(root, year), _("Người dân")) for root in roots]

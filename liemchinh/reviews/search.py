"""The pages of this room in the search box, for whoever keeps a branch or decides."""

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reviews.views.frame import address
from liemchinh.web.contributions import Hit
from liemchinh.web.text import fold

MOST = 3


def search(actor: Actor, query: str) -> list[Hit]:
    """Commitments, self-reviews and grades of the organisations the actor keeps or decides about; never a person."""
    words = fold(query).split()
    title = _("Cam kết, kiểm điểm, xếp loại")
    roots = sorted(actor.roots("branch.keep") | actor.roots("members.decide"))[:MOST]
    if not words or not roots or not all(word in fold(title) for word in words):
        return []
    called, year = names(roots), str(clock.today().year)
    return [Hit(title, called.get(root, ""), address("list", root, year), _("Kiểm điểm")) for root in roots]

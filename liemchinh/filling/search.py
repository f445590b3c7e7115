"""Blank workbooks in the search box, for whoever may take figures out somewhere."""

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.filling.queries import blanks_visible_to
from liemchinh.filling.values import VERB
from liemchinh.web.contributions import Hit
from liemchinh.web.text import fold

MOST, MOST_LOOKED_AT = 8, 2000


def search(actor: Actor, query: str) -> list[Hit]:
    """Those whose title holds every word, tones aside."""
    words = fold(query).split()
    if not words or not actor.may(VERB):
        return []
    titles = blanks_visible_to(actor).order_by("-pk").values_list("pk", "title")[:MOST_LOOKED_AT]
    found = [(pk, title) for pk, title in titles if all(word in fold(title) for word in words)]
    return [Hit(title, "", reverse("filling:one", args=[pk]), _("Mẫu bảng tính")) for pk, title in found[:MOST]]

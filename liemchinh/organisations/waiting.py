"""What of this room waits for somebody: what nobody has assigned yet, and one's own reorganisations not yet decided."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.drafts import drafts_of
from liemchinh.organisations.waiting_queries import places_visible_to
from liemchinh.web.contributions import Waiting, concerns

VERB = "organisations.reorganise"


@concerns(VERB)
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """For those who reorganise: each place "chưa phân bổ" in their scope, and their drafts."""
    if not actor.may(VERB):
        return []
    return [*_places(actor), *_drafts(actor)]


def _places(actor: Actor) -> list[Waiting]:
    found = []
    for place in places_visible_to(actor):
        why = _("Sau sắp xếp còn %(what)s chưa có quyết định về đâu.") % {"what": place.counted}
        title = (
            _("Phân bổ ở %(name)s") % {"name": place.above} if place.above else _("Phân bổ phần còn lại sau sắp xếp")
        )
        url = f"{reverse('organisations:unassigned')}?place={place.number}"
        found.append(Waiting(title, why, None, url, "organisations.unassigned"))
    return found


def _drafts(actor: Actor) -> list[Waiting]:
    why = _("Bản nháp sắp xếp tổ chức của chính mình, chưa thực hiện.")
    return [
        Waiting(draft.text, why, None, reverse("organisations:preview", args=[draft.pk]), "organisations.draft")
        for draft in drafts_of(actor)[:5]
    ]

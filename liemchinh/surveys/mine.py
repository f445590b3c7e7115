"""What one's own page says of surveys: round by round what reached the threshold and how it stands."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.surveys.periods import spoken
from liemchinh.surveys.queries import own_signs
from liemchinh.surveys.words import CONCLUSIONS
from liemchinh.web.contributions import Section


def mine(actor: Actor, on: date) -> list[Section]:
    """One part, where anything concerns the actor; it leads to who read it and to what they can do."""
    rows = [
        (f"{spoken(part.round.period)} – {one.words}", str(CONCLUSIONS[talk.conclusion]) if talk else _("chưa gặp"))
        for part, _count, signs, talk in own_signs(actor)
        for one in signs
    ]
    return [Section(_("Khảo sát bằng phiếu kín"), rows, reverse("surveys:own"))] if rows else []

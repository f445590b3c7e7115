"""What one's own page says of disciplinary cases about oneself."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.casework.queries import course_of
from liemchinh.discipline.queries import about_me
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show


def mine(actor: Actor, on: date) -> list[Section]:
    """One part for each case about the person: the last step; what was decided stands on its page."""
    return [
        Section(_("Xem xét kỷ luật"), _rows(case), reverse("discipline:own", args=[case.pk]))
        for case in about_me(actor)
    ]


def _rows(case: Case) -> list[tuple[str, str]]:
    told = course_of(case)
    return [(_("Bước gần nhất"), f"{told[-1].title}, {show(told[-1].on)}")] if told else []

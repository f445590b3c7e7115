"""What one's own page says of cases about oneself, from the day their procedure shows them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.concerned import cases_about, course_shown
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show


def mine(actor: Actor, on: date) -> list[Section]:
    """One part for each case shown to the person, under the name of its kind."""
    return [
        Section(case_kind(case.kind).procedure.title, _rows(case), reverse("casework:mine", args=[case.pk]))
        for case in cases_about(actor)
    ]


def _rows(case: Case) -> list[tuple[str, str]]:
    last = course_shown(case)[-1]
    return [(_("Bước gần nhất"), f"{last.title}, {show(last.on)}")]

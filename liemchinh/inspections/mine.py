"""What one's own page says of inspections announced to oneself."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.casework.queries import course_of
from liemchinh.inspections.case_queries import about_me, inspection_of
from liemchinh.inspections.words import ALL_SORTS
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show


def mine(actor: Actor, on: date) -> list[Section]:
    """One part for each case announced to the person, from the announcement on."""
    return [
        Section(_("Kiểm tra, giám sát"), _rows(case), reverse("inspections:own", args=[case.pk]))
        for case in about_me(actor)
    ]


def _rows(case: Case) -> list[tuple[str, str]]:
    told = course_of(case)
    rows = [(_("Hình thức"), str(ALL_SORTS[inspection_of(case).sort]))]
    if told:
        rows.append((_("Bước gần nhất"), f"{told[-1].title}, {show(told[-1].on)}"))
    return rows

"""The screens of reported figures and of the calendar in the guide: what is shown stands in the example."""

from typing import Any

from django.urls import reverse

from liemchinh.returns.models import Call
from tests.guide import DESK, PHONE, Picture
from tests.guide_directives import COMMUNE, SECRETARY, place

OFFICER = "to-chuc-tan-phu"


def pictures() -> list[Picture]:
    """In the order of the pages."""
    return [
        Picture("returns-progress", OFFICER, _progress, (DESK, PHONE)),
        Picture("returns-ask", COMMUNE, _asking),
        Picture("returns-enter", SECRETARY, _entering, (PHONE,)),
        Picture("returns-approve", COMMUNE, _approving),
        Picture("returns-entries", OFFICER, _entries),
        Picture("returns-list", COMMUNE, _list, (DESK, PHONE)),
        Picture("agenda-month", SECRETARY, reverse("agenda:month"), (DESK, PHONE)),
        Picture("agenda-feed", SECRETARY, reverse("agenda:feed"), (PHONE,)),
    ]


def _call(username: str) -> Call:
    return Call.objects.filter(organisation_id=place(username), cancelled_by=None).latest("last")


def _progress(page: Any) -> None:
    page.goto(reverse("returns:progress", args=[_call(OFFICER).pk]))


def _asking(page: Any) -> None:
    page.goto(reverse("returns:ask", args=[place(COMMUNE)]))


def _entering(page: Any) -> None:
    page.goto(reverse("returns:enter", args=[place(SECRETARY), _call(COMMUNE).pk]))


def _approving(page: Any) -> None:
    page.goto(reverse("returns:approve", args=[place(COMMUNE), _call(COMMUNE).pk]))


def _entries(page: Any) -> None:
    page.goto(reverse("returns:entries", args=[_call(OFFICER).pk]))


def _list(page: Any) -> None:
    page.goto(reverse("returns:list", args=[place(COMMUNE)]))

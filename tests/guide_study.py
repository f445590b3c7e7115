"""The screens of sittings, and of what a branch's meeting is about, in the guide: what is shown stands in the example."""

from typing import Any

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from liemchinh.meetings.models import Agenda
from liemchinh.study.models import Sitting
from tests.guide import DESK, PHONE, Picture

COMMUNE, SECRETARY = "to-chuc-xa", "bi-thu-chi-bo"


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("study-list", COMMUNE, _list),
        Picture("study-one", COMMUNE, _one, (DESK, PHONE)),
        Picture("study-roll", SECRETARY, _roll, (PHONE,)),
        Picture("study-count", COMMUNE, _count),
        Picture("meeting-agenda", SECRETARY, _agenda),
        Picture("meeting-minutes", SECRETARY, _minutes),
        Picture("meeting-paper", SECRETARY, _paper),
    ]


def _place(username: str) -> int:
    grant = RoleGrant.objects.filter(account__username=username).exclude(organisation_id=None).earliest("pk")
    return int(grant.organisation_id or 0)


def _sitting() -> int:
    return Sitting.objects.filter(organisation_id=_place(COMMUNE), makes_up=None, cancelled_by=None).latest("pk").pk


def _list(page: Any) -> None:
    page.goto(reverse("study:list", args=[_place(COMMUNE)]))


def _one(page: Any) -> None:
    page.goto(reverse("study:one", args=[_sitting()]))


def _roll(page: Any) -> None:
    page.goto(reverse("study:roll", args=[_sitting(), _place(SECRETARY)]))


def _count(page: Any) -> None:
    page.goto(reverse("study:count", args=[_sitting(), _place(SECRETARY)]))


def _of_the_last(page: Any, name: str) -> None:
    """The newest meeting with an agenda: its conclusions are left to the secretary."""
    agenda = Agenda.objects.filter(organisation_id=_place(SECRETARY), cancelled_by=None).latest("held_on")
    page.goto(f"{reverse(name, args=[agenda.organisation_id])}?on={agenda.held_on.isoformat()}")


def _agenda(page: Any) -> None:
    _of_the_last(page, "meetings:agenda")


def _minutes(page: Any) -> None:
    _of_the_last(page, "meetings:minutes")


def _paper(page: Any) -> None:
    _of_the_last(page, "meetings:paper")

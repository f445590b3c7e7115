"""The screens of directives and tasks in the guide: what is shown stands in the example."""

from typing import Any

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from liemchinh.directives.models import Document
from liemchinh.tasks.models import Giving
from tests.guide import DESK, PHONE, Picture

OFFICER, COMMUNE, SECRETARY = "to-chuc-ben-tre", "to-chuc-xa", "bi-thu-chi-bo"


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("directives-book", OFFICER, _book),
        Picture("directives-new", OFFICER, _writing, (PHONE,)),
        Picture("directives-one", OFFICER, _one, (DESK, PHONE)),
        Picture("tasks-give", OFFICER, _giving),
        Picture("tasks-progress", OFFICER, _progress, (DESK, PHONE)),
        Picture("tasks-task", OFFICER, _task),
        Picture("tasks-list", COMMUNE, _list),
        Picture("tasks-mine", SECRETARY, _mine, (PHONE,)),
        Picture("tasks-report", SECRETARY, _reporting, (PHONE,)),
    ]


def place(username: str = OFFICER) -> int:
    """Where somebody keeps the work."""
    grant = RoleGrant.objects.filter(account__username=username).exclude(organisation_id=None).earliest("pk")
    return int(grant.organisation_id or 0)


def document(written: str = "40-KH/TU") -> Document:
    """The plan of this year, or another by its number."""
    return Document.objects.get(written=written, cancelled_by=None)


def _book(page: Any) -> None:
    page.goto(reverse("directives:book", args=[place()]))


def _writing(page: Any) -> None:
    page.goto(reverse("directives:new", args=[place()]))
    page.fill("main [name=reference]", "Kế hoạch số 251-KH/TU ngày 03/11/2026")


def _one(page: Any) -> None:
    page.goto(reverse("directives:one", args=[document().pk]))


def _giving(page: Any) -> None:
    page.goto(reverse("tasks:give", args=[document().pk]))


def _progress(page: Any) -> None:
    page.goto(reverse("tasks:progress", args=[Giving.objects.get(document=document()).pk]))


def _task(page: Any) -> None:
    task = Giving.objects.get(document=document()).tasks.get(number=4)
    page.goto(reverse("tasks:task", args=[task.pk]))


def _list(page: Any) -> None:
    page.goto(reverse("tasks:list", args=[place(COMMUNE)]))


def _mine(page: Any) -> None:
    giving = Giving.objects.get(document=document("52-KH/ĐU"))
    page.goto(reverse("tasks:mine", args=[place(SECRETARY), giving.pk]))


def _reporting(page: Any) -> None:
    giving = Giving.objects.get(document=document("52-KH/ĐU"))
    page.goto(reverse("tasks:report", args=[place(SECRETARY), giving.tasks.get(number=2).pk]))

"""The screens of a commission's year in the guide: of an officer of the example who has cases open."""

from typing import Any

from django.urls import reverse

from liemchinh.commission.models import HandoverList
from tests.guide import DESK, PHONE, Picture

OFFICER, HEIR = "kiem-tra-can-tho", "bi-thu-giong-lon"


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("commission-week", OFFICER, reverse("commission:week"), (DESK, PHONE)),
        Picture("commission-quarter", OFFICER, reverse("commission:quarter")),
        Picture("commission-december", OFFICER, reverse("commission:december")),
        Picture("commission-late", OFFICER, reverse("commission:late")),
        Picture("commission-handovers", HEIR, reverse("commission:handovers")),
        Picture("commission-list", HEIR, _list, (DESK, PHONE)),
        Picture("commission-give", HEIR, _give),
    ]


def _list(page: Any) -> None:
    """What the heir of a branch that ended took over, as it was signed."""
    page.goto(reverse("commission:list", args=[HandoverList.objects.get(cancelled_by=None).pk]))


def _give(page: Any) -> None:
    """From the list to the form by which the case of a sanction is given to somebody."""
    _list(page)
    page.click("main a[href*='/sanctions/']")

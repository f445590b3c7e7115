"""The screens of a commission's year in the guide: of an officer of the example who has cases open."""

from django.urls import reverse

from tests.guide import DESK, PHONE, Picture

OFFICER = "kiem-tra-can-tho"


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("commission-week", OFFICER, reverse("commission:week"), (DESK, PHONE)),
        Picture("commission-quarter", OFFICER, reverse("commission:quarter")),
        Picture("commission-december", OFFICER, reverse("commission:december")),
        Picture("commission-late", OFFICER, reverse("commission:late")),
    ]

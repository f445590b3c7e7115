"""Which screens of what citizens send the guide shows: those of Tân Phú, whose report prints the answers of 2018."""

from typing import Any

from django.urls import reverse

from tests.guide import DESK, PHONE, Picture
from tests.guide_directives import place

OFFICER = "to-chuc-tan-phu"


def pictures() -> list[Picture]:
    """In the order of the pages."""
    return [
        Picture("citizens-ratings", OFFICER, _year, (DESK, PHONE)),
        Picture("citizens-paper", OFFICER, lambda page: page.goto(reverse("citizens:paper", args=[place(OFFICER)]))),
    ]


def _year(page: Any) -> None:
    page.goto(f"{reverse('citizens:ratings')}?at={place(OFFICER)}&year=2018")

"""The screens of letters in the guide: what is shown is written there as a person would do it."""

from typing import Any

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from liemchinh.letters.models import Letter
from tests.guide import DESK, PHONE, Picture

OFFICER = "kiem-tra-huyen"


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("letters-new", OFFICER, _asking, (PHONE,)),
        Picture("letters-book", OFFICER, _written, (DESK, PHONE)),
        Picture("letters-letter", OFFICER, _one),
        Picture("letters-pass-on", OFFICER, _passing),
    ]


def _place() -> int:
    grant = RoleGrant.objects.filter(account__username=OFFICER).exclude(organisation_id=None).latest("pk")
    return int(grant.organisation_id or 0)


def _new(**asked: str) -> str:
    told = "&".join(f"{key}={value}" for key, value in {"organ": "inspection", **asked}.items())
    return f"{reverse('letters:new', args=[_place()])}?{told}"


def _asking(page: Any) -> None:
    page.goto(_new())


def _write(page: Any, day: str, **asked: str) -> None:
    page.goto(_new(**asked))
    page.fill("main [name=on]", day)
    page.click("main form button.button:not(.quiet)")
    page.wait_for_load_state()


def _written(page: Any) -> None:
    """Three letters, one of them sorted."""
    if not Letter.objects.exists():
        _write(page, "09/11/2026", kind="report", signed="no", way="post")
        page.click("main a:has-text('Dùng để nắm thông tin')")
        page.fill("main [name=on]", "10/11/2026")
        page.click("main form button.button:not(.quiet)")
        page.wait_for_load_state()
        _write(page, "12/11/2026", kind="recommendation", signed="yes", way="desk")
        _write(page, "16/11/2026", kind="denunciation", signed="yes", way="post")
    page.goto(reverse("letters:book"))


def _one(page: Any) -> None:
    _written(page)
    page.goto(reverse("letters:letter", args=[Letter.objects.latest("pk").pk]))


def _passing(page: Any) -> None:
    _written(page)
    page.goto(reverse("letters:sort", args=[Letter.objects.latest("pk").pk, "passed_on"]))

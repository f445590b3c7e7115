"""The screens of letters in the guide: what is shown is written there as a person would do it."""

from typing import Any

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from liemchinh.letters.models import Denunciation, Letter, Sorting
from tests.guide import DESK, PHONE, Picture

OFFICER = "kiem-tra-huyen"


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("letters-new", OFFICER, _asking, (PHONE,)),
        Picture("letters-book", OFFICER, _written, (DESK, PHONE)),
        Picture("letters-letter", OFFICER, _one),
        Picture("letters-pass-on", OFFICER, _passing),
        Picture("letters-start", OFFICER, _starting),
        Picture("letters-case", OFFICER, _started, (DESK, PHONE)),
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


def _starting(page: Any) -> None:
    """Somebody is looked for; nobody is offered before."""
    _written(page)
    letter = Letter.objects.filter(kind="denunciation").latest("pk").pk
    if not Sorting.objects.filter(letter=letter, cancelled_by=None).exists():
        page.goto(reverse("letters:sort", args=[letter, "competent"]))
        page.fill("main [name=on]", "17/11/2026")
        page.click("main form button.button:not(.quiet)")
        page.wait_for_load_state()
    page.goto(reverse("letters:start", args=[letter]))
    page.fill("main [name=person-query]", "Hòa")
    page.click("main [name=person-find]")
    page.wait_for_load_state()
    page.locator("main [name=person]").nth(1).check()
    page.click("main summary:has-text('Nhiệm vụ')")
    page.locator("main [name=content_duty]").nth(3).check()
    page.evaluate("scrollTo(0, 0)")


def _started(page: Any) -> None:
    if not Denunciation.objects.exists():
        _starting(page)
        page.fill("main [name=on]", "18/11/2026")
        page.click("main form button.button:not(.quiet):not([name])")
        page.wait_for_url("**/letters/cases/**")
    page.goto(reverse("letters:case", args=[Denunciation.objects.latest("pk").pk]))

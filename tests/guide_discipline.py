"""The screens of disciplinary cases in the guide: a branch's case is opened there as its secretary would."""

from typing import Any

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from liemchinh.casework.models import Case
from tests.guide import DESK, PHONE, Picture

SECRETARY = "bi-thu-chi-bo"


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("discipline-start", SECRETARY, reverse("discipline:start", args=[_place()])),
        Picture("discipline-case", SECRETARY, _opened, (DESK, PHONE)),
    ]


def _place() -> int:
    grant = RoleGrant.objects.filter(account__username=SECRETARY).exclude(organisation_id=None).latest("pk")
    return int(grant.organisation_id or 0)


def _opened(page: Any) -> None:
    """The case, opened through the screen if there is none."""
    if not Case.objects.filter(kind="discipline").exists():
        page.goto(reverse("discipline:start", args=[_place()]))
        for name, value in (("on", "05/01/2026"), ("source_number", "15-TB/UBKT"), ("source_dated", "20/12/2025"),
                            ("source_issuer", "Ủy ban kiểm tra"), ("happened_on", "06/05/2024")):  # fmt: skip
            page.fill(f"main [name={name}]", value)
        page.locator("main [name=source][value=inspection]").check()
        page.locator("main [name=organ]").first.check()
        page.locator("main [name=person]").first.check()
        page.locator("main [name=from_above][value=no]").check()
        page.locator("main [name=established]").check()
        page.click("main summary >> nth=0")
        page.locator("main [name=content_office]").nth(1).check()
        page.click("main form button:has-text('Lập hồ sơ')")
        page.wait_for_url("**/cases/**")
    page.goto(reverse("discipline:case", args=[Case.objects.filter(kind="discipline").latest("pk").pk]))

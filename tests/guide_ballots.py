"""Which screens of secret votes the guide shows. Each vote is made on the way, as a secretary would."""

from typing import Any

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from tests.guide import PHONE, Picture

SECRETARY = "bi-thu-chi-bo"
SEND = "main form button.button:not(.quiet)"


def pictures() -> list[Picture]:
    """A vote whose next step waits, a ballot on a phone, the receipt."""
    return [
        Picture("ballots-one", SECRETARY, _prepared, (PHONE,)),
        Picture("ballots-vote", SECRETARY, _opened, (PHONE,)),
        Picture("ballots-receipt", SECRETARY, _cast, (PHONE,)),
    ]


def _prepared(page: Any) -> None:
    """Two people on the ballot, three others count; everybody of the branch votes, by paper or phone."""
    branch = RoleGrant.objects.filter(account__username=SECRETARY).latest("pk").organisation_id
    page.goto(reverse("ballots:confidence", args=[branch]))
    for name, places in (("rows", (0, 1)), ("tellers", (3, 4, 5))):
        for place in places:
            page.locator(f"main [name={name}]").nth(place).check()
    page.locator("main [name=channels][value=both]").check()
    page.click(SEND)


def _opened(page: Any) -> None:
    """All slips are issued, with codes; one is opened on a phone."""
    _prepared(page)
    there = page.url
    page.goto(f"{there}freeze/")
    page.click(SEND)
    page.goto(f"{there}slips/")
    many = page.locator("[name=codes]").input_value()
    page.click(SEND)
    code = "".join(page.locator("main .slip code").first.inner_text().split())
    page.goto(f"{there}open/")
    page.fill("[name=codes]", many)
    page.click(SEND)
    page.goto(f"{reverse('ballots:vote')}?ma={code}")
    page.locator("main [name=d0][value='0']").check()
    page.locator("main [name=d1][value='1']").check()


def _cast(page: Any) -> None:
    """The ballot is cast."""
    _opened(page)
    page.click(SEND)
    page.click("main button[value=bo]")

"""Which screens of secret votes the guide shows. Each vote is made on the way, as a secretary would."""

from typing import Any

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from tests.guide import PHONE, Picture

SECRETARY = "bi-thu-chi-bo"
SEND = "main form button.button:not(.quiet)"
CAST = 6


def pictures() -> list[Picture]:
    """A vote whose next step waits, a ballot on a phone, the receipt, minutes with their number."""
    return [
        Picture("ballots-one", SECRETARY, _prepared, (PHONE,)),
        Picture("ballots-vote", SECRETARY, _marked, (PHONE,)),
        Picture("ballots-receipt", SECRETARY, _cast, (PHONE,)),
        Picture("ballots-minutes", SECRETARY, _numbered, (PHONE,)),
    ]


def _prepared(page: Any, way: str = "both") -> None:
    """Two people on the ballot, three others count; everybody of the branch votes, by paper or phone."""
    branch = RoleGrant.objects.filter(account__username=SECRETARY).latest("pk").organisation_id
    page.goto(reverse("ballots:confidence", args=[branch]))
    for name, places in (("rows", (0, 1)), ("tellers", (3, 4, 5))):
        for place in places:
            page.locator(f"main [name={name}]").nth(place).check()
    page.locator(f"main [name=channels][value={way}]").check()
    page.click(SEND)


def _opened(page: Any, way: str = "both") -> tuple[str, list[str], list[str]]:
    """All slips are issued, with codes; gives where the vote stands, the tellers' codes and the slips."""
    _prepared(page, way)
    there = page.url
    page.goto(f"{there}freeze/")
    page.click(SEND)
    tellers = _codes(page)
    page.goto(f"{there}slips/")
    many = page.locator("[name=codes]").input_value()
    page.click(SEND)
    slips = _codes(page)
    page.goto(f"{there}open/")
    page.fill("[name=codes]", many)
    page.click(SEND)
    return there, tellers, slips


def _codes(page: Any) -> list[str]:
    return ["".join(one.split()) for one in page.locator("main .slip code").all_inner_texts()]


def _marked(page: Any) -> None:
    """One slip is opened on a phone and marked."""
    _mark(page, _opened(page)[2][0])


def _mark(page: Any, slip: str) -> None:
    page.goto(f"{reverse('ballots:vote')}?ma={slip}")
    page.locator("main [name=d0][value='0']").check()
    page.locator("main [name=d1][value='1']").check()


def _cast(page: Any) -> None:
    """The ballot is cast."""
    _marked(page)
    page.click(SEND)
    page.click("main button[value=bo]")


def _numbered(page: Any) -> None:
    """Some cast by phone, the box is closed and counted, the minutes bear the number they have on paper."""
    there, tellers, slips = _opened(page, "phone")
    for slip in slips[:CAST]:
        _mark(page, slip)
        page.click(SEND)
        page.click("main button[value=bo]")
    page.goto(there)
    page.click("main form button.button")
    page.goto(f"{there}count/")
    page.fill("[name=first]", tellers[0])
    page.fill("[name=second]", tellers[1])
    page.click(SEND)
    page.goto(f"{there}minutes/1/number/")
    page.fill("[name=number]", "05-BB/CB")
    page.click(SEND)

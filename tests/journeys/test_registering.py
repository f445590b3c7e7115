"""The register on a phone and on a desk, where tests/screens.py does not come: axe finds nothing, nothing is too wide."""

from datetime import date
from urllib.parse import unquote

import pytest

from liemchinh.members.services import NewAct, cancel_act, record_act
from tests.journeys.conftest import ON_BOTH, Opens
from tests.walks import is_sound
from tests.world import CONSOLE, REGISTERED, World


@pytest.mark.parametrize("size", ON_BOTH)
def test_pages_that_only_some_people_and_acts_make_are_accessible_and_fit(
    as_: Opens, world: World, size: tuple[int, int]
) -> None:
    person, uid = world.people["branch"], world.uids["branch"]
    act = record_act(person, NewAct("exempt", date(2020, 2, 1), world.places["branch"]), actor=CONSOLE)
    cancel_act(act, reason="twice", actor=CONSOLE)
    for who, addresses in {
        "nam": [f"/members/{uid}/", f"/members/{uid}/acts/?kind=transfer"],
        "giang": [f"/members/{uid}/", "/members/search/?q=thach vinh phuc"],
        "binh": ["/members/mine/"],
    }.items():
        page = as_(who, size=size)
        for address in addresses:
            page.goto(address)
            assert unquote(page.url).endswith(address)
            is_sound(page)


@pytest.mark.parametrize("size", ON_BOTH)
def test_registering_somebody_who_may_be_there_already(as_: Opens, world: World, size: tuple[int, int]) -> None:
    page = as_("nam", size=size)
    page.goto("/members/add/")
    page.fill("[name=full_name]", "Thach Vinh Phuc")
    page.fill("[name=birth]", "1970")
    page.fill("[name=organisation-query]", "go cat")
    page.click("[name=organisation-find]")
    page.check(f"[name=organisation][value='{world.places['branch']}']")
    page.fill("[name=on]", "01/02/2020")
    page.click("text=Ghi vào danh sách")
    assert REGISTERED["branch"] in page.inner_text("main")
    is_sound(page)
    page.click("text=Là người khác, ghi vào danh sách")
    assert page.inner_text("h1") == "Thach Vinh Phuc" and "Kết nạp" in page.inner_text("main")
    is_sound(page)

"""The register in Chromium, on a desk and on a phone, where tests/screens.py does not come: axe finds nothing, nothing is too wide."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest

from liemchinh.members.services import NewAct, cancel_act, record_act
from tests.accessibility import faults
from tests.world import CONSOLE, REGISTERED, World, build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db: None) -> World:
    """The named people, today: the server that the browser asks runs on the real clock."""
    return build()


@pytest.fixture
def use(page: Any, live_server: Any, world: World) -> Callable[[str], None]:
    """Signs somebody in, in this browser."""

    def use_(name: str) -> None:
        page.context.clear_cookies()
        key = world.client(name).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])

    return use_


def test_pages_that_only_some_people_and_acts_make_are_accessible_and_fit(
    page: Any, use: Callable[[str], None], world: World
) -> None:
    person, uid = world.people["branch"], world.uids["branch"]
    act = record_act(person, NewAct("exempt", date(2020, 2, 1), world.places["branch"]), actor=CONSOLE)
    cancel_act(act, reason="twice", actor=CONSOLE)
    found = []
    for who, addresses in {
        "nam": [f"/members/{uid}/", f"/members/{uid}/acts/?kind=transfer"],
        "giang": [f"/members/{uid}/", "/members/search/?q=thach vinh phuc"],
        "binh": ["/members/mine/"],
    }.items():
        use(who)
        for address in addresses:
            page.goto(address)
            assert unquote(page.url).endswith(address)
            found += faults(page)
    assert found == []


def test_registering_somebody_who_may_be_there_already(page: Any, use: Callable[[str], None], world: World) -> None:
    use("nam")
    page.goto("/members/add/")
    page.fill("[name=full_name]", "Thach Vinh Phuc")
    page.fill("[name=birth]", "1970")
    page.fill("[name=organisation-query]", "go cat")
    page.click("[name=organisation-find]")
    page.check(f"[name=organisation][value='{world.places['branch']}']")
    page.fill("[name=on]", "01/02/2020")
    page.click("text=Ghi vào danh sách")
    assert REGISTERED["branch"] in page.inner_text("main") and faults(page) == []
    page.click("text=Là người khác, ghi vào danh sách")
    assert page.inner_text("h1") == "Thach Vinh Phuc" and "Kết nạp" in page.inner_text("main")
    assert faults(page) == []

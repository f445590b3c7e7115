"""On a phone: one secretary sends, the other takes in."""

from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from liemchinh.access.granting import Offer, grant_role
from liemchinh.journal import clock
from liemchinh.members.queries import place_of
from tests.world import REGISTERED, World, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > innerWidth"


def faults(page: Any) -> list[Any]:
    found = [(page.url, item["id"]) for item in Axe().run(page).response["violations"]]
    return [*found, *([(page.url, "too wide")] if page.evaluate(WIDER_THAN_SCREEN) else [])]


def use(page: Any, live_server: Any, world: World, name: str) -> None:
    page.context.clear_cookies()
    key = world.client(name).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])


def test_a_secretary_sends_and_the_other_takes_in_on_a_phone(page: Any, live_server: Any, db: None) -> None:
    world, today = build(), clock.today()
    other = Offer(world.accounts["lan"], "branch_secretary", world.places["sibling"], today)
    grant_role(other, actor=world.actor("an"))
    page.set_viewport_size({"width": 360, "height": 800})
    use(page, live_server, world, "chi")
    page.goto("/transfers/send/")
    page.check(f"text={REGISTERED['branch']}")
    page.fill("[name=receiver-query]", "rach dua")
    page.click("[name=receiver-find]")
    page.check(f"[name=receiver][value='{world.places['sibling']}']")
    page.fill("[name=number]", "12-GGT")
    page.fill("[name=on]", f"{date(today.year, today.month, 1):%d/%m/%Y}")
    found = faults(page)
    page.click("text=Ghi giấy giới thiệu")
    assert "Đã ghi giấy giới thiệu của 1 đảng viên" in page.inner_text("main")
    use(page, live_server, world, "lan")
    page.goto("/transfers/")
    found += faults(page)
    page.click("button:has-text('Đã nhận')")
    assert "Đã nhận 1 đảng viên" in page.inner_text("main")
    assert place_of(world.people["branch"]) == world.places["sibling"]
    page.goto("/transfers/?state=done")
    page.click(f"text={REGISTERED['branch']}")
    found += faults(page)
    assert found == []

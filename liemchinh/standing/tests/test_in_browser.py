"""On a phone: the secretary takes an exemption through, the officer of the commune a strike-off; every page fits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from liemchinh.journal import clock
from liemchinh.standing.models import Matter
from liemchinh.standing.tests.conftest import CARD, last_spell, stand_behind
from tests.world import World, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def world(db: None) -> World:
    """The named people, today: the server that the browser asks runs on the real clock."""
    return build()


@pytest.fixture
def use(page: Any, live_server: Any, world: World) -> Callable[[str], None]:
    """Signs somebody in, in this browser, on a phone."""
    page.set_viewport_size({"width": 360, "height": 800})

    def use_(name: str) -> None:
        page.context.clear_cookies()
        key = world.client(name).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])

    return use_


def fits(page: Any) -> None:
    """axe finds nothing, and nothing is wider than the phone."""
    assert [item["id"] for item in Axe().run(page).response["violations"]] == []
    assert not page.evaluate(WIDER_THAN_SCREEN), page.url


def send(page: Any, **fields: str) -> None:
    """Fills in the form and sends it."""
    for name, value in fields.items():
        line = page.locator(f"main [name={name}]")
        if line.count() > 1:
            page.check(f"main [name={name}][value={value}]")
        elif line.evaluate("one => one.tagName") == "SELECT":
            line.select_option(value)
        else:
            line.fill(value)
    fits(page)
    page.click("main form button.button")


@pytest.mark.parametrize("page", [(360, 800)], indirect=True)
def test_the_secretary_takes_an_exemption_through(page: Any, use: Callable[[str], None], world: World) -> None:
    today = f"{clock.today():%d/%m/%Y}"
    use("chi")
    page.goto("/standing/")
    fits(page)
    page.click("main >> text=Chi bộ ấp Gò Cát")
    fits(page)
    page.click("main >> text=Trần Văn Bình")
    fits(page)
    page.click("text=Xin miễn công tác, sinh hoạt")
    send(page, on=today)
    page.goto("/")
    page.click("text=Chi bộ xét, quyết định miễn công tác, sinh hoạt")
    fits(page)
    page.click("a.button:has-text('quyết định miễn')")
    send(page, number="07-NQ/CB", dated=today, on=today)
    fits(page)
    assert last_spell(world).exempt


@pytest.mark.parametrize("page", [(360, 800)], indirect=True)
def test_the_officer_takes_a_strike_off_through_to_the_window_of_appeal(
    page: Any, use: Callable[[str], None], world: World
) -> None:
    today, old = f"{clock.today():%d/%m/%Y}", f"{clock.today() - timedelta(3):%d/%m/%Y}"
    use("nam")
    page.goto(f"/members/{world.uids['binh']}/acts/")
    page.click("text=Xóa tên: nêu căn cứ")
    send(page, ground=CARD, on=old)
    case = Matter.objects.get().case
    stand_behind(world, case, "strike_off_told", "chi", "nam")
    page.reload()
    fits(page)
    page.click("a.button:has-text('Chi bộ báo căn cứ')")
    send(page, number="01-TB", dated=old, on=old)
    page.click("a.button:has-text('biểu quyết đề nghị xóa tên')")
    send(page, on=today, number="02-NQ/CB", issued="2", returned="2", valid="2", votes_for="2")
    stand_behind(world, case, "strike_off_decided", "an", "oanh")
    page.reload()
    page.click("a.button:has-text('quyết định xóa tên')")
    send(page, number="03-QĐ/ĐU", on=today)
    page.click("a.button:has-text('Giao quyết định')")
    send(page, on=today, card="recovered")
    fits(page)
    assert (
        last_spell(world).ends_kind == "struck_off" and page.get_by_text("Nhận đơn khiếu nại việc xóa tên").count() >= 1
    )
    use("binh")
    page.goto("/members/mine/")
    fits(page)

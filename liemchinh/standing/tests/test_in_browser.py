"""On a phone: the secretary takes an exemption through, the officer of the commune a strike-off; every page fits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from liemchinh.journal import clock
from liemchinh.standing.models import Matter
from liemchinh.standing.tests.conftest import CARD, last_spell, stand_behind
from tests.walks import fits, on_a_phone, send
from tests.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db: None) -> World:
    """The named people, today: the server that the browser asks runs on the real clock."""
    return build()


@pytest.fixture
def use(page: Any, live_server: Any, world: World) -> Callable[[str], None]:
    """Signs somebody in, in this browser, on a phone."""
    return on_a_phone(page, live_server.url, world)


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
def test_the_officer_takes_a_strike_off_through_and_the_level_above_answers_the_appeal(
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
    send(page, on=old, number="02-NQ/CB", issued="2", returned="2", valid="2", votes_for="2")
    stand_behind(world, case, "strike_off_decided", "an", "oanh")
    page.reload()
    page.click("a.button:has-text('quyết định xóa tên')")
    send(page, number="03-QĐ/ĐU", on=old)
    page.click("a.button:has-text('Giao quyết định')")
    send(page, on=today, card="recovered")
    fits(page)
    assert (
        last_spell(world).ends_kind == "struck_off" and page.get_by_text("Nhận đơn khiếu nại việc xóa tên").count() >= 1
    )
    page.click("main a:has-text('Nhận đơn khiếu nại việc xóa tên')")
    send(page, on=today, body=str(world.places["district"]))
    use("an")
    page.reload()
    page.click("a.button:has-text('giải quyết khiếu nại')")
    send(page, outcome="annulled", number="21-QĐ", on=today)
    assert (last_spell(world).starts_kind, last_spell(world).ends_on) == ("restored", None)
    use("binh")
    page.goto("/members/mine/")
    fits(page)

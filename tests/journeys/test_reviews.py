"""A year's review on a phone: commitments, grades proposed and decided, a basis vouched for, a shortcoming put right and confirmed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state, verify
from liemchinh.remediation.models import Item
from liemchinh.reviews.models import Grade, Handing
from tests.walks import fits, home, on_a_phone, refused, send
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


def _tap(page: Any, person: int, mark: str) -> None:
    """One touch of a mark beside a name, above the bar at the bottom."""
    one = page.locator(f"[name=mark-{person}][value={mark}]")
    one.evaluate("one => one.scrollIntoView({block: 'center'})")
    one.check(force=True)


@pytest.mark.parametrize("page", [(360, 800)], indirect=True)
def test_from_the_commitment_to_what_was_put_right(page: Any, use: Callable[[str], None], world: World) -> None:
    today = f"{clock.today():%d/%m/%Y}"
    branch, commune, binh = world.places["branch"], world.places["commune"], world.people["binh"]
    last = clock.today().year - 1
    use("chi")
    home(page)
    page.click("main >> text=Ghi cam kết")
    # Everybody has handed in but whoever is tapped.
    _tap(page, binh, "missing")
    send(page, on=today)
    assert Handing.objects.values_list("handed", "missing").get() == (1, 1)
    page.goto(f"/reviews/{branch}/grades/?period={last}")
    _tap(page, binh, "excellent")
    _tap(page, world.people["branch"], "good")
    send(page, collective="good", total="85")
    use("nam")
    home(page)
    page.click("main >> text=Quyết định xếp loại")
    send(page, number="15-QĐ/ĐU", on=today)
    assert [article for _title, article in refused(page)] == ["Quy định 366-QĐ/TW"]
    # The answer 422 of the page that refuses is what was wanted.
    page.errors.clear()
    send(page, basis="Điều 3 Hướng dẫn 02-HD/ĐU")
    assert Grade.objects.filter(cancelled_by=None, vouched_by=None).count() == 3
    use("an")
    page.goto(f"/reviews/?at={commune}&period={last}")
    fits(page)
    page.click("text=Xác nhận căn cứ này")
    page.wait_for_selector("text=Quyết định có hiệu lực")
    use("chi")
    page.goto(f"/remediation/at/{branch}/new/")
    page.click("summary:has-text('Nhiệm vụ của thành viên')")
    page.locator("[name=content_duty][value='duty.assigned_task_not_done']").check()
    send(page, owner="person", person=str(binh), due_on=f"{clock.today() + timedelta(30):%d/%m/%Y}")
    use("binh")
    page.goto("/members/mine/")
    assert page.get_by_text(f"Xếp loại năm {last}").count() == 1
    home(page)
    page.click("main >> text=Khắc phục một khuyết điểm")
    send(page, times="3")
    use("nam")
    home(page)
    page.click("main >> text=Xác nhận đã khắc phục")
    page.click("button:has-text('Xác nhận đã khắc phục')")
    page.wait_for_selector("text=Đã xác nhận là khắc phục xong")
    assert Item.objects.exclude(confirmed_by=None).count() == 1
    assert verify().ok and list(recount_state()) == []

"""Figures on their way: a commune defines and asks, a branch sends on a phone, the commune approves, the leader sees who is missing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.returns.models import Call, Reply, Return
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, home, send
from tests.world import World

pytestmark = pytest.mark.on("2026-03-03")


def _define_and_ask(page: Any, world: World) -> None:
    page.goto(f"/returns/at/{world.places['commune']}/")
    page.click("main a:has-text('Định nghĩa số liệu')")
    page.select_option("main [name=period]", "month")
    send(page, name="Số buổi tuyên truyền")
    page.click("a:has-text('Hỏi cấp dưới')")
    page.check("main [name=quantities]")
    page.check("main [name=categories][value=branch]")
    page.fill("main [name=first]", "01/02/2026")
    page.fill("main [name=last]", "28/02/2026")
    page.fill("main [name=due_on]", "06/03/2026")
    fits(page)
    with page.expect_navigation():
        page.click("main button:has-text('Xem trước')")
    assert "Sẽ hỏi 2 tổ chức" in page.inner_text("main")
    page.click("main button[name=ask]")
    page.wait_for_url("**/returns/*/")


def test_figures_are_asked_sent_approved_and_the_missing_are_seen(
    as_: Opens, world: World, day_is: Callable[[date], None]
) -> None:
    officer = as_("nam")
    _define_and_ask(officer, world)
    call = Call.objects.get()
    assert call.count == 2

    secretary = as_("chi", size=PHONE)
    secretary.goto("/")
    secretary.click("main a:has-text('Gửi số liệu: Số buổi tuyên truyền')")
    fits(secretary)
    name = f"n{call.items.get().quantity_id}"
    send(secretary, **{name: "mười"})
    assert "Hãy ghi một số nguyên" in secretary.inner_text("main")
    send(secretary, **{name: "1.012"})
    assert "đã gửi, chờ duyệt" in secretary.inner_text("main")

    home(officer)
    officer.click("main a:has-text('Duyệt số liệu của 1 tổ chức')")
    assert "1.012" in officer.inner_text("main")
    with officer.expect_navigation():
        officer.click("main button:has-text('Duyệt và khóa')")
    assert Reply.objects.get(cancelled_by=None).kind == "approved"

    day_is(date(2026, 3, 9))
    leader = as_("giang", size=PHONE)
    leader.goto(f"/returns/{call.pk}/?at={world.places['district']}")
    fits(leader)
    leader.click("main .bars a:has-text('Đảng bộ xã Trà Mây')")
    assert "Chi bộ ấp Rạch Dừa" in leader.inner_text("main .bars")
    leader.click("main td a:has-text('1.012')")
    fits(leader)
    assert "Quá hạn chưa gửi" in leader.inner_text("main") and Return.objects.count() == 1

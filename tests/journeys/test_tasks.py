"""From a directive to work done: the province gives, the commune plans, a branch reports on a phone, the leader sees who is late."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.tasks.models import Answer, Giving
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, send
from tests.world import World

pytestmark = pytest.mark.on("2026-03-03")


def _written_down(page: Any, reference: str, title: str) -> None:
    page.fill("main [name=reference]", reference)
    page.fill("main [name=title]", title)
    page.click("main form button.button:not(.quiet)")
    page.wait_for_load_state()


def _give(page: Any, world: World) -> None:
    """A plan of one's own, and a count, to the commune and its branches."""
    page.click("main a.button:has-text('Giao nhiệm vụ')")
    page.check("main [name=categories][value=grassroots_committee]")
    page.check("main [name=categories][value=branch]")
    for row, (title, group, proof, day) in enumerate(
        (
            ("Ban hành kế hoạch", "plan", "plan", "10/03/2026"),
            ("Rà soát việc được giao", "immediate", "count", "06/03/2026"),
        )
    ):
        page.fill(f"main [name=t-{row}-title]", title)
        page.select_option(f"main [name=t-{row}-group]", group)
        page.select_option(f"main [name=t-{row}-proof]", proof)
        page.fill(f"main [name=t-{row}-due_on]", day)
    fits(page)
    page.click("main button:has-text('Xem trước')")
    page.wait_for_load_state()
    assert "Sẽ giao 2 nhiệm vụ cho 3 tổ chức" in page.inner_text("main")
    page.click("main button[name=give]")
    page.wait_for_url("**/tasks/*/")


def test_a_directive_is_given_planned_reported_and_the_late_are_seen(
    as_: Opens, world: World, day_is: Callable[[date], None]
) -> None:
    officer = as_("an")
    officer.goto(f"/directives/at/{world.places['province']}/new/")
    _written_down(officer, "Chương trình số 13-CTr/TU ngày 01/03/2026", "Về phòng ngừa vi phạm")
    _give(officer, world)
    fits(officer)
    assert Giving.objects.get().count == 3

    commune = as_("nam")
    commune.goto("/")
    commune.click("main a:has-text('Tiếp nhận 2 nhiệm vụ')")
    commune.click("main button:has-text('Đã tiếp nhận')")
    commune.click("main a:has-text('Ghi văn bản thực hiện')")
    _written_down(commune, "05-KH/ĐU ngày 03/03/2026", "Thực hiện Chương trình 13-CTr/TU")
    assert "Chương trình số 13-CTr/TU" in commune.inner_text("main .descent")
    assert "Văn bản này là kết quả của nhiệm vụ" in commune.inner_text("main")

    secretary = as_("chi", size=PHONE)
    secretary.goto("/")
    secretary.click("main a:has-text('Tiếp nhận 2 nhiệm vụ')")
    fits(secretary)
    secretary.click("main button:has-text('Đã tiếp nhận')")
    secretary.click("main li:has-text('Rà soát việc được giao') a:has-text('Báo cáo')")
    fits(secretary)
    send(secretary, count="12")
    assert "12, 03/03/2026" in secretary.inner_text("main")

    day_is(date(2026, 3, 12))
    leader = as_("giang", size=PHONE)
    leader.goto("/")
    leader.click("main a:has-text('4 nhiệm vụ quá hạn ở cấp dưới')")
    leader.click("main .bars a:has-text('Đảng bộ xã Trà Mây')")
    fits(leader)
    assert "Chi bộ ấp Rạch Dừa" in leader.inner_text("main .bars")
    leader.click("main td a, main th a:has-text('Rà soát việc được giao')")
    fits(leader)
    assert Answer.objects.filter(kind="reported", cancelled_by=None).count() == 2

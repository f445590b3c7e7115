"""A secretary opens the calendar on a phone and lets another calendar read it, then takes the address back."""

import re
from datetime import date

import pytest
from django.test import Client

from liemchinh.tasks.addressing import To
from tests.journeys.conftest import PHONE, Opens
from tests.permissions_of_returns import called, quantity
from tests.walks import fits
from tests.world import World

pytestmark = pytest.mark.on("2026-03-03")


def test_what_is_due_is_read_on_a_phone_and_by_another_calendar_until_it_is_taken_back(
    as_: Opens, world: World
) -> None:
    called(world, [quantity(world, "commune")], To(world.places["commune"], ("branch",)), due=date(2026, 3, 6))
    page = as_("chi", size=PHONE)
    page.goto("/")
    assert "tuần này 2 việc đến hạn" in page.inner_text("main")
    page.click("main a:has-text('Lịch')")
    fits(page)
    assert "Gửi số liệu: Số buổi tuyên truyền" in page.inner_text("main #d-20260306")
    page.click("main a:has-text('Xem hạn trong lịch')")
    with page.expect_navigation():
        page.click("main button:has-text('Làm địa chỉ lịch')")
    fits(page)
    address = re.search(r"/agenda/feed/[\w-]+\.ics", page.inner_text("main code"))
    assert address is not None
    assert "DTSTART;VALUE=DATE:20260306" in Client().get(address[0]).content.decode()
    with page.expect_navigation():
        page.click("main button:has-text('Thu hồi địa chỉ')")
    assert Client().get(address[0]).status_code == 404

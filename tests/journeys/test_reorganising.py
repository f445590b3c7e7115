"""An merges two branches: sees it as a picture, does it, thinks better of it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from liemchinh.journal import clock
from liemchinh.members import recount as members_recount
from liemchinh.organisations import recount
from liemchinh.organisations.models import Version
from liemchinh.web.dates import show
from tests.world import PLACES, World

pytestmark = pytest.mark.browser
NEW = "Chi bộ ấp Gò Cát – Rạch Dừa"


def standing() -> set[str]:
    return set(Version.objects.filter(cancelled_by=None, valid_to=None).values_list("name", flat=True))


def test_two_branches_become_one_are_looked_at_first_and_are_two_again(as_: Callable[..., Any], world: World) -> None:
    page, before = as_("an"), standing()
    page.goto(f"/organisations/{world.places['commune']}/")
    page.locator("main a", has_text="Sắp xếp").first.click()
    page.click("main >> text=Sáp nhập")
    page.fill("[name=on]", show(clock.today()))
    page.fill("[name=decision]", "Quyết định 15-QĐ/ĐU của Đảng ủy xã")
    for place in ("branch", "sibling"):
        page.check(f"[name=sources][value='{world.places[place]}']")
    page.fill("[name=name]", NEW)
    page.fill("[name=kind]", "chi bộ trực thuộc")
    page.click("main form button.button:not(.quiet)")
    page.wait_for_url(re.compile(r"/organisations/reorganise/\d+/$"))
    seen = " ".join(page.inner_text("main").split())
    assert "2 tổ chức trước, 1 sau · 4 đảng viên" in seen and page.locator("main svg").count() > 0
    assert standing() == before, "nothing is recorded by looking"
    page.locator("main a.button", has_text="Thực hiện").click()
    page.click("main form button.button:not(.quiet)")
    page.wait_for_url("**/organisations/reorganised/**")
    assert standing() == before - {PLACES["branch"][0], PLACES["sibling"][0]} | {NEW}
    assert [*recount.differences(), *members_recount.differences()] == []
    page.click("text=Hủy lần sắp xếp")
    page.locator("main form button.button:not(.quiet)").last.click()
    page.wait_for_url("**/organisations/reorganise/")
    assert standing() == before
    assert [*recount.differences(), *members_recount.differences()] == []

"""Who looks at whom: a secretary at her branch, a leader at one person with a reason, a member at who looked."""

from collections.abc import Callable
from typing import Any

from tests.journeys.conftest import PHONE
from tests.world import PEOPLE, PLACES, REGISTERED, World


def test_a_secretary_looks_at_her_branch_on_a_phone(as_: Callable[..., Any], world: World) -> None:
    page = as_("chi", PHONE)
    page.goto("/")
    page.locator("nav.bottom a", has_text="Đảng viên").click()
    listed = page.inner_text("main")
    assert REGISTERED["branch"] in listed and PEOPLE["binh"][0] in listed
    assert REGISTERED["sibling"] not in listed and PEOPLE["em"][0] not in listed
    page.locator("main a", has_text=REGISTERED["branch"]).click()
    assert page.inner_text("h1") == REGISTERED["branch"]
    assert page.goto(f"/members/{world.uids['sibling']}/").status == 404


def test_a_leader_sees_figures_and_opens_one_person_with_a_reason(as_: Callable[..., Any], world: World) -> None:
    page = as_("giang")
    page.goto("/")
    page.locator("nav.menu a", has_text="Số liệu").click()
    assert PLACES["district"][0] in page.inner_text("h1")
    assert REGISTERED["branch"] not in page.inner_text("main")
    assert page.goto("/members/").status == 404
    page.goto("/members/search/")
    page.fill("main [name=q]", "Thạch Vĩnh")
    page.locator("main form button", has_text="Tìm").click()
    assert REGISTERED["branch"] not in page.inner_text("main"), "half a name finds nobody"
    page.fill("main [name=q]", PEOPLE["em"][0])
    page.locator("main form button", has_text="Tìm").click()
    page.locator("main .rows a", has_text=PEOPLE["em"][0]).click()
    assert PEOPLE["em"][0] not in page.inner_text("main"), "no name before the reason"
    page.click("text=Mở hồ sơ >> nth=-1")
    assert PEOPLE["em"][0] not in page.inner_text("main"), "no reason, no page"
    page.locator("main input[type=radio]").first.check()
    page.locator("main form button", has_text="Mở hồ sơ").click()
    assert page.inner_text("h1") == PEOPLE["em"][0]
    # Em sees that it was opened: office and role, and no name.
    own = as_("em", PHONE)
    own.goto("/members/mine/")
    told = own.inner_text("main")
    assert PLACES["district"][0] in told and "Lãnh đạo" in told and PEOPLE["giang"][0] not in told


def test_a_member_sees_the_own_page_and_nobody_elses(as_: Callable[..., Any], world: World) -> None:
    page = as_("em", PHONE)
    page.goto("/me/")
    page.click("text=Xem hồ sơ đảng viên của tôi")
    assert page.inner_text("h1") == PEOPLE["em"][0]
    for address in (f"/members/{world.uids['binh']}/", f"/members/{world.people['binh']}/readers/", "/members/"):
        assert page.goto(address).status == 404

"""Those who keep the house without living in it: the auditor, the administrator; and somebody who knows an address and no more."""

from collections.abc import Callable
from typing import Any

from tests.world import PASSWORD, PEOPLE, PLACES, REGISTERED, World

NAMES = [*REGISTERED.values(), *(name for name, _kind, _level, _above in PLACES.values())]


def test_an_auditor_reads_kinds_and_hashes_and_not_one_name(as_: Callable[..., Any], world: World) -> None:
    page = as_("ha")
    page.goto("/journal/")
    page.locator("main a", has_text="Kiểm tra sổ").click()
    told = page.inner_text("main")
    assert "Kết nạp" in told and "Đầu chuỗi" in told
    assert [name for name in NAMES if name in told] == []
    for address in ("/members/", "/organisations/", f"/members/{world.uids['binh']}/"):
        assert page.goto(address).status == 404


def test_an_administrator_makes_an_account_and_sees_no_member(as_: Callable[..., Any], world: World) -> None:
    page = as_("quan")
    page.goto("/accounts/add/")
    page.fill("[name=username]", "tho-van-thu")
    page.fill("[name=display_name]", "Thổ Văn Thử")
    page.fill("main [name^=organisation]:not([type=radio])", PLACES["commune"][0])
    page.locator("main form button.button:not(.quiet)").last.click()
    assert "Thổ Văn Thử" in page.inner_text("main")
    assert page.locator("main >> text=Cấp vai trò").count() == 0, "roles are granted by the organisation"
    for address in ("/members/", f"/members/{world.uids['binh']}/", f"/members/{world.uids['branch']}/"):
        assert page.goto(address).status == 404
    page.goto("/search/?q=thach+vinh+phuc")
    assert REGISTERED["branch"] not in page.inner_text("main")


def test_somebody_of_another_tree_is_told_nothing_not_even_that_it_exists(
    as_: Callable[..., Any], world: World
) -> None:
    page = as_("dung")
    there, nowhere = page.goto(f"/organisations/{world.places['branch']}/"), page.inner_text("main")
    missing = page.goto("/organisations/987654/")
    assert (there.status, missing.status) == (404, 404) and page.inner_text("main") == nowhere
    for address in (f"/members/{world.uids['binh']}/", f"/figures/?at={world.places['province']}"):
        assert page.goto(address).status == 404


def test_nobody_is_asked_to_sign_in_and_comes_where_they_wanted(as_: Callable[..., Any], world: World) -> None:
    page = as_("")
    page.goto("/members/mine/")
    assert "/sign-in/" in page.url
    page.fill("[name=username]", "binh")
    page.fill("[name=password]", PASSWORD)
    page.click("main form .button")
    assert page.url.endswith("/members/mine/") and page.inner_text("h1") == PEOPLE["binh"][0]

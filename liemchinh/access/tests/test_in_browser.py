"""Every page of this room in Chromium, on a desk and on a phone: axe finds nothing, nothing is wider than the screen."""

from collections.abc import Callable
from typing import Any

import pytest

from liemchinh.access import recovery, second_factors
from liemchinh.access.granting import Offer, propose_role
from liemchinh.access.models import Account
from liemchinh.access.tests.people import PASSWORD, acting, hold, person, signed_in
from liemchinh.journal import clock
from tests.accessibility import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> dict[str, Account]:
    """Two officers, an administrator, and Em, who holds roles, is to be granted another and is being handed a sign-in."""
    an, binh = person("an", "organisation_officer", 1), person("binh", "organisation_officer", 1)
    em, quan = person("em", home=3, person_id=7), person("quan", "administrator", home=1)
    hold(em, "branch_secretary", 3)
    propose_role(Offer(em, "inspection_officer", 2, clock.today()), actor=acting(an))
    recovery.start_recovery(em, actor=acting(an))
    return {"an": an, "binh": binh, "em": em, "quan": quan}


@pytest.fixture
def use(page: Any, live_server: Any) -> Callable[[Account | None], None]:
    """Signs somebody in, in this browser."""

    def use_(account: Account | None) -> None:
        page.context.clear_cookies()
        if account:
            key = signed_in(account).cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])

    return use_


def test_signing_in_with_a_printed_card(page: Any, use: Callable[..., None], people: dict[str, Account]) -> None:
    use(people["an"])
    page.goto("/me/second-factor/card/")
    page.click("main form .button")
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 12 and faults(page) == []
    use(None)
    page.goto("/me/")
    page.fill("[name=username]", "an")
    page.fill("[name=password]", PASSWORD)
    page.click("main form .button")
    assert faults(page) == []
    page.fill("[name=code]", codes[4])
    page.click("main form .button")
    assert page.url.endswith("/me/") and "Tài khoản của tôi" in page.inner_text("h1")
    assert second_factors.factors_of(people["an"]).codes_left == 11


def test_a_phone_is_remembered_and_opened_with_its_pin(
    page: Any, use: Callable[..., None], people: dict[str, Account]
) -> None:
    use(people["em"])
    page.goto("/me/devices/add/")
    page.fill("[name=pin]", "274961")
    page.fill("[name=again]", "274961")
    page.click("main form .button")
    page.context.clear_cookies(name="sessionid")
    page.goto("/sign-in/")
    assert "Xin chào, Em" in page.inner_text("h1") and faults(page) == []
    page.fill("[name=pin]", "274961")
    page.click("main form .button")
    assert page.url.endswith("/")


def test_a_role_is_granted_in_three_pages(page: Any, use: Callable[..., None], people: dict[str, Account]) -> None:
    use(people["binh"])
    page.goto(f"/accounts/{people['em'].pk}/grant/")
    page.check("input[value=leader]")
    page.fill("[name=organisation]", "Đảng bộ huyện")
    page.click("main form .button")
    assert "và 1 tổ chức bên dưới" in page.inner_text("main") and faults(page) == []
    page.click("main form .button")
    assert "Đã cấp vai trò." in page.inner_text("main")

"""A model on a phone: the branch registers and sees its conditions, a committee proposes, the one above and a commission decide, a second
officer vouches, anybody reads it, a later decision revokes."""

from collections.abc import Callable
from typing import Any

import pytest

from liemchinh.emulation.models import Recognition, Registration
from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state, verify
from tests.walks import fits, on_a_phone, refused, send
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
def test_from_the_resolution_to_the_public_list_and_its_revocation(
    page: Any, use: Callable[[str], None], world: World
) -> None:
    today, year = f"{clock.today():%d/%m/%Y}", clock.today().year
    branch, commune, district, province = (world.places[name] for name in ("branch", "commune", "district", "province"))
    use("chi")
    page.goto(f"/emulation/?at={branch}")
    page.click("main >> text=Đăng ký mô hình")
    page.locator("[name=listed]").check()
    send(page, model="no_violation", number="03-NQ/CB", dated=today, lies="branch")
    page.wait_for_selector("text=Chưa rõ, không tính là chưa đạt")
    fits(page)
    use("nam")
    page.goto(f"/emulation/{commune}/propose/?period={year}&model=no_violation")
    send(page)
    use("an")
    page.goto("/")
    page.click("summary >> text=việc khác")
    page.click("main >> text=Quyết định về")
    send(page, form="recognise", number="15-QĐ/TU", on=today)
    assert len(refused(page)) == 2
    # The answer 422 of the page that refuses is what was wanted.
    page.errors.clear()
    send(page, basis="Mục 3 Kế hoạch 12-KH/TU")
    use("oanh")
    page.goto(f"/emulation/?at={province}&period={year}")
    fits(page)
    page.click("text=Xác nhận căn cứ này")
    page.wait_for_selector("text=Quyết định có hiệu lực")
    assert Recognition.objects.get(vouched_by__isnull=False).registration == Registration.objects.get()
    page.context.clear_cookies()
    page.goto("/models/")
    page.wait_for_selector("text=Chi bộ ấp Gò Cát")
    fits(page)
    use("khoa")
    page.goto(f"/emulation/{district}/decide/?period={year}&model=no_violation")
    page.wait_for_selector("h1 >> text=Ủy ban kiểm tra quyết định")
    send(page, form="commend", number="02-QĐ/UBKT", on=today, basis="Mục 3 Kế hoạch 12-KH/TU")
    use("oanh")
    page.goto(f"/emulation/registrations/{Registration.objects.get().pk}/")
    fits(page)
    page.get_by_role("link", name="Thu hồi").click()
    send(page, cause="conclusion", number="21-QĐ/TU", on=today)
    page.wait_for_selector("text=thu hồi ngày")
    page.goto("/models/")
    page.wait_for_selector("text=Chưa có chi bộ nào")
    assert sorted(Recognition.objects.values_list("organ", "form", "revoked_number")) == [
        ("committee", "recognise", "21-QĐ/TU"), ("inspection", "commend", "")
    ]  # fmt: skip
    assert verify().ok and list(recount_state()) == []

"""A candidate on a phone: the secretary enters and votes, the officer decides, the branch holds the ceremony; every page fits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from liemchinh.admission.facts import told_of
from liemchinh.admission.models import Candidate
from liemchinh.admission.tests.conftest import FILE
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.members.models import Details
from tests.walks import fits, on_a_phone, send
from tests.world import World, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(db: None) -> World:
    """The named people, today: the server that the browser asks runs on the real clock."""
    return build()


@pytest.fixture
def use(page: Any, live_server: Any, world: World) -> Callable[[str], None]:
    """Signs somebody in, in this browser, on a phone."""
    return on_a_phone(page, live_server.url, world)


@pytest.mark.parametrize("page", [(360, 800)], indirect=True)
def test_a_candidate_becomes_a_member_by_the_people_whose_work_it_is(
    page: Any, use: Callable[[str], None], world: World
) -> None:
    today = f"{clock.today():%d/%m/%Y}"
    old = f"{clock.today() - timedelta(500):%d/%m/%Y}"
    use("chi")
    page.goto("/admission/")
    fits(page)
    page.click("text=Ghi người xin vào Đảng")
    send(page, full_name="Lý Văn Minh", birth="30/04/2000", agreement_on=old)
    case = Case.objects.get()
    fits(page)
    page.click("text=Ghi người giới thiệu")
    send(page, person_1=str(world.people["branch"]), since_1=old, person_2=str(world.people["binh"]), since_2=old)
    page.click("main >> text=Ghi hồ sơ")
    send(page, certificate_no="12/GCN", certificate_on=old, **FILE)
    assert told_of(case).file == FILE
    page.click("text=Chi bộ họp, biểu quyết đề nghị kết nạp")
    send(page, on=today, number="07-NQ/CB", issued="2", returned="2", valid="2", votes_for="2")
    use("nam")
    page.goto("/admission/?stage=deciding")
    fits(page)
    page.click("text=Lý Văn Minh")
    page.click("a.button:has-text('quyết định kết nạp')")
    send(page, on=today, number="15-QĐ/ĐU")
    use("chi")
    page.goto("/")
    page.click("text=Chi bộ nhận quyết định kết nạp")
    page.click("a.button:has-text('Chi bộ nhận quyết định kết nạp')")
    send(page, on=today)
    page.click("a.button:has-text('Chi bộ tổ chức lễ kết nạp')")
    send(page, on=today)
    fits(page)
    assert Details.objects.filter(full_name="Lý Văn Minh").count() == 1 and Candidate.objects.count() == 1

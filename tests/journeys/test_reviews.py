"""A year's review on a phone: commitments, grades proposed and decided, a basis vouched for, a shortcoming put right and confirmed."""

from datetime import timedelta
from typing import Any

from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state, verify
from liemchinh.remediation.models import Item
from liemchinh.reviews.models import Grade, Handing
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, home, refused, send
from tests.world import REGISTERED, World


def _tap(page: Any, name: str, mark: str) -> None:
    """One touch of a mark beside a name."""
    page.click(f".marks li:has-text('{name}') label:has-text('{mark}')")


def test_from_the_commitment_to_what_was_put_right(as_: Opens, world: World) -> None:
    today = f"{clock.today():%d/%m/%Y}"
    branch, commune, binh = world.places["branch"], world.places["commune"], world.people["binh"]
    last = clock.today().year - 1
    page = as_("chi", size=PHONE)
    home(page)
    page.click("main >> text=Ghi cam kết")
    # Everybody has handed in but whoever is tapped.
    _tap(page, "Trần Văn Bình", "Chưa")
    send(page, on=today)
    assert Handing.objects.values_list("handed", "missing").get() == (1, 1)
    page.goto(f"/reviews/{branch}/grades/?period={last}")
    _tap(page, "Trần Văn Bình", "Xuất sắc")
    _tap(page, REGISTERED["branch"], "Tốt")
    send(page, collective="good", total="85")
    page = as_("nam", size=PHONE)
    home(page)
    page.click("main >> text=Quyết định xếp loại")
    send(page, number="15-QĐ/ĐU", on=today)
    assert [article for _title, article in refused(page)] == ["Quy định 366-QĐ/TW"]
    send(page, basis="Điều 3 Hướng dẫn 02-HD/ĐU")
    assert Grade.objects.filter(cancelled_by=None, vouched_by=None).count() == 3
    page = as_("an", size=PHONE)
    page.goto(f"/reviews/?at={commune}&period={last}")
    fits(page)
    page.click("text=Xác nhận căn cứ này")
    page.wait_for_selector("text=Quyết định có hiệu lực")
    page = as_("chi", size=PHONE)
    page.goto(f"/remediation/at/{branch}/new/")
    page.click("summary:has-text('Nhiệm vụ của thành viên')")
    page.locator("[name=content_duty][value='duty.assigned_task_not_done']").check()
    send(page, owner="person", person=str(binh), due_on=f"{clock.today() + timedelta(30):%d/%m/%Y}")
    page = as_("binh", size=PHONE)
    page.goto("/members/mine/")
    assert page.get_by_text(f"Xếp loại năm {last}").count() == 1
    home(page)
    page.click("main >> text=Khắc phục một khuyết điểm")
    send(page, times="3")
    page = as_("nam", size=PHONE)
    home(page)
    page.click("main >> text=Xác nhận đã khắc phục")
    page.click("button:has-text('Xác nhận đã khắc phục')")
    page.wait_for_selector("text=Đã xác nhận là khắc phục xong")
    assert Item.objects.exclude(confirmed_by=None).count() == 1
    assert verify().ok and list(recount_state()) == []

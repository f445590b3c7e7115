"""Letters: one comes by post, is handled as a denunciation and concluded, whom it is about reads it on a phone; one is passed on."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.letters.matter import allegations_of
from liemchinh.letters.models import Conclusion, Denunciation, Identity, Letter
from liemchinh.letters.tests.test_book import commune_officer
from tests.journeys.conftest import PHONE, Opens
from tests.permissions_of_letters import SIGNED, received
from tests.walks import fits, refused, send
from tests.world import World

pytestmark = pytest.mark.on("2026-04-20")


def _written_down(page: Any, *answers: str) -> None:
    """One answer a screen, then the day."""
    page.goto("/letters/")
    page.click("main a:has-text('Ghi đơn vào sổ')")
    for answer in answers:
        fits(page)
        page.click(f"main .choose a:text-is('{answer}')")
    send(page, on="13/04/2026")


def _step(page: Any, title: str, **fields: str) -> None:
    page.click(f"main a.button:has-text('{title}')")
    send(page, on="20/04/2026", **fields)


def test_a_letter_by_post_becomes_a_denunciation_and_is_concluded(as_: Opens, world: World) -> None:
    officer, member = as_("khoa"), as_("binh", size=PHONE)
    _written_down(officer, "Tố cáo", "Không rõ người viết", "Gửi qua đường văn thư")
    officer.click("main a:has-text('Thuộc thẩm quyền')")
    send(officer, on="14/04/2026")
    assert refused(officer) == [("Đơn không rõ người viết thì không giải quyết như tố cáo.", "Quy định 21-QĐ/TW")]
    _written_down(officer, "Tố cáo", "Rõ người viết", "Gửi qua đường văn thư")
    officer.click("main a:has-text('Thuộc thẩm quyền')")
    send(officer, on="14/04/2026")
    officer.click("main a:has-text('Lập việc giải quyết tố cáo')")
    assert "Trần Văn Bình" not in officer.inner_text("main"), "nobody is offered before a name is typed"
    officer.fill("main [name=person-query]", "Bình")
    officer.click("main [name=person-find]")
    officer.locator(f"main [name=person][value='{world.people['binh']}']").check()
    officer.click("main summary:has-text('Nhiệm vụ')")
    officer.locator("main [name=content_duty]").nth(3).check()
    officer.fill("main [name=on]", "15/04/2026")
    fits(officer)
    officer.click("main form button.button:has-text('Lập việc')")
    officer.wait_for_url("**/letters/cases/**")
    case = Denunciation.objects.get().case
    own = reverse("casework:mine", args=[case.pk])
    _step(officer, "Phân loại")
    _step(officer, "Quyết định lập tổ", number="31-QĐ/UBKT", until="30/06/2026")
    assert member.goto(own).status == 404, "not before it was announced"
    _step(officer, "Công bố quyết định")
    member.goto("/members/mine/")
    member.click(f"main a[href='{own}']")
    fits(member)
    said = member.inner_text("main")
    assert "không có nghĩa là đã có vi phạm" in said and "31-QĐ/UBKT" in said and "13/04" not in said
    _step(officer, "báo cáo giải trình", kept_at="organ")
    _step(officer, "Trao đổi dự thảo", answered="yes")
    fits(officer)
    officer.click("main a.button:has-text('Kết luận từng nội dung')")
    send(officer, on="20/04/2026", **{f"result-{allegations_of(case)[0].pk}": "false"})
    _step(officer, "Thông báo kết luận", number="32-TB/UBKT")
    _step(officer, "Báo kết quả cho người tố cáo")
    _step(officer, "Lưu hồ sơ")
    case.refresh_from_db()
    assert case.closed_by is not None and Conclusion.objects.get().result == "false"
    member.reload()
    fits(member)
    assert "Tố cáo sai" in member.inner_text("main") and not Identity.objects.exists()


def test_a_letter_is_passed_on_and_who_wrote_it_is_kept_apart(as_: Opens, world: World) -> None:
    officer, keeper = as_("khoa", size=PHONE), as_("hien", size=PHONE)
    received(world, replace(SIGNED, organ="committee"))
    officer.goto("/")
    officer.click("main a:has-text('Phân loại đơn số 1/2026')")
    officer.click("main a:has-text('Chuyển nơi có thẩm quyền')")
    officer.fill("main [name=body-query]", "tra may")
    officer.click("main [name=body-find]")
    officer.locator(f"main [name=body][value='{world.places['commune']}']").check()
    send(officer, on="20/04/2026", cover_number="15-CV/UBKT", cover_dated="20/04/2026", due_on="20/05/2026")
    fits(officer)
    assert "chưa" in officer.inner_text("main") and Letter.objects.get().arrivals.count() == 0
    arriving = as_(commune_officer(world), size=PHONE)
    arriving.goto("/")
    arriving.click("main a:has-text('văn bản số 15-CV/UBKT')")
    fits(arriving)
    send(arriving, on="20/04/2026")
    fits(arriving)
    first, second = Letter.objects.order_by("pk")
    assert (second.came_from, second.organisation_id, second.number) == (first, world.places["commune"], 1)
    assert "Đoàn Thị" not in arriving.inner_text("main")
    officer.reload()
    assert "20/04/2026" in officer.inner_text("main") and "chưa" not in officer.inner_text("main .facts")
    keeper.goto("/")
    keeper.click("main a:has-text('Ghi tên người viết đơn số 1/2026')")
    send(keeper, name="Đoàn Thị Kín Tiếng")
    fits(keeper)
    keeper.click("main a.button:has-text('Mở')")
    send(keeper, number="41-CV/BTV", dated="20/04/2026")
    fits(keeper)
    assert "Đoàn Thị Kín Tiếng" in keeper.inner_text("main")

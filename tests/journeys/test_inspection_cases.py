"""Inspections by grant: a branch inspects a member out of its programme, on phones; a commission inspects on signs, at a desk."""

from typing import Any

import pytest

from liemchinh.casework.models import Case, Statement
from liemchinh.inspections.models import Result
from tests.journeys.conftest import PHONE, Opens
from tests.permissions_of_inspections import adopted
from tests.walks import fits, refused, send
from tests.world import World

pytestmark = pytest.mark.on("2026-03-03")


def _step(page: Any, title: str, **fields: str) -> None:
    page.click(f"main a.button:has-text('{title}')")
    send(page, **fields)


def test_a_planned_inspection_by_a_branch(as_: Opens, world: World) -> None:
    programme, binh = adopted(world, "branch"), world.people["binh"]
    secretary, member = as_("chi", size=PHONE), as_("binh", size=PHONE)
    secretary.goto(f"/inspections/programmes/{programme.pk}/")
    secretary.click("main .rows a:has-text('Mục 1')")
    send(secretary, on="02/02/2026")
    case = Case.objects.get()
    page_of_member = f"/cases/mine/{case.pk}/"
    assert member.goto(page_of_member).status == 404, "not before it was announced"
    secretary.click("main a.button:has-text('Thêm người vào tổ')")
    send(secretary, person=str(world.people["branch"]), leads="on")
    _step(secretary, "Thông báo cho đảng viên", on="05/02/2026")
    fits(secretary)
    _read_and_challenged(member, page_of_member)
    secretary.reload()
    secretary.click("main a.button:has-text('Trả lời')")
    send(secretary, upheld="no", on="03/03/2026")
    _answered(member, page_of_member)
    secretary.reload()
    secretary.click("main a:has-text('Giải trình')")
    assert "Tôi đã làm đủ việc được giao." in secretary.inner_text("main")
    fits(secretary)
    secretary.goto(f"/inspections/cases/{case.pk}/")
    _step(secretary, "Trao đổi dự thảo", on="03/03/2026", answered="yes")
    subject = f"p{binh}"
    _step(
        secretary, "Chi bộ kết luận", on="03/03/2026", **{f"result-{subject}": "good", f"discipline-{subject}": "own"}
    )
    assert refused(secretary)[0][0] == "Chỉ vi phạm mới phải thi hành kỷ luật."
    send(secretary, **{f"discipline-{subject}": "no"})
    member.goto(page_of_member)
    assert "Kết luận về tôi" not in member.inner_text("main"), "not before it is notified"
    _step(secretary, "Thông báo kết luận", on="03/03/2026", number="05-TB/CB")
    _step(secretary, "Lưu hồ sơ", on="03/03/2026")
    fits(secretary)
    member.reload()
    fits(member)
    assert "Thực hiện tốt" in member.inner_text("main") and "kiểm tra của chi bộ" in member.inner_text("main")
    assert Result.objects.get().person_id == binh and Case.objects.get().closed_by is not None


def _read_and_challenged(page: Any, address: str) -> None:
    page.goto("/members/mine/")
    page.click(f"main a[href='{address}']")
    fits(page)
    assert "Không làm nhiệm vụ chi bộ phân công" in page.inner_text("main")
    page.click("main summary:has-text('Đề nghị thay đổi')")
    page.click("main button:has-text('Gửi đề nghị')")
    page.wait_for_load_state()
    assert "chờ trả lời" in page.inner_text("main")


def _answered(page: Any, address: str) -> None:
    """Bình keeps a draft, finds it again, sends it, keeps the receipt, and sees who read it."""
    page.goto(address)
    assert "Đảng viên nộp báo cáo" in page.inner_text("main"), "it waits for him"
    page.click("main .rows li:has-text('Giải trình') a.button:has-text('Viết')")
    page.fill("main [name=text]", "Tôi đã làm")
    page.click("main button:has-text('Lưu bản nháp')")
    page.wait_for_load_state()
    assert page.input_value("main [name=text]") == "Tôi đã làm"
    page.click("main summary:has-text('Chứng cứ tôi nêu')")
    page.select_option("main [name=evidence_minutes]", "mine")
    send(page, text="Tôi đã làm đủ việc được giao.")
    fits(page)
    receipt = Statement.objects.get()
    assert f"{receipt.recorded_by}" in page.inner_text("main") and "Chưa có ai." in page.inner_text("main")
    page.goto(address)
    page.click("main .rows li:has-text('Giải trình') a.button:has-text('In mẫu giấy')")
    fits(page)


def test_an_inspection_on_signs_at_a_desk(as_: Opens, world: World) -> None:
    officer = as_("khoa")
    officer.goto(f"/inspections/at/{world.places['district']}/signs/")
    assert "Trần Văn Bình" not in officer.inner_text("main"), "nobody is offered before somebody is searched for"
    officer.fill("main [name=person-query]", "Bình")
    officer.click("main [name=person-find]")
    officer.click("main summary:has-text('Sử dụng tiền')")
    told = {
        "source": "audit", "source_number": "07-KL/KTNN", "source_dated": "05/01/2026", "on": "02/02/2026", "first": "01/01/2025",
        "last": "31/12/2025", "source_issuer": "Kiểm toán nhà nước khu vực V", "person": str(world.people["binh"]),
        "content_money": "money.wasted",
    }  # fmt: skip
    send(officer, **told)
    assert "Báo cáo kiểm toán số 07-KL/KTNN" in officer.inner_text("main")
    _step(officer, "Ban hành quyết định", on="03/02/2026", number="11-QĐ/UBKT", dated="03/02/2026")
    _step(officer, "soạn đề cương", on="04/02/2026")
    _step(officer, "Công bố quyết định", on="09/02/2026")
    _step(officer, "nộp báo cáo giải trình", on="16/02/2026", kept_at="organ")
    _step(officer, "Thẩm tra", on="18/02/2026")
    _step(officer, "Trao đổi dự thảo", on="20/02/2026", answered="no")
    subject = f"p{world.people['binh']}"
    _step(officer, "kết luận", on="02/03/2026", **{f"result-{subject}": "violation", f"discipline-{subject}": "below"})
    _step(officer, "Ban hành thông báo", on="03/03/2026", number="15-TB/UBKT", dated="03/03/2026")
    officer.click("main a.button:has-text('Giao việc phải làm')")
    send(officer, who=subject, what="repay", due_on="30/06/2026")
    assert "Hoàn trả tiền, tài sản" in officer.inner_text("main")
    fits(officer)
    keeper = as_("nam")
    assert keeper.goto(officer.url).status == 404

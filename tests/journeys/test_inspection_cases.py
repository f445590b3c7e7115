"""Inspections by grant: a branch inspects a member out of its programme, on phones; a commission inspects on signs, at a desk."""

from collections.abc import Callable
from typing import Any

import pytest

from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case, Statement
from liemchinh.inspections.models import Result
from tests.granted_kind import MORE, officer
from tests.journeys.conftest import PHONE, Opens
from tests.permissions_of_cases_of_inspection import declared, let_in, numbering, verified
from tests.permissions_of_inspections import adopted
from tests.walks import fits, refused, send
from tests.world import World

# Days of which the values are known, or verified by two officers, and days of which nobody has verified them.
KNOWN, UNKNOWN = pytest.mark.on("2026-03-03"), pytest.mark.on("2026-06-03")
STAND = {"article": "Điều 6", "document": "Quy định 21-QĐ/TW"}


def _stood_behind(page: Any, title: str, second: Any) -> None:
    """A step on which the rules are silent: refused; one states what it stands on, another vouches."""
    page.click(f"main a.button:has-text('{title}')")
    send(page, on="03/06/2026")
    assert all("chưa xác minh" in told for told, _article in refused(page))
    page.click("main a.button:has-text('Thôi')")
    page.click("main a.button:has-text('Nêu điều, văn bản')")
    send(page, **STAND)
    fits(page)
    assert page.locator("main button:has-text('Tôi xác nhận căn cứ này')").count() == 0
    second.goto(page.url)
    fits(second)
    second.click("main button:has-text('Tôi xác nhận căn cứ này')")
    second.wait_for_load_state()
    page.reload()
    assert "đã có người thứ hai xác nhận" in page.inner_text("main")


def _step(page: Any, title: str, **fields: str) -> None:
    page.click(f"main a.button:has-text('{title}')")
    send(page, **fields)


@KNOWN
def test_a_planned_inspection_by_a_branch(as_: Opens, world: World) -> None:
    verified(world)
    _branch(as_, world, "02", "03")


@UNKNOWN
@pytest.mark.soak
def test_a_planned_inspection_by_a_branch_where_values_are_unknown(as_: Opens, world: World) -> None:
    second, third = (officer(world, *told, "branch") for told in MORE.items())
    world.accounts |= {"thu": second, "duc": third}

    def stand(secretary: Any) -> None:
        case = Case.objects.get()
        state_grant(case, second, actor=world.actor("chi"))
        vouch_for_grant(case, second, actor=world.actor("duc"))
        _stood_behind(secretary, "Thông báo cho đảng viên", as_("thu", size=PHONE))

    _branch(as_, world, "05", "06", stand)


def _branch(as_: Opens, world: World, early: str, late: str, stand: Callable[[Any], None] = lambda page: None) -> None:
    programme, binh = adopted(world, "branch"), world.people["binh"]
    secretary, member = as_("chi", size=PHONE), as_("binh", size=PHONE)
    secretary.goto(f"/inspections/programmes/{programme.pk}/")
    secretary.click("main .rows a:has-text('Mục 1')")
    send(secretary, on=f"02/{early}/2026")
    case = Case.objects.get()
    page_of_member = f"/cases/mine/{case.pk}/"
    assert member.goto(page_of_member).status == 404, "not before it was announced"
    secretary.click("main a.button:has-text('Thêm người vào tổ')")
    send(secretary, person=str(world.people["branch"]), leads="on")
    stand(secretary)
    _step(secretary, "Thông báo cho đảng viên", on=f"05/{early}/2026")
    fits(secretary)
    _read_and_challenged(member, page_of_member)
    secretary.reload()
    secretary.click("main a.button:has-text('Trả lời')")
    send(secretary, upheld="no", on=f"03/{late}/2026")
    _answered(member, page_of_member)
    secretary.reload()
    secretary.click("main a:has-text('Giải trình')")
    assert "Tôi đã làm đủ việc được giao." in secretary.inner_text("main")
    fits(secretary)
    secretary.goto(f"/inspections/cases/{case.pk}/")
    _step(secretary, "Trao đổi dự thảo", on=f"03/{late}/2026", answered="yes")
    subject = f"p{binh}"
    _step(
        secretary,
        "Chi bộ kết luận",
        on=f"03/{late}/2026",
        **{f"result-{subject}": "good", f"discipline-{subject}": "own"},
    )
    assert refused(secretary)[0][0] == "Chỉ vi phạm mới phải thi hành kỷ luật."
    send(secretary, **{f"discipline-{subject}": "no"})
    member.goto(page_of_member)
    assert "Kết luận về tôi" not in member.inner_text("main"), "not before it is notified"
    _step(secretary, "Thông báo kết luận", on=f"03/{late}/2026", number="05-TB/CB")
    _step(secretary, "Lưu hồ sơ", on=f"03/{late}/2026")
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


@KNOWN
def test_an_inspection_on_signs_at_a_desk(as_: Opens, world: World) -> None:
    declared(world)
    numbering(world)
    officer = _on_signs(as_, world, "02", "03", {"way": "here"})
    assert "01-QĐ/UBKTHU" in officer.inner_text("main") and "01-TB/UBKTHU" in officer.inner_text("main")
    address = officer.locator("main a:has-text('PDF')").first.get_attribute("href")
    assert officer.request.get(address).body().startswith(b"%PDF-")
    member = as_("binh", size=PHONE)
    member.goto(f"/cases/mine/{Case.objects.get().pk}/")
    fits(member)
    assert "Giấy tờ gửi cho tôi" in member.inner_text("main")


@UNKNOWN
@pytest.mark.soak
def test_an_inspection_on_signs_where_values_are_unknown(as_: Opens, world: World) -> None:
    def stand(officer: Any) -> None:
        let_in(world, Case.objects.get())
        _stood_behind(officer, "Công bố quyết định", as_("thu"))

    _on_signs(as_, world, "05", "06", {"number": "11-QĐ/UBKT", "dated": "03/05/2026"}, stand)


def _on_signs(
    as_: Opens,
    world: World,
    early: str,
    late: str,
    paper: dict[str, str],
    stand: Callable[[Any], None] = lambda page: None,
) -> Any:
    officer = as_("khoa")
    officer.goto(f"/inspections/at/{world.places['district']}/signs/")
    assert "Trần Văn Bình" not in officer.inner_text("main"), "nobody is offered before somebody is searched for"
    officer.fill("main [name=person-query]", "Bình")
    officer.click("main [name=person-find]")
    officer.click("main summary:has-text('Sử dụng tiền')")
    told = {
        "source": "audit", "source_number": "07-KL/KTNN", "source_dated": "05/01/2026", "on": f"02/{early}/2026", "first": "01/01/2025",
        "last": "31/12/2025", "source_issuer": "Kiểm toán nhà nước khu vực V", "person": str(world.people["binh"]),
        "content_money": "money.wasted",
    }  # fmt: skip
    send(officer, **told)
    assert "Báo cáo kiểm toán số 07-KL/KTNN" in officer.inner_text("main")
    _step(officer, "Ban hành quyết định", on=f"03/{early}/2026", **paper)
    _step(officer, "soạn đề cương", on=f"04/{early}/2026")
    stand(officer)
    _step(officer, "Công bố quyết định", on=f"09/{early}/2026")
    _step(officer, "nộp báo cáo giải trình", on=f"16/{early}/2026", kept_at="organ")
    _step(officer, "Thẩm tra", on=f"18/{early}/2026")
    _step(officer, "Trao đổi dự thảo", on=f"20/{early}/2026", answered="no")
    subject = f"p{world.people['binh']}"
    conclusion = paper if "way" in paper else {"number": "15-TB/UBKT", "dated": f"03/{late}/2026"}
    _step(
        officer,
        "kết luận",
        on=f"02/{late}/2026",
        **{f"result-{subject}": "violation", f"discipline-{subject}": "below"},
    )
    _step(officer, "Ban hành thông báo", on=f"03/{late}/2026", **conclusion)
    officer.click("main a.button:has-text('Giao việc phải làm')")
    send(officer, who=subject, what="repay", due_on="30/09/2026")
    assert "Hoàn trả tiền, tài sản" in officer.inner_text("main")
    fits(officer)
    keeper = as_("nam")
    assert keeper.goto(officer.url).status == 404
    return officer

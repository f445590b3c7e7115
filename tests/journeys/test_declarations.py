"""Declarations on a phone: a position, the list, marks, publication; one is drawn by a number published later, and verified."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.casework.models import Case
from liemchinh.declarations.models import Draw, Duty, HandingIn, Outcome, Publication, Verification
from liemchinh.journal.verification import recount_state
from tests.journeys.conftest import PHONE, Opens
from tests.permissions_of_cases_of_inspection import let_in
from tests.walks import fits, home, press, refused, send
from tests.world import World

pytestmark = pytest.mark.on("2026-05-04")


def _follow(page: Any, words: str) -> None:
    page.click(f"main a:has-text('{words}')")
    fits(page)


def _pick(page: Any, name: str, number: int) -> None:
    page.fill("main [name=person-query]", name)
    page.click("main [name=person-find]")
    page.locator(f"main [name=person][value='{number}']").check()


def _step(page: Any, case: Case, title: str, **told: str) -> None:
    """The step that is offered, taken on its page."""
    page.goto(f"/declarations/cases/{case.pk}/")
    _follow(page, title)
    send(page, on="07/05/2026", **told)


def _concluded(as_: Opens, world: World, case: Case) -> None:
    """The verification is taken to its end: what is concluded stands on two officers' word, and is read by whom it is about in time."""
    let_in(world, case)
    khoa, thu, binh = as_("khoa", size=PHONE), as_("thu", size=PHONE), as_("binh", size=PHONE)
    _step(khoa, case, "Người được xác minh giải trình", kept_at="organ")
    _step(khoa, case, "Tiến hành xác minh")
    _step(khoa, case, "Báo cáo kết quả xác minh")
    _step(khoa, case, "Kết luận xác minh", outcome="truthful")
    assert len(refused(khoa)) == 1, "no verified text lists what may be concluded"
    khoa.goto(f"/declarations/cases/{case.pk}/")
    _follow(khoa, "Nêu điều, văn bản")
    send(khoa, article="Điều 45", document="Luật 36/2018/QH14")
    assert not khoa.locator("main button:has-text('Tôi xác nhận căn cứ này')").count(), "not by whoever stated it"
    thu.goto(f"/declarations/cases/{case.pk}/")
    fits(thu)
    press(thu, "main button:has-text('Tôi xác nhận căn cứ này')")
    _step(khoa, case, "Kết luận xác minh", outcome="truthful")
    assert (Outcome.objects.get().outcome, Outcome.objects.get().is_unverified) == ("truthful", True)
    own = f"/cases/mine/{case.pk}/"
    binh.goto(own)
    assert "Kê khai trung thực" not in binh.inner_text("main"), "not before it is sent to them"
    _step(khoa, case, "Gửi kết luận cho người được xác minh", number="30-KL/UBKT")
    binh.goto(own)
    fits(binh)
    assert "Kê khai trung thực, đầy đủ, rõ ràng" in binh.inner_text("main")
    _step(khoa, case, "Công khai kết luận xác minh")
    _step(khoa, case, "Lưu hồ sơ xác minh")
    assert Case.objects.get(pk=case.pk).closed_by and list(recount_state()) == []


def test_a_list_is_drawn_up_marked_and_drawn_from_and_one_declaration_is_verified(
    as_: Opens, world: World, day_is: Callable[[date], None]
) -> None:
    branch, binh = world.places["branch"], world.people["binh"]
    officer, member = as_("nam", size=PHONE), as_("binh", size=PHONE)
    officer.goto(f"/declarations/at/{branch}/")
    _follow(officer, "Vị trí thuộc diện kê khai")
    officer.click("main a.button:has-text('Ghi vị trí')")
    _pick(officer, "Bình", binh)
    send(officer, group="accountant", leads="on", starts_on="05/01/2026")
    assert "Kế toán viên" in officer.inner_text("main")
    officer.goto(f"/declarations/at/{branch}/")
    _follow(officer, "Lập danh sách từ chức vụ, vị trí hôm nay")
    assert "Trần Văn Bình" in officer.inner_text("main"), "who would come on it is shown first"
    send(officer, on="04/05/2026")
    duty = Duty.objects.get()
    assert (duty.person_id, duty.kind, duty.due_on) == (binh, "annual", date(2026, 12, 31))
    assert "Nộp bản kê khai" in home(member)
    officer.goto(f"/declarations/at/{branch}/")
    _follow(officer, "Đánh dấu đã nộp")
    send(officer, on="04/05/2026", lies="unit")
    assert refused(officer) == [("Chưa đánh dấu ai.", "")]
    officer.locator(f"main [name=duty-{duty.pk}]").check()
    send(officer, on="04/05/2026")
    assert HandingIn.objects.get().duty == duty
    _follow(officer, "Ghi việc công khai")
    send(officer, way="posted", starts_on="04/05/2026", last_on="20/05/2026")
    assert "Chưa rõ phải niêm yết mấy ngày" in refused(officer)[0][0]
    send(officer, way="posted", starts_on="04/05/2026", last_on="20/05/2026", basis="Điều 11, Nghị định 130/2020/NĐ-CP")
    assert Publication.objects.get().last_on == date(2026, 5, 20)
    assert "chờ cán bộ thứ hai xác nhận" in officer.inner_text("main")
    second = as_("an", size=PHONE)
    second.goto(f"/declarations/at/{branch}/")
    second.click("main button:has-text('Tôi xác nhận căn cứ này')")
    assert "đã có người thứ hai xác nhận" in second.inner_text("main")

    inspector = as_("khoa", size=PHONE)
    inspector.goto(f"/declarations/at/{world.places['district']}/draws/?year=2026")
    _follow(inspector, "Chốt danh sách năm 2026")
    told = {"number": "05-KH/UBKT", "units": "1", "share": "10", "source": "lottery_north", "seed_on": "07/05/2026"}
    send(inspector, on="02/05/2026", **told)
    _follow(inspector, "kế hoạch số 05-KH/UBKT")
    assert Draw.objects.get().fingerprint in inspector.inner_text("main")
    day_is(date(2026, 5, 7))
    inspector = as_("khoa", size=PHONE)
    inspector.goto(f"/declarations/draws/{Draw.objects.get().pk}/")
    _follow(inspector, "Ghi số đã công bố")
    send(inspector, seed="48271", again="48272", published_on="07/05/2026")
    assert "Hai lần ghi khác nhau" in inspector.inner_text("main")
    send(inspector, seed="48271", again="48271", published_on="07/05/2026")
    assert "được chọn" in inspector.inner_text("main")
    _follow(inspector, "Mở việc xác minh")
    send(inspector, on="07/05/2026", number="12-QĐ/UBKT")
    assert Verification.objects.get().ground == "random"
    _follow(inspector, "Yêu cầu giải trình")
    send(inspector, on="07/05/2026")

    member = as_("binh", size=PHONE)
    member.goto("/declarations/mine/")
    fits(member)
    said = member.inner_text("main")
    assert "Đã nộp ngày 04/05/2026" in said and "Được chọn ngẫu nhiên để xác minh" in said and "Cán bộ kiểm tra" in said
    member.goto(f"/cases/mine/{Verification.objects.get().pk}/")
    fits(member)
    assert "Xác minh bản kê khai của tôi" in member.inner_text("main")
    _concluded(as_, world, Verification.objects.get().case)

"""Appeals: filed on a phone, given by two to a third, ruled on at a desk: annulled, upheld, received where nobody knows the time."""

from typing import Any

import pytest

from liemchinh.appeals.models import Redress
from liemchinh.appeals.tests.samples import warned
from liemchinh.casework.models import Case, Statement
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.tests.samples import commune_officer
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, refused, send
from tests.world import World

WORDS = "Chi bộ chưa nghe tôi trình bày trước khi quyết định."


def _filed(member: Any, source: Case, to: int) -> Case:
    """Bình reads what was decided, keeps a draft, sends, and has his receipt."""
    member.goto("/members/mine/")
    member.click(f"main a[href='/cases/mine/{source.pk}/']")
    fits(member)
    assert "Cảnh cáo" in member.inner_text("main")
    member.click("main a.button[href*='/file/']")
    assert "vẫn được thi hành" in member.inner_text("main")
    member.fill("main [name=text]", "Chi bộ chưa nghe")
    member.click("main button:has-text('Lưu bản nháp')")
    member.wait_for_load_state()
    assert member.input_value("main [name=text]") == "Chi bộ chưa nghe"
    send(member, text=WORDS, to=str(to))
    fits(member)
    assert f"{Statement.objects.get().recorded_by}" in member.inner_text("main")
    return Case.objects.get(kind="appeal")


def _given(as_: Opens, world: World, case: Case) -> Any:
    """Tư states Tâm by number alone, Tuấn vouches; Tâm opens it."""
    for name in ("tam", "tu", "tuan"):
        commune_officer(world, name)
    stater = as_("tu")
    stater.goto("/")
    stater.click("main a:has-text('đơn khiếu nại mới')")
    stater.click(f"main a[href='/cases/{case.pk}/give/']")
    assert "Trần Văn Bình" not in stater.inner_text("main")
    send(stater, account=str(world.accounts["tam"].pk))
    second = as_("tuan")
    second.goto("/cases/")
    second.click("main button:has-text('Tôi xác nhận')")
    second.wait_for_load_state()
    officer = as_("tam")
    officer.goto(f"/appeals/{case.pk}/")
    return officer


def _step(page: Any, title: str, **fields: str) -> None:
    page.click(f"main a.button:has-text('{title}')")
    send(page, on="03/03/2026", **fields)


def _ruled(officer: Any, outcome: str) -> None:
    """Everything up to the announcement."""
    paper = {"number": "31-QĐ/ĐU", "dated": "03/03/2026"}
    _step(officer, "Báo đã nhận", **paper)
    assert "mọi lý do cần xét" in officer.inner_text("main")
    known = {f"fact_{one}": "no" for one in ("pending_or_concluded", "court_sentence", "after_transfer", "skips_level")}
    officer.click("main a.button:has-text('Thông báo không giải quyết')")
    send(officer, on="03/03/2026", **paper, **known)
    assert refused(officer)[0][0] == "Không có lý do nào để không giải quyết khiếu nại này."
    officer.go_back()
    officer.go_back()
    officer.reload()
    _step(officer, "Quyết định lập tổ", **paper, **known)
    _step(officer, "Làm việc với nơi đã kỷ luật")
    _step(officer, "Nghe người khiếu nại")
    _step(officer, "họp, bỏ phiếu", whole="15", issued="15", returned="15", valid="15", votes_for="12")
    _step(officer, "Ký quyết định giải quyết", **paper, outcome=outcome)
    assert Sanction.objects.get().set_aside == "", "no standstill, and nothing before the announcement"
    _step(officer, "Công bố quyết định giải quyết")
    fits(officer)


@pytest.mark.on("2026-03-03")
def test_an_appeal_is_annulled_and_what_was_lost_is_restored(as_: Opens, world: World) -> None:
    source = warned(world)
    member = as_("binh", size=PHONE)
    case = _filed(member, source, world.places["commune"])
    officer = _given(as_, world, case)
    officer.click("main a:has-text('Đơn khiếu nại')")
    assert WORDS in officer.inner_text("main")
    officer.goto(f"/appeals/{case.pk}/")
    _ruled(officer, "annulled")
    assert Sanction.objects.get().set_aside == "annulled"
    officer.click("main li:has-text('Xin lỗi') a.button")
    send(officer, on="03/03/2026")
    assert Redress.objects.get().what == "apology" and "đã làm ngày 03/03/2026" in officer.inner_text("main")
    member.goto(f"/cases/mine/{case.pk}/")
    fits(member)
    told = member.inner_text("main")
    assert "Xóa bỏ" in told or "Hủy quyết định" in told
    assert "Việc phải phục hồi cho tôi" in told and "03/03/2026" in told and "Cán bộ kiểm tra" in told


@pytest.mark.on("2026-03-03")
def test_an_appeal_is_upheld_and_the_next_level_is_told(as_: Opens, world: World) -> None:
    source = warned(world)
    member = as_("binh", size=PHONE)
    case = _filed(member, source, world.places["commune"])
    officer = _given(as_, world, case)
    _ruled(officer, "upheld")
    assert (Sanction.objects.get().set_aside, Sanction.objects.get().form) == ("upheld", "warning")
    _step(officer, "Trao quyết định")
    _step(officer, "Lưu hồ sơ")
    member.goto(f"/cases/mine/{case.pk}/")
    assert "khiếu nại lên cấp huyện" in member.inner_text("main")
    member.click("main a.button[href*='/file/']")
    assert "Đảng bộ huyện Sông Thu" in member.inner_text("main")
    fits(member)


@pytest.mark.on("2026-06-01")
def test_where_nobody_knows_the_time_it_is_received_and_not_refused(as_: Opens, world: World) -> None:
    source = warned(world)
    case = _filed(as_("binh", size=PHONE), source, world.places["commune"])
    officer = _given(as_, world, case)
    officer.click("main a.button:has-text('Báo đã nhận')")
    send(officer, on="01/06/2026", number="11-TB/ĐU", dated="01/06/2026")
    assert "Gửi sau thời hạn khiếu nại" in officer.inner_text("main") and "chưa rõ" in officer.inner_text("main")
    officer.click("main a.button:has-text('Thông báo không giải quyết')")
    send(officer, on="01/06/2026", number="12-TB/ĐU", dated="01/06/2026")
    assert refused(officer)[0][0].startswith("Lý do không giải quyết còn chưa rõ")
    assert Case.objects.get(pk=case.pk).closed_by is None

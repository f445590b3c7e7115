"""Appeals: filed on a phone, given by two to a third, ruled on: annulled, upheld; annulled too where nobody knows the time."""

from datetime import date
from typing import Any

import pytest

from liemchinh.appeals.filing import file_appeal
from liemchinh.appeals.models import Redress
from liemchinh.appeals.taking import Given, record_step
from liemchinh.appeals.tests.samples import warned
from liemchinh.casework.counting import Count
from liemchinh.casework.drafts import Written
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case, Statement
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.tests.samples import commune_officer
from liemchinh.papers.of_steps import typed
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, refused, send
from tests.world import World

WORDS = "Chi bộ chưa nghe tôi trình bày trước khi quyết định."
RULED, LATER = "03/03/2026", "01/06/2026"
NOTHING_AGAINST = {
    f"fact_{one}": "no" for one in ("pending_or_concluded", "court_sentence", "after_transfer", "skips_level")
}
VOTE = {"whole": "15", "issued": "15", "returned": "15", "valid": "15", "votes_for": "12"}


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
    """Tư states Tâm by number alone, Tuấn vouches; Tâm opens it at a desk."""
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


def _step(page: Any, title: str, on: str = RULED, **fields: str) -> None:
    page.click(f"main a.button:has-text('{title}')")
    send(page, on=on, **fields)


def _ruled(officer: Any, outcome: str) -> None:
    """Everything up to the announcement."""
    paper = {"number": "31-QĐ/ĐU", "dated": RULED}
    _step(officer, "Báo đã nhận", **paper)
    assert "mọi lý do cần xét" in officer.inner_text("main")
    officer.click("main a.button:has-text('Thông báo không giải quyết')")
    send(officer, on=RULED, **paper, **NOTHING_AGAINST)
    assert refused(officer)[0][0] == "Không có lý do nào để không giải quyết khiếu nại này."
    officer.go_back()
    officer.go_back()
    officer.reload()
    _step(officer, "Quyết định lập tổ", **paper, **NOTHING_AGAINST)
    _step(officer, "Làm việc với nơi đã kỷ luật")
    _step(officer, "Nghe người khiếu nại")
    _step(officer, "họp, bỏ phiếu", **VOTE)
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
    _restored(officer, member, case, RULED)


def _restored(officer: Any, member: Any, case: Case, on: str) -> None:
    """What was lost is ticked as restored on a day; Bình reads the ruling and what is restored to him."""
    officer.click("main li:has-text('Xin lỗi') a.button")
    send(officer, on=on)
    assert Redress.objects.get().what == "apology" and f"đã làm ngày {on}" in officer.inner_text("main")
    member.goto(f"/cases/mine/{case.pk}/")
    fits(member)
    told = member.inner_text("main")
    assert "Xóa bỏ" in told or "Hủy quyết định" in told
    assert "Việc phải phục hồi cho tôi" in told and on in told and "Cán bộ kiểm tra" in told


@pytest.mark.on("2026-03-03")
@pytest.mark.soak
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
@pytest.mark.soak
def test_where_nobody_knows_the_time_it_is_received_not_refused_and_annulled(as_: Opens, world: World) -> None:
    source = warned(world)
    member = as_("binh", size=PHONE)
    case = _filed(member, source, world.places["commune"])
    officer = _given(as_, world, case)
    officer.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    _step(officer, "Báo đã nhận", LATER, number="11-TB/ĐU", dated=LATER)
    assert "Gửi sau thời hạn khiếu nại" in officer.inner_text("main") and "chưa rõ" in officer.inner_text("main")
    _step(officer, "Thông báo không giải quyết", LATER, number="12-TB/ĐU", dated=LATER)
    assert refused(officer)[0][0].startswith("Lý do không giải quyết còn chưa rõ")
    assert "Một cán bộ nêu điều, văn bản; một cán bộ khác xác nhận" in officer.inner_text("main")
    assert Case.objects.get(pk=case.pk).closed_by is None
    officer.goto(f"/appeals/{case.pk}/")
    # To resolve it needs no ground of anybody: unknown is not read against who appeals.
    paper = {"number": "31-QĐ/ĐU", "dated": LATER}
    _step(officer, "Quyết định lập tổ", LATER, **paper, **NOTHING_AGAINST)
    _recorded(case, world, "verified", "heard", "body_meeting")
    _ruled_unknown(officer, "annulled")
    _restored(officer, member, case, LATER)


@pytest.mark.on("2026-06-01")
def test_where_nobody_knows_which_level_is_next_an_appeal_is_upheld_and_can_go_on(as_: Opens, world: World) -> None:
    source, binh = warned(world), world.actor("binh")
    case = file_appeal(source, world.places["commune"], Written(WORDS), actor=binh)
    _tam, tu, tuan = (commune_officer(world, name) for name in ("tam", "tu", "tuan"))
    state_grant(case, world.accounts["tam"], actor=tu)
    vouch_for_grant(case, world.accounts["tam"], actor=tuan)
    _recorded(case, world, "acknowledged", "accepted", "verified", "heard", "body_meeting")
    officer, member = as_("tam", size=PHONE), as_("binh", size=PHONE)
    officer.goto(f"/appeals/{case.pk}/")
    _ruled_unknown(officer, "upheld")
    assert Sanction.objects.get().form == "warning"
    _recorded(case, world, "delivered", "closed")
    member.goto(f"/cases/mine/{case.pk}/")
    member.click("main a.button[href*='/file/']")
    fits(member)
    assert "Chưa rõ hạn; gửi lúc nào cũng được nhận" in member.inner_text("main")
    assert member.locator("main [name=to]").count() > 0, "unknown binds nobody: every level above receives it"


def _recorded(case: Case, world: World, *steps: str) -> None:
    """These steps as the services record them."""
    for code in steps:
        count = Count(15, 15, 15, 12) if code == "body_meeting" else None
        given = Given(date(2026, 6, 1), typed("31-QĐ/ĐU"), count=count, whole=15)
        record_step(case, code, given, actor=world.actor("tam"))


def _ruled_unknown(officer: Any, outcome: str) -> None:
    """From the vote on, whose share no text names, to the announcement."""
    officer.reload()
    assert "chưa xác minh" in officer.inner_text("main")
    paper = {"number": "32-QĐ/ĐU", "dated": LATER}
    _step(officer, "Ký quyết định giải quyết", LATER, **paper, outcome=outcome)
    _step(officer, "Công bố quyết định giải quyết", LATER)
    assert Sanction.objects.get().set_aside == outcome

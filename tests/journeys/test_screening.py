"""A screening from the naming to the decision: the secretary and the member on a phone, the committee's officer at a desk."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from liemchinh.casework.models import Case
from liemchinh.dues.services import record_dues
from liemchinh.journal import clock
from liemchinh.members.models import Spell
from liemchinh.screening.models import Screening
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, send
from tests.world import CONSOLE, World

UNPAID = "duty.dues_three_months"


def days() -> Mapping[str, date]:
    """A day for each step, counted back from today: the months of help are over."""
    today = clock.today()
    ago = {
        "named": 500,
        "told": 495,
        "voted": 480,
        "begun": 470,
        "talked": 300,
        "assessed": 60,
        "proposed": 40,
        "decided": 5,
    }
    return {step: today - timedelta(days=number) for step, number in ago.items()}


def unpaid(world: World, year: int) -> None:
    """Three months of a year in which Bình did not pay, as recorded then."""
    with clock.at(date(year, 4, 1)):
        for month in (1, 2, 3):
            states = {world.people["branch"]: "paid", world.people["binh"]: "unpaid"}
            record_dues(world.places["branch"], date(year, month, 1), states, actor=CONSOLE)


def test_whoever_does_not_pay_is_told_helped_and_judged_by_the_people_whose_work_it_is(
    as_: Opens, world: World
) -> None:
    on = days()
    unpaid(world, on["named"].year - 1)
    told = {step: f"{day:%d/%m/%Y}" for step, day in on.items()}
    secretary = as_("chi", size=PHONE)
    case = _named_told_and_listed(secretary, world, told)
    _helped(secretary, told)
    _read_by_the_member(as_("binh", size=PHONE), told)
    secretary.click("text=Chi bộ bỏ phiếu kín công nhận tiến bộ >> nth=0")
    send(secretary, on=told["assessed"], number="21-NQ/CB", issued="2", returned="2", valid="2", votes_for="1")
    secretary.click("a.button:has-text('đề nghị cấp ủy quyết định')")
    send(secretary, on=told["proposed"], number="17-BC/CB")
    assert secretary.locator("a.button:has-text('Cấp ủy có thẩm quyền')").count() == 0
    officer = as_("hien")
    officer.goto("/screening/")
    officer.click("text=Trần Văn Bình")
    fits(officer)
    officer.click("a.button:has-text('Cấp ủy có thẩm quyền quyết định')")
    send(officer, result="struck_off", on=told["decided"], number="20-QĐ/ĐU")
    assert officer.inner_text("h1").strip() == "Trần Văn Bình" and "xóa tên" in officer.inner_text("main")
    assert Screening.objects.get(case=case).outcome == "struck_off"
    stay = Spell.objects.filter(person_id=world.people["binh"], cancelled_by=None).latest("starts_on")
    assert (stay.ends_on, stay.ends_kind) == (on["decided"], "struck_off")
    member = as_("binh", size=PHONE)
    member.goto("/members/mine/")
    fits(member)
    assert "Khiếu nại, kiến nghị" in member.inner_text("main") and "xóa tên" in member.inner_text("main")


def _named_told_and_listed(page: Any, world: World, told: Mapping[str, str]) -> Case:
    page.goto("/screening/")
    fits(page)
    page.click("text=Chi bộ ấp Gò Cát")
    send(page, person=str(world.people["binh"]), ground=UNPAID, on=told["named"])
    fits(page)
    assert "sổ ghi đúng như vậy" in page.inner_text("main")
    assert page.locator("a.button:has-text('bỏ phiếu')").count() == 0
    page.click("a.button:has-text('báo căn cứ')")
    send(page, number="06-TB/CB", dated=told["told"], on=told["told"])
    page.click("a.button:has-text('bỏ phiếu kín về danh sách')")
    send(page, on=told["voted"], number="15-NQ/CB", issued="2", returned="2", valid="2", votes_for="2")
    return Case.objects.get(kind="screening")


def _helped(page: Any, told: Mapping[str, str]) -> None:
    page.click("a.button:has-text('Bắt đầu giáo dục, giúp đỡ')")
    send(page, on=told["begun"])
    page.click("text=Thống nhất một việc")
    send(page, duty=UNPAID, step="dues_paid", on=told["begun"])
    page.click("text=Ghi ngày gặp")
    send(page, on=told["talked"])
    page.click("button:has-text('Đã làm')")
    fits(page)
    assert f"{clock.today():%d/%m/%Y}" in page.inner_text("main")


def _read_by_the_member(page: Any, told: Mapping[str, str]) -> None:
    page.goto("/members/mine/")
    fits(page)
    read = page.inner_text("main")
    for line in ("Không đóng phí ba tháng trong năm", told["told"], told["talked"], "Bí thư chi bộ, Chi bộ ấp Gò Cát"):
        assert line in read, line

"""A whole survey at the size of a phone: called, twelve vote without signing in, one is talked with and objects, counts go up."""

from typing import Any

import pytest

from liemchinh.ballots.models import Box, Tally
from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state, verify
from liemchinh.surveys.models import Count, Report, Round, Sign
from liemchinh.surveys.tests.samples import members
from tests.journeys.conftest import PHONE
from tests.journeys.test_ballots import codes_on, tick
from tests.walks import fits, refused, send
from tests.world import World

pytestmark = pytest.mark.django_db
Opens = Any


def vote_on_a_phone(page: Any, code: str, marks: dict[str, list[str]]) -> None:
    """Somebody with a slip: unfolds those of whom there is something to mark, leaves the others as they are, looks once more, casts."""
    page.goto("/phieu/")
    send(page, ma=code)
    page.wait_for_selector("text=không thấy gì thì để trống")
    fits(page)
    for name, items in marks.items():
        card = page.locator(f"main details:has-text('{name}')")
        card.locator("summary").click()
        for item in items:
            card.locator(f"label:has-text('{item}')").locator("input").check()
    send(page)
    fits(page)
    page.click("main >> button:has-text('Bỏ phiếu')")
    page.wait_for_selector("text=Đã nhận phiếu")


def counted(chi: Any, phone: Any, voters: list[int]) -> None:
    """The branch's box from its tellers to its count: seven of twelve mark one thing of Bình, three another of Lý Thị Anh."""
    tick(chi, "tellers", voters[:3])
    send(chi)
    chi.click("main >> text=Khóa danh sách, in mã người kiểm phiếu")
    chi.click("main >> text=Khóa và hiện ba mã")
    tellers = codes_on(chi)
    chi.click("main >> text=Đã in xong")
    chi.click("main >> text=In phiếu >> nth=-1")
    send(chi, codes="12")
    slips = codes_on(chi)
    chi.click("main >> text=Đã in xong")
    chi.click("main >> text=Mở hòm phiếu >> nth=-1")
    send(chi, codes="12")
    for turn, slip in enumerate(slips):
        marks = {"Trần Văn Bình": ["Gây lãng phí tiền"]} if turn < 7 else {}
        vote_on_a_phone(phone, slip, marks | ({"Lý Thị Anh": ["Đánh bạc"]} if turn % 4 == 0 else {}))
    chi.goto(f"/ballots/{Box.objects.get().pk}/")
    chi.click("main >> button:has-text('Đóng hòm phiếu')")
    chi.click("main >> a:has-text('Kiểm phiếu')")
    send(chi, first=tellers[0], second=tellers[1])
    chi.wait_for_selector("text=Kết quả kiểm phiếu")
    assert "Trần Văn Bình" not in chi.inner_text("main"), "the box tells no cell of a survey"
    assert set(Tally.objects.get().cells) == {0}


def test_a_whole_round_of_a_branch_of_twelve(as_: Opens, world: World) -> None:
    people = [*members(world, 10), world.people["branch"], world.people["binh"]]
    commune, today = world.places["commune"], f"{clock.today():%d/%m/%Y}"
    nam, chi, phone, binh = as_("nam", size=PHONE), as_("chi", size=PHONE), as_("", size=PHONE), as_("binh", size=PHONE)
    nam.goto(f"/organisations/{commune}/")
    nam.click("main >> text=Khảo sát bằng phiếu kín")
    nam.wait_for_selector("text=đang tắt")
    nam.click("main >> text=Ghi nghị quyết")
    send(nam, number="15-NQ/ĐU", dated=today, lies="committee")
    nam.click("main >> text=Tổ chức đợt khảo sát")
    send(nam)
    nam.wait_for_selector("text=12 mục trên phiếu")
    fits(nam)
    chi.goto(f"/surveys/{world.places['branch']}/")
    fits(chi)
    chi.click("main .rows a")
    chi.click("main >> text=Chuẩn bị hòm phiếu")
    send(chi, on=today, channels="phone")
    chi.click("main >> text=Mở hòm phiếu")
    chi.click("main >> text=Người kiểm phiếu, cách bỏ phiếu")
    counted(chi, phone, people)
    assert Count.objects.get().valid == 12 and Sign.objects.get().marks == 7, "three of twelve reach nothing"
    page = f"/surveys/branches/{Count.objects.get().part_id}/"
    chi.goto(page)
    shown = chi.inner_text("main")
    assert "Trần Văn Bình" in shown and "7 phiếu" in shown and "Lý Thị Anh" not in shown
    fits(chi)
    chi.click("main a:has-text('Ghi lần gặp')")
    send(chi, on=today, heard="heard", conclusion="to_correct")
    binh.goto("/me/surveys/")
    fits(binh)
    assert "Gây lãng phí tiền, tài sản công" in binh.inner_text("main")
    binh.click("main >> text=Tôi không đồng ý với kết luận")
    binh.wait_for_selector("text=chi bộ phải xem lại")
    chi.goto(f"{page}report/")
    send(chi, on=today, minutes="07-BB/CB")
    assert [title for title, _article in refused(chi)] == ["1 người không đồng ý với kết luận, chưa được xem lại."]
    chi.goto(page)
    chi.click("main a:has-text('Ghi lại lần gặp')")
    send(chi, on=today, heard="heard", conclusion="put_right", reason="contest")
    chi.click("main a:has-text('Giúp đỡ')")
    send(chi, item="money.wasted", step="helper_named", on=today)
    chi.click("main a:has-text('Ghi báo cáo')")
    send(chi, on=today, minutes="07-BB/CB")
    chi.wait_for_selector("text=12 người được ghi phiếu, đã gặp 1, kết luận có biểu hiện 1.")
    fits(chi)
    nam.goto(f"/surveys/rounds/{Round.objects.get().pk}/")
    nam.click("main >> button:has-text('Kết thúc đợt')")
    nam.wait_for_selector("text=Kết quả cộng các chi bộ")
    fits(nam)
    assert "Trần Văn Bình" not in nam.inner_text("main") and nam.inner_text("main").count("không hiện") >= 12
    assert Report.objects.get().concluded == 1 and verify().ok and list(recount_state()) == []

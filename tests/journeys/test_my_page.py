"""A member on a phone: what is recorded about me, a slip from where I live, somebody who enters for me, a wrong entry, someone above."""

from collections.abc import Callable
from typing import Any

import pytest

from liemchinh.access.granting import Offer, grant_role
from liemchinh.journal import clock
from liemchinh.members.models import Details
from liemchinh.members.queries import place_of
from liemchinh.residence.models import Slip
from tests.journeys.conftest import PHONE
from tests.walks import fits, home, refused, send
from tests.world import PEOPLE, World

pytestmark = pytest.mark.on("2026-03-03")
BINH = PEOPLE["binh"][0]


def test_a_slip_from_where_one_lives_is_handed_in_by_whom_the_member_chose(
    as_: Callable[..., Any], world: World
) -> None:
    sibling = world.places["sibling"]
    grant_role(Offer(world.accounts["lan"], "branch_secretary", sibling, clock.today()), actor=world.actor("an"))
    lan, binh, em = as_("lan", PHONE), as_("binh", PHONE), as_("em", PHONE)
    lan.goto(f"/residence/{sibling}/")
    fits(lan)
    lan.click("text=Nhận giấy giới thiệu")
    send(lan, full_name=BINH, card_no="84001", letter_on="02/02/2026", starts_on="02/02/2026")
    assert refused(lan) == [("Không có đảng viên nào đúng cả họ tên và số thẻ này.", "")]
    fits(lan)
    send(lan, card_no="84003")

    binh.goto("/members/mine/")
    fits(binh)
    binh.goto("/behalf/")
    binh.click("text=Chọn người ghi thay")
    send(binh, username="em", tasks="hand_in_slip", last_day="03/03/2036")
    assert refused(binh) == [("Mỗi lần chọn không quá 12 tháng.", "docs/decisions.md, Quy tắc của phần mềm Liêm Chính")]
    fits(binh)
    send(binh, last_day="31/12/2026")
    em.goto("/behalf/")
    fits(em)
    em.click("button:has-text('Đồng ý')")
    em.click("main a:has-text('Nộp phiếu')")
    fits(em)
    em.click("button:has-text('Tôi đã nộp phiếu')")
    assert em.goto(f"/members/{world.uids['binh']}/").status == 404, "chosen for the slip, not for the page"

    lan.goto(f"/residence/{sibling}/?half={Slip.objects.get().half}")
    lan.check(f"label:has-text('{BINH}') input")
    fits(lan)
    lan.click("button:has-text('Đã nhận phiếu')")
    assert list(Slip.objects.order_by("pk").values_list("received", "cancelled_by")) == [(False, None), (True, None)]
    assert place_of(world.people["binh"]) == world.places["branch"], "never in totals"
    binh.goto("/members/mine/")
    fits(binh)
    told = binh.inner_text("main")
    assert "đã ghi thay tôi ngày 03/03/2026" in told and "chi bộ nơi cư trú đã nhận ngày 03/03/2026" in told


def test_a_wrong_entry_is_asked_about_refused_and_corrected_by_somebody_above(
    as_: Callable[..., Any], world: World
) -> None:
    binh, nam, an = as_("binh", PHONE), as_("nam"), as_("an")
    binh.goto("/members/mine/")
    binh.click("main >> text=Đề nghị sửa >> nth=0")
    fits(binh)
    binh.click("main a[href$='/ask/birth/']")
    send(binh, value="19/08/1973", paper="mine")
    fits(binh)
    assert "Hạn trả lời" in binh.inner_text("main")
    one = binh.url

    home(nam)
    nam.click(f"main a:has-text('Trả lời đề nghị sửa của {BINH}')")
    send(nam, outcome="kept")
    assert refused(nam) == [("Không sửa, hoặc sửa một phần, thì phải nêu lý do và số văn bản.", "")]
    fits(nam)
    send(nam, outcome="kept", reason="paper_missing", document="12-CV/ĐU")

    binh.goto(one)
    fits(binh)
    told = binh.inner_text("main")
    assert "Không sửa" in told and "12-CV/ĐU" in told
    binh.click("button:has-text('Đưa lên cấp trên')")
    an.goto("/requests/")
    an.click(f"main a:has-text('{BINH}')")
    send(an, outcome="corrected")
    assert Details.objects.get(person_id=world.people["binh"], cancelled_by=None).birth == "1973-08-19"
    binh.goto(one)
    fits(binh)
    assert "Đã sửa đúng như đề nghị" in binh.inner_text("main")
    binh.goto("/members/mine/")
    assert "19/08/1973" in binh.inner_text("main") and PEOPLE["nam"][0] not in binh.inner_text("main")

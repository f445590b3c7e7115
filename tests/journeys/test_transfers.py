"""Members go and come on phones: for good and together, returned, for a time and back, to and from another list; two secretaries."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.access.granting import Offer, grant_role
from liemchinh.casework.models import Step
from liemchinh.journal import clock
from liemchinh.members import recount
from liemchinh.members.models import Details, Spell
from liemchinh.members.queries import place_of
from tests.journeys.conftest import PHONE
from tests.walks import fits, refused, send
from tests.world import PEOPLE, REGISTERED, World

pytestmark = pytest.mark.on("2026-03-03")
BOTH = (REGISTERED["branch"], PEOPLE["binh"][0])


def introduce(page: Any, people: tuple[str, ...], query: str, receiver: int, **letter: str) -> None:
    """The secretary writes the letter; the other branch is found by a part of its name."""
    page.goto("/transfers/send/")
    for name in people:
        page.check(f"text={name}")
    page.fill("[name=receiver-query]", query)
    page.click("[name=receiver-find]")
    page.check(f"[name=receiver][value='{receiver}']")
    send(page, **letter)


def test_members_go_together_one_comes_back_and_goes_for_a_time(as_: Callable[..., Any], world: World) -> None:
    branch, sibling, binh = world.places["branch"], world.places["sibling"], world.people["binh"]
    grant_role(Offer(world.accounts["lan"], "branch_secretary", sibling, clock.today()), actor=world.actor("an"))
    chi, lan = as_("chi", PHONE), as_("lan", PHONE)
    introduce(chi, BOTH, "rach dua", sibling, number="12-GGT", on="02/03/2026", until="01/03/2026")
    assert refused(chi) == [("Ngày hết sinh hoạt tạm thời phải sau ngày giới thiệu.", "")]
    fits(chi)
    send(chi, until="")
    assert "Đã ghi giấy giới thiệu của 2 đảng viên" in chi.inner_text("main")
    assert [place_of(world.people[name]) for name in ("branch", "binh")] == [branch, branch], "not received yet"

    lan.goto("/transfers/")
    fits(lan)
    lan.click(f"a:has-text('{PEOPLE['binh'][0]}') >> nth=0")
    lan.click("button:has-text('Trả lại')")
    lan.goto("/transfers/")
    lan.click("button:has-text('Đã nhận')")
    assert [place_of(world.people[name]) for name in ("branch", "binh")] == [sibling, branch]

    introduce(chi, BOTH[1:], "rach dua", sibling, number="13-GGT", on="03/03/2026", until="30/06/2026")
    lan.goto("/transfers/")
    lan.click(f"a:has-text('{PEOPLE['binh'][0]}') >> nth=0")
    stale = as_("lan", PHONE)
    stale.goto(lan.url)
    lan.click("button:has-text('Đã nhận tạm thời')")
    stale.click("button:has-text('Trả lại')")
    assert refused(stale) == [("Chưa đến bước “Chi bộ nơi đến trả lại giấy giới thiệu”.", "")]
    fits(stale)
    assert place_of(binh) == branch, "counted where he belongs"
    lan.goto("/transfers/?state=away")
    fits(lan)
    lan.click(f"a:has-text('{PEOPLE['binh'][0]}') >> nth=0")
    lan.click("button:has-text('Đã trở về nơi chính thức')")
    fits(lan)
    assert list(Step.objects.filter(cancelled_by=None).order_by("pk").values_list("code", flat=True)) == [
        "sent", "sent", "returned", "received", "sent_temporarily", "received_temporarily", "went_back",
    ]  # fmt: skip


def stays(person: int) -> list[tuple[Any, ...]]:
    """Where somebody stood: how it began, when, how it ended."""
    rows = Spell.objects.filter(person_id=person, cancelled_by=None).order_by("starts_on")
    return list(rows.values_list("starts_kind", "starts_on", "ends_kind"))


def test_somebody_comes_from_another_province_and_a_member_goes_there_and_comes_back(
    as_: Callable[..., Any], world: World
) -> None:
    chi, branch = as_("chi", PHONE), world.places["branch"]
    chi.goto("/transfers/")
    chi.click("main a:has-text('Nhận từ ngoài danh sách')")
    far = "Chi bộ phường Bến Cảng, Đảng bộ tỉnh Phú Sa"
    told = {
        "full_name": "Đoàn Thị Bưởi",
        "gender": "nữ",
        "birth": "1980",
        "admitted_on": "03/02/2010",
        "official_on": "03/02/2009",
    }
    send(chi, **told, outside=far, number="77-GGT", on="26/02/2026")
    assert refused(chi) == [
        ("Ngày 03/02/2009: không thể ghi “công nhận chính thức” trước khi kết nạp hoặc chuyển đến.", "")
    ]
    fits(chi)
    send(chi, official_on="03/02/2011")
    fits(chi)
    assert "Đoàn Thị Bưởi" in chi.inner_text("h1") and far in chi.inner_text("main")
    (new,) = Details.objects.filter(full_name="Đoàn Thị Bưởi", cancelled_by=None)
    assert place_of(new.person_id) == branch and stays(new.person_id) == [("transferred_in", date(2026, 2, 26), "")]

    binh, me = world.people["binh"], as_("binh", PHONE)
    chi.goto("/transfers/send/")
    chi.check(f"text={PEOPLE['binh'][0]}")
    send(chi, outside=far, number="12-GGT", on="27/02/2026")
    told = chi.inner_text("main")
    assert "Đã ghi giấy giới thiệu của 1 đảng viên" in told and f"Chi bộ ấp Gò Cát → {far}" in told
    assert stays(binh)[-1] == ("official", date(2017, 5, 19), "transferred_out")
    me.goto("/members/mine/")
    fits(me)
    assert f"Chi bộ ấp Gò Cát → {far}" in me.inner_text("main")
    chi.goto("/transfers/arrive/")
    send(chi, full_name=PEOPLE["binh"][0], gender="nam", birth="1973", card_no="84003", admitted_on="19/05/2016", outside=far,
         number="5-GGT", on="02/03/2026")  # fmt: skip
    fits(chi)
    assert stays(binh)[-1] == ("transferred_in", date(2026, 3, 2), "") and place_of(binh) == branch
    assert Details.objects.filter(full_name=PEOPLE["binh"][0], cancelled_by=None).count() == 1
    chi.goto("/transfers/?state=done")
    fits(chi)
    assert chi.locator("main .rows li").count() == 3 and list(recount.differences()) == []

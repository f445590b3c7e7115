"""Members go and come on phones: for good and together, returned, for a time and back; two secretaries, each at one end."""

from collections.abc import Callable
from typing import Any

import pytest

from liemchinh.access.granting import Offer, grant_role
from liemchinh.casework.models import Step
from liemchinh.journal import clock
from liemchinh.members.queries import place_of
from tests.journeys.conftest import PHONE
from tests.walks import fits, refused, send
from tests.world import PEOPLE, REGISTERED, World

pytestmark = [pytest.mark.browser, pytest.mark.on("2026-03-03")]
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

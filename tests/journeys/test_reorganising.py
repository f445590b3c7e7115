"""An merges two branches: sees it as a picture, does it, thinks better of it. One is dissolved: its forty go together, twice."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.access.granting import Offer, grant_role
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members import recount as members_recount
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.facts import PersonFacts
from liemchinh.members.queries import active
from liemchinh.members.services import record_changes
from liemchinh.organisations import recount
from liemchinh.organisations.models import Version
from liemchinh.organisations.planning import Step
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import Facts, Founding, found_organisations
from liemchinh.web.dates import show
from tests.journeys.conftest import PHONE
from tests.walks import fits, send
from tests.world import CONSOLE, KNOWN_FROM, PLACES, World

NEW = "Chi bộ ấp Gò Cát – Rạch Dừa"


def standing() -> set[str]:
    return set(Version.objects.filter(cancelled_by=None, valid_to=None).values_list("name", flat=True))


@pytest.mark.in_chromium
def test_two_branches_become_one_are_looked_at_first_and_are_two_again(as_: Callable[..., Any], world: World) -> None:
    page, before = as_("an"), standing()
    page.goto(f"/organisations/{world.places['commune']}/")
    page.locator("main a", has_text="Sắp xếp").first.click()
    page.click("main >> text=Sáp nhập")
    page.fill("[name=on]", show(clock.today()))
    page.fill("[name=decision]", "Quyết định 15-QĐ/ĐU của Đảng ủy xã")
    for place in ("branch", "sibling"):
        page.check(f"[name=sources][value='{world.places[place]}']")
    page.fill("[name=name]", NEW)
    page.fill("[name=kind]", "chi bộ trực thuộc")
    page.click("main form button.button:not(.quiet)")
    page.wait_for_url(re.compile(r"/organisations/reorganise/\d+/$"))
    seen = " ".join(page.inner_text("main").split())
    assert "2 tổ chức trước, 1 sau · 4 đảng viên" in seen and page.locator("main svg").count() > 0
    assert standing() == before, "nothing is recorded by looking"
    page.locator("main a.button", has_text="Thực hiện").click()
    page.click("main form button.button:not(.quiet)")
    page.wait_for_url("**/organisations/reorganised/**")
    assert standing() == before - {PLACES["branch"][0], PLACES["sibling"][0]} | {NEW}
    assert [*recount.differences(), *members_recount.differences()] == []
    page.click("text=Hủy lần sắp xếp")
    page.locator("main form button.button:not(.quiet)").last.click()
    page.wait_for_url("**/organisations/reorganise/")
    assert standing() == before
    assert [*recount.differences(), *members_recount.differences()] == []


FORTY, THIRD = 40, "Chi bộ ấp Cây Me"


def dissolved(world: World) -> int:
    """Rạch Dừa, forty strong, is dissolved on 1 February and nobody takes over; gives a branch founded that day, kept by Lan."""
    sibling = world.places["sibling"]
    facts = Facts(THIRD, "chi bộ trực thuộc", KNOWN_FROM, world.places["commune"], "4")
    (third,) = found_organisations([Founding(facts)], actor=CONSOLE)
    grant_role(Offer(world.accounts["lan"], "branch_secretary", third, clock.today()), actor=world.actor("an"))
    acts = [NewAct("admitted", date(2016, 5, 19), sibling), NewAct("official", date(2017, 5, 19), sibling)]
    changes = [Change(facts=PersonFacts(f"Trần Văn Số {number}"), acts=acts) for number in range(FORTY - 2)]
    assert not any(outcome.refusals for outcome in record_changes(changes, actor=CONSOLE))
    apply(Decision("09-QĐ", date(2026, 2, 1), [], [Step(f"#{sibling}", "", "dissolve", "full")]), actor=CONSOLE)
    return third


def stand_in(*branches: int) -> list[int]:
    return [active(clock.today()).filter(organisation_id=branch).count() for branch in branches]


@pytest.mark.on("2026-03-03")
def test_forty_go_together_by_one_decision_and_together_under_one_letter(as_: Callable[..., Any], world: World) -> None:
    branch, third = world.places["branch"], dissolved(world)
    nam, chi, lan = as_("nam"), as_("chi", PHONE), as_("lan", PHONE)
    nam.goto("/organisations/unassigned/")
    fits(nam)
    nam.click("main a.button:has-text('Phân bổ')")
    nam.fill("[name=target-query]", "go cat")
    nam.click("[name=target-find]")
    send(nam, everyone="on", target=str(branch), decision="15-QĐ/ĐU")
    assert "Đã phân bổ 40 đảng viên" in nam.inner_text("main") and stand_in(branch, third) == [42, 0]
    assert Entry.objects.filter(kind="organisations.assigned").count() == 1

    chi.goto("/transfers/send/")
    chi.click("main a:has-text('Chi bộ ấp Rạch Dừa: chọn cả 40 người')")
    chi.fill("[name=receiver-query]", "cay me")
    chi.click("[name=receiver-find]")
    chi.check(f"[name=receiver][value='{third}']")
    send(chi, number="12-GGT", on="01/03/2026")
    assert "Đã ghi giấy giới thiệu của 40 đảng viên" in chi.inner_text("main") and stand_in(branch, third) == [42, 0]
    lan.goto("/transfers/")
    fits(lan)
    lan.fill("#letter-1-on", "02/03/2026")
    lan.click("button:has-text('Đã nhận cả 40 người')")
    assert "Đã nhận 40 đảng viên" in lan.inner_text("main") and stand_in(branch, third) == [2, 40]
    assert [*recount.differences(), *members_recount.differences()] == []

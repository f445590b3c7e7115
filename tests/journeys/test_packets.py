"""A secretary's month of a branch of twenty-five, on a phone and on a desk, counted in taps; and the paper, as it is printed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.dues.queries import month_recorded
from liemchinh.journal import clock
from liemchinh.meetings.queries import meetings_of
from liemchinh.members.facts import PersonFacts
from liemchinh.members.months import month_of
from liemchinh.members.services import NewAct, register_person
from tests.journeys.conftest import ON_BOTH, Opens
from tests.walks import is_sound
from tests.world import CONSOLE, World

MEMBERS = 25
GIVEN = ("An", "Bé", "Công", "Diệp", "Đời", "Hà", "Khang", "Lệ", "Minh", "Nga", "Phú", "Quyên")


@pytest.fixture
def world(world: World) -> World:
    """The named people, today, and a branch of twenty-five."""
    branch = world.places["branch"]
    for place in range(MEMBERS - 2):
        name = f"{('Trần Văn', 'Kim Thị')[place % 2]} {GIVEN[place % len(GIVEN)]}"
        acts = [NewAct("admitted", date(2016, 5, 19), branch), NewAct("official", date(2017, 5, 19), branch)]
        register_person(PersonFacts(name, birth=f"{1960 + place}"), acts, actor=CONSOLE)
    return world


@pytest.fixture(params=ON_BOTH)
def page(request: pytest.FixtureRequest, as_: Opens) -> Any:
    """The secretary's."""
    return as_("chi", size=request.param)


@pytest.fixture
def tap(page: Any) -> Callable[..., None]:
    """`tap(selector, which)` touches one thing, and `tap.count` says how often that was done."""

    def tap_(selector: str, which: int = 0) -> None:
        tap_.count += 1  # type: ignore[attr-defined]
        page.locator(selector).nth(which).click()

    tap_.count = 0  # type: ignore[attr-defined]
    return tap_


def test_meeting_and_dues_of_a_month_are_eight_taps(page: Any, tap: Any, world: World) -> None:
    branch, month = world.places["branch"], month_of(clock.today())
    shown = f"{month:%m/%Y}"
    page.goto("/")
    tap(f"a:has-text('Ghi buổi sinh hoạt tháng {shown}')")
    assert page.locator(".marks li").count() == MEMBERS
    is_sound(page)
    tap(".marks label:has-text('Vắng')", 4)
    tap(".marks label:has-text('Có lý do')", 9)
    tap("text=Ghi buổi này")
    page.wait_for_url("**/meetings/*/")
    is_sound(page)
    tap(".brand")
    tap(f"a:has-text('Ghi đảng phí tháng {shown}')")
    is_sound(page)
    tap(".marks label:has-text('Chưa')", 7)
    tap("text=Ghi tháng này")
    page.wait_for_url("**/organisations/**")
    meeting, dues = meetings_of(branch, month).get(), month_recorded(branch, month)
    assert (meeting.present, meeting.absent, meeting.excused) == (MEMBERS - 2, 1, 1)
    assert dues is not None and (dues.paid, dues.unpaid) == (MEMBERS - 1, 1)
    assert tap.count == 8


@pytest.mark.in_chromium
def test_a_packet_is_printed_on_two_pages_and_entered_by_its_numbers(page: Any, tap: Any, world: World) -> None:
    branch, month = world.places["branch"], month_of(clock.today())
    page.goto(f"/months/{branch}/")
    is_sound(page)
    tap("text=In phiếu tháng")
    page.wait_for_url("**/packets/*/")
    assert page.locator(".boxes tbody tr").count() == MEMBERS
    is_sound(page)
    page.emulate_media(media="print")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 2
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.boxes tbody th')).fontSize)") >= 18
    page.emulate_media(media="screen")
    tap("text=Nhập phiếu")
    page.fill("[name=day]", f"{clock.today():%d/%m/%Y}")
    page.fill("[name=absent]", "3 12-13")
    page.fill("[name=unpaid]", "5")
    tap("text=Xem tên")
    is_sound(page)
    tap("text=Đúng, ghi vào sổ")
    page.wait_for_url("**/months/**")
    meeting, dues = meetings_of(branch, month).get(), month_recorded(branch, month)
    assert (meeting.present, meeting.absent) == (MEMBERS - 3, 3)
    assert dues is not None and (dues.paid, dues.unpaid) == (MEMBERS - 1, 1)
    assert tap.count == 4

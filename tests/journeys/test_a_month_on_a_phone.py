"""A secretary's month on a phone: meeting, dues of twenty-five, a transfer sent and one answered, a candidate entered and voted on.

Counted by a keystroke-level model, with times for old hands: a touch is 2.5 s (1.1 to point, 1.4 to make up one's mind), a character typed
is 0.7 s, a new screen is read for 4 s, a swipe of a screen's height takes 1 s, choosing from a list is two touches. At most 600 s in all.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings

from liemchinh.admission.models import Candidate
from liemchinh.admission.tests.conftest import FILE
from liemchinh.casework.models import Step, Vote
from liemchinh.dues.queries import month_recorded
from liemchinh.journal import clock
from liemchinh.meetings.queries import meetings_of
from liemchinh.members.facts import PersonFacts
from liemchinh.members.months import month_of
from liemchinh.members.queries import place_of
from liemchinh.members.services import NewAct, register_person
from liemchinh.transfers.sending import Letter, send_members
from tests.world import CONSOLE, REGISTERED, World, build

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
MEMBERS, LIMIT = 25, 600
TOUCH, CHARACTER, SCREEN, SWIPE, HEIGHT = 2.5, 0.7, 4.0, 1.0, 600


class Hand:
    """What the secretary does with one finger, and how long it takes by the model."""

    def __init__(self, page: Any) -> None:
        self.page, self.touches, self.characters, self.screens, self.swipes = page, 0, 0, 0, 0.0
        page.on("domcontentloaded", self._read)

    def _read(self, _page: Any) -> None:
        self.screens += 1

    def tap(self, selector: str, which: int = 0) -> None:
        """One touch of what is found by swiping down to it."""
        line = self.page.locator(selector).nth(which)
        before = self.page.evaluate("scrollY")
        line.scroll_into_view_if_needed()
        self.swipes += abs(self.page.evaluate("scrollY") - before) / HEIGHT
        line.click()
        self.touches += 1

    def write(self, **fields: str) -> None:
        """Fields filled in: a touch and the characters; of a list, two touches."""
        for name, value in fields.items():
            line = self.page.locator(f"main [name={name}]")
            self.tap(f"main [name={name}]")
            if line.evaluate("one => one.tagName") == "SELECT":
                line.select_option(value)
                self.touches += 1
            else:
                line.fill(value)
                self.characters += len(value)

    @property
    def seconds(self) -> float:
        """How long all of it takes."""
        return TOUCH * self.touches + CHARACTER * self.characters + SCREEN * self.screens + SWIPE * self.swipes


@pytest.fixture
def world(db: None) -> World:
    """The named people, today: a branch of twenty-five, and a letter on its way to it."""
    made, today = build(), clock.today()
    branch, sibling = made.places["branch"], made.places["sibling"]
    for number in range(MEMBERS - 2):
        acts = [NewAct("admitted", date(2016, 5, 19), branch), NewAct("official", date(2017, 5, 19), branch)]
        register_person(PersonFacts(f"Trần Văn {chr(65 + number)}", birth=f"{1960 + number}"), acts, actor=CONSOLE)
    send_members([made.people["sibling"]], sibling, branch, Letter("8-GGT", today - timedelta(3)), actor=CONSOLE)
    return made


@pytest.fixture
def hand(page: Any, live_server: Any, world: World) -> Hand:
    """Chi's, signed in, on the home page."""
    key = world.client("chi").cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    made = Hand(page)
    page.goto("/")
    return made


def shown(back: int = 0) -> str:
    return f"{clock.today() - timedelta(back):%d/%m/%Y}"


def meeting_and_dues(hand: Hand, month: str) -> None:
    hand.tap(f"a:has-text('Ghi buổi sinh hoạt tháng {month}')")
    hand.tap(".marks label:has-text('Vắng')", 4)
    hand.tap(".marks label:has-text('Có lý do')", 9)
    hand.tap("text=Ghi buổi này")
    hand.page.wait_for_url("**/meetings/*/")
    hand.tap(".brand")
    hand.tap(f"a:has-text('Ghi đảng phí tháng {month}')")
    hand.tap(".marks label:has-text('Chưa')", 7)
    hand.tap("text=Ghi tháng này")
    hand.page.wait_for_url("**/organisations/**")


def transfers(hand: Hand, receiver: int) -> None:
    hand.tap(".brand")
    hand.tap(f"main a:has-text('{REGISTERED['sibling']}')")
    hand.tap("main a:has-text('Chuyển sinh hoạt')")
    hand.tap("button:has-text('Đã nhận')")
    hand.tap("main a:has-text('Giới thiệu')")
    hand.tap(f"label:has-text('{REGISTERED['branch']}')")
    hand.write(**{"receiver-query": "rach dua"})
    hand.tap("[name=receiver-find]")
    hand.tap(f"[name=receiver][value='{receiver}']")
    hand.write(number="12-GGT", on=shown())
    hand.tap("text=Ghi giấy giới thiệu")


def candidate(hand: Hand, sponsors: list[int]) -> None:
    hand.tap("nav >> visible=true >> text=Kết nạp")
    hand.tap("text=Ghi người xin vào Đảng")
    hand.write(full_name="Lý Văn Minh", birth="30/04/2000", agreement_on=shown(20))
    hand.tap("main form button.button")
    hand.tap("text=Ghi người giới thiệu")
    one, other = map(str, sponsors)
    hand.write(person_1=one, since_1=shown(500), person_2=other, since_2=shown(500))
    hand.tap("main form button.button")
    hand.tap("main >> text=Ghi hồ sơ")
    hand.tap("main >> text=Ghi từng giấy")
    hand.write(certificate_no="12/GCN", certificate_on=shown(500))
    hand.tap("main form button.button")
    while not (address := hand.page.url).endswith("/file/"):
        hand.tap(f"main [name=place][value={FILE.get(address.split('/')[-2], 'absent')}]")
        hand.tap("main form button.button")
        hand.page.wait_for_url(lambda url, left=address: url != left)
    hand.tap(".brand")
    hand.tap("text=Chi bộ họp, biểu quyết đề nghị kết nạp: Lý Văn Minh")
    hand.tap("a.button:has-text('biểu quyết đề nghị kết nạp')")
    hand.write(on=shown(), number="07-NQ/CB", issued="25", returned="25", valid="25", votes_for="24")
    hand.tap("main form button.button")


@pytest.mark.parametrize("page", [(360, 800)], indirect=True)
def test_a_secretarys_month_takes_less_than_ten_minutes(
    hand: Hand, world: World, count: Callable[[int, int], int]
) -> None:
    """`count` is asked for so that the soak runs it too, and prints what was counted."""
    branch, month = world.places["branch"], month_of(clock.today())
    meeting_and_dues(hand, f"{month:%m/%Y}")
    transfers(hand, world.places["sibling"])
    candidate(hand, [world.people["branch"], world.people["binh"]])
    meeting, dues = meetings_of(branch, month).get(), month_recorded(branch, month)
    assert (meeting.present, meeting.absent, meeting.excused) == (MEMBERS - 2, 1, 1)
    assert dues is not None and (dues.paid, dues.unpaid) == (MEMBERS - 1, 1)
    assert place_of(world.people["sibling"]) == branch and Step.objects.filter(code="sent").count() == 2
    assert Candidate.objects.get().full_name == "Lý Văn Minh" and Vote.objects.get().votes_for == 24
    told = f"{hand.touches} touches, {hand.characters} characters, {hand.screens} screens, {hand.swipes:.0f} swipes"
    print(f"\nA secretary's month on a phone: {told}: {hand.seconds:.0f} s")
    assert hand.seconds < LIMIT, told

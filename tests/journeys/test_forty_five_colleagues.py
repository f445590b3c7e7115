"""Forty-five colleagues on one slip, in under ten minutes on a phone: every touch is made in Chromium and counted, and timed as a slow
old hand would take.

Times of a hand, in seconds, of Card, Moran and Newell, The keystroke-level model, Communications of the ACM 23 (1980) 7: pointing 1.10,
pressing 0.28, a key for whoever never types 1.20, making up one's mind 1.35. All of them times 146/70: the motor cycle of people of 69
against the young, the slowest of the three ratios in Jastrzembski and Charness, The Model Human Processor and the older adult, Journal of
Experimental Psychology: Applied 13 (2007) 4. Reading: two syllables a second, half of the mean of Brysbaert, How many words do we read
per minute, Journal of Memory and Language 109 (2019). The items are read in full once; later they are looked over, a movement of the eye
for each: 0.23 (Card, Moran and Newell, The psychology of human-computer interaction, 1983). A model, not a
trial: nobody of seventy was asked.
"""

import time
from dataclasses import dataclass
from typing import Any

import pytest

from liemchinh.ballots.models import SealedBallot
from liemchinh.ballots.services import set_tellers
from liemchinh.ballots.tests.rounds import Round, people
from liemchinh.journal import clock
from liemchinh.surveys.tests.samples import called, part_in
from liemchinh.surveys.voting import prepare_part
from tests.journeys.conftest import PHONE
from tests.world import World, build

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
COLLEAGUES, ITEMS, MOST = 45, 12, 600
POINT, PRESS, KEY, MIND, EYE, SLOWER, SYLLABLES = 1.10, 0.28, 1.20, 1.35, 0.23, 146 / 70, 2
TOUCH = MIND + POINT + PRESS
# Of 45: nobody; as many in the worst published half-year (116 of 6,322); one in nine.
MARKED = (0, 1, 5)
# One in three takes longer than ten minutes; it is printed, not promised.
PRINTED = (15,)


@dataclass
class Hand:
    """What somebody does with a phone in the hand: touches, keys, swipes, words read, decisions; and how long they wait for pages."""

    page: Any
    touches: int = 0
    keys: int = 0
    swipes: int = 0
    words: int = 0
    minds: int = 0
    eyes: int = 0
    screens: int = 0
    waited: float = 0.0

    def read(self, what: str = "main") -> None:
        """All that is to be seen there."""
        self.words += len(self.page.locator(what).first.inner_text().split())

    def opens(self, act: Any) -> None:
        """A page that an act leads to, read from top to end."""
        begun = time.monotonic()
        with self.page.expect_navigation():
            act()
        self.waited += time.monotonic() - begun
        self.screens += 1
        self.read()

    def touch(self, target: Any) -> None:
        """Swipes until it is to be seen, then touches its middle."""
        while (box := target.bounding_box())["y"] + box["height"] > PHONE[1] - 20:
            self.page.evaluate("scrollBy(0, innerHeight * 0.7)")
            self.swipes += 1
        assert box["height"] >= 44, target
        self.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.touches += 1

    def types(self, field: Any, text: str) -> None:
        """Key by key."""
        self.touch(field)
        self.page.keyboard.type(text)
        self.keys += len(text)

    @property
    def seconds(self) -> float:
        """How long a slow old hand takes for all of it."""
        hands = TOUCH * (self.touches + self.swipes) + KEY * self.keys + MIND * self.minds + EYE * self.eyes
        return SLOWER * hands + self.words / SYLLABLES + self.waited


def slips_of(world: World) -> Round:
    """A branch of 45 in a survey of the usual twelve items, its slips drawn."""
    people(world, COLLEAGUES - 2)
    part = part_in(called(world), world)
    box = prepare_part(part.pk, clock.today(), channels="phone", actor=world.actor("chi"))
    assert (len(box.rows), len(box.columns)) == (COLLEAGUES, ITEMS)
    set_tellers(box.pk, box.rows[:2], "phone", actor=world.actor("chi"))
    return Round(world, box, "chi").opened(phone=COLLEAGUES)


def vote(hand: Hand, slip: str, marked: int) -> None:
    """Types the code, thinks of each colleague, unfolds those with something to mark, finds the item there, looks again, casts."""
    hand.opens(lambda: hand.page.goto("/phieu/"))
    hand.types(hand.page.locator("#ma"), slip)
    hand.opens(lambda: hand.touch(hand.page.locator("main form button")))
    colleagues = hand.page.locator("main details")
    hand.minds += COLLEAGUES
    for number in range(0, COLLEAGUES, COLLEAGUES // marked) if marked else ():
        hand.touch(colleagues.nth(number).locator("summary"))
        if number:
            hand.eyes += ITEMS
        else:
            hand.read("main details .body")
        hand.touch(colleagues.nth(number).locator("label").nth(number % ITEMS))
    hand.opens(lambda: hand.touch(hand.page.locator("main form button").last))
    hand.opens(lambda: hand.touch(hand.page.locator("main button[value=bo]")))
    hand.page.wait_for_selector(".receipt")


@pytest.mark.parametrize("with_script", [True, False])
def test_forty_five_colleagues_take_less_than_ten_minutes(chromium: Any, live_server: Any, with_script: bool) -> None:
    held = slips_of(build())
    context = chromium.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, base_url=live_server.url, locale="vi-VN", has_touch=True,
        java_script_enabled=with_script,
    )  # fmt: skip
    context.set_default_navigation_timeout(180_000)
    context.new_page().goto("/phieu/")
    taken = {}
    for turn, marked in enumerate((*MARKED, *PRINTED)):
        hand = Hand(context.new_page())
        vote(hand, held.slips[turn], marked)
        taken[marked] = hand.seconds
        print(f"\n{'with' if with_script else 'without'} JavaScript, something marked of {marked} of {COLLEAGUES}: {hand.screens} screens, "
              f"{hand.touches} touches, {hand.swipes} swipes, {hand.keys} keys, {hand.words} words, {hand.waited:.1f} s for pages: "
              f"{hand.seconds / 60:.1f} minutes")  # fmt: skip
    context.close()
    assert SealedBallot.objects.count() == len(taken)
    assert all(taken[marked] < MOST for marked in MARKED), taken

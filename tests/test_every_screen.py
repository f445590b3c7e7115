"""Every page of the permission table in Chromium, on a desk and on a phone: accessible, never wider than the screen, big enough to
touch, without errors, in the words of the charter, and the same with JavaScript off."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings

from liemchinh.settings import CHARTER
from tests.accessibility import WCAG, WIDER_THAN_SCREEN, violations
from tests.lanes import SOAK
from tests.permissions import TABLE
from tests.screens import ELSEWHERE, Screen, screens, shown
from tests.spoken import FIRST, NEUTRAL, told
from tests.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)
# The whole page again in the largest letters, as somebody of seventy has it.
IN_LARGEST_LETTERS = "() => { document.documentElement.className = 'text-larger'; }"
TOO_SMALL = """() => [...document.querySelectorAll('a, button, select, summary, input:not([type=hidden], [type=radio], [type=checkbox])')]
  .filter(e => e.offsetParent && !e.closest('.hidden, .skip, p, li p, dd'))
  .filter(e => { const box = (e.closest('.figure, label') || e).getBoundingClientRect();
                 return box.height < 44 || box.width < 24; })
  .map(e => e.outerHTML.slice(0, 110))"""
# What stands on a page: each thing with its class, kind, role and number of labels, in what kind of thing.
THINGS = """() => {
  const told = e => [e.parentElement?.tagName, e.tagName, e.getAttribute('class'), e.type, e.getAttribute('role'), e.labels?.length];
  return new Map([...document.querySelectorAll('*')].map(e => [told(e).join('.'), e]));
}"""
# Those of them that are named. A page that is laid out anew is asked as a whole.
NAMED = """(named => {
  const things = (%s)(), found = named.map(name => things.get(name));
  return found.includes(document.body) ? document : {include: found};
})(%s)"""
# All in one question: what takes time is each question.
LOOKED_AT = f"""() => {{
  const root = document.documentElement, size = root.className;
  const seen = {{
    things: [...({THINGS})().keys()], small: ({TOO_SMALL})(), wide: {WIDER_THAN_SCREEN},
    text: document.querySelector('main')?.innerText, led: !!document.querySelector('nav.menu, body.alone form'),
  }};
  ({IN_LARGEST_LETTERS})();
  seen.widest = {WIDER_THAN_SCREEN};
  root.className = size;
  return seen;
}}"""
PROVING = "/me/prove/"


class Browser:
    """Two pages of one browser, with and without JavaScript, in which the named people take turns."""

    def __init__(self, page: Any, plain: Any, world: World, address: str) -> None:
        self.page, self.plain, self.world, self.server = page, plain, world, address
        self.keys: dict[str, str] = {}
        self.phone = page.viewport_size["width"] < 400
        self.asked = set[str]()

    def become(self, person: str) -> None:
        """Signs the named person in, in both."""
        if person and person not in self.keys:
            self.keys[person] = self.world.client(person).cookies[settings.SESSION_COOKIE_NAME].value
        for opened in (self.page, self.plain):
            opened.context.clear_cookies()
            if person:
                cookie = {"name": settings.SESSION_COOKIE_NAME, "value": self.keys[person], "url": self.server}
                opened.context.add_cookies([cookie])

    def opened(self, screen: Screen) -> Any:
        """The answer of a page. On a slow machine so many pages outlast the proof some of them ask for: it is given anew."""
        answer = self.page.goto(screen.address)
        if PROVING in self.page.url and PROVING not in screen.address:
            del self.keys[screen.person]
            self.become(screen.person)
            answer = self.page.goto(screen.address)
        return answer

    def violations(self, things: list[str]) -> list[str]:
        """What axe says of all that stands on this page as it stood on none before; in the soak, of every page as a whole."""
        new = sorted(set(things) - self.asked)
        self.asked |= set(things)
        among = "document" if SOAK else NAMED % (THINGS, json.dumps(new))
        return violations(self.page, WCAG, among) if SOAK or new else []


@pytest.fixture(scope="module")
def chromium(launch: Callable[..., Any]) -> Iterator[Any]:
    """A Chromium that draws no frames: nothing is pressed here, nobody watches, and drawing takes a third of the time."""
    browser = launch("--disable-threaded-compositing")
    yield browser
    browser.close()


@pytest.fixture
def browser(page: Any, chromium: Any, live_server: Any) -> Iterator[Browser]:
    """A browser at the size of `page`. The world stands today: the server answers in threads that no test's clock reaches."""
    context = chromium.new_context(
        viewport=page.viewport_size, base_url=live_server.url, locale="vi-VN", java_script_enabled=False
    )
    context.set_default_timeout(180_000)
    yield Browser(page, context.new_page(), build(), live_server.url)
    context.close()


def faults(browser: Browser, screen: Screen) -> Iterator[str]:
    """Everything that is wrong with one page."""
    page, phone = browser.page, browser.phone
    before = len(page.errors)
    answer = browser.opened(screen)
    if answer.status != screen.status or screen.address.partition("?")[0] not in page.url:
        yield f"{screen}: {answer.status} at {page.url}, not {screen.status}"
        return
    seen = page.evaluate(LOOKED_AT)
    yield from (f"{screen}: {fault}" for fault in (*browser.violations(seen["things"]), *misfits(seen, phone)))
    if screen.person and not seen["led"]:
        yield f"{screen}: neither menu nor form"
    if screen.status == 200:
        yield from (f"{screen}: console says {error}" for error in page.errors[before:])
    del page.errors[before:]
    yield from (f"{screen}: not in the words of the charter {fault}" for fault in told(answer.text(), NEUTRAL))
    if not phone:
        without = browser.plain.goto(screen.address)
        text = browser.plain.locator("main").inner_text()
        if without.status != screen.status or not _same(text, seen["text"]):
            yield f"{screen}: without JavaScript {without.status}, {text[:300]!r} instead of {seen['text'][:300]!r}"


def misfits(seen: dict[str, Any], phone: bool) -> Iterator[str]:
    """What is too small or too wide on a page, as it answered `LOOKED_AT`."""
    if phone:  # on a desk a mouse is enough
        yield from (f"too small {small}" for small in seen["small"])
    if seen["wide"]:
        yield "wider than the screen"
    if seen["widest"]:
        yield "wider than the screen in the largest letters"


def _same(without: str, with_script: str) -> bool:
    # Buttons that only make sense with the script (class with-js) may be missing; nothing else may.
    plain, scripted = without.split(), with_script.split()
    return set(plain) <= set(scripted) and len(" ".join(scripted)) - len(" ".join(plain)) < 120


def unopened(opened: set[str]) -> set[str]:
    """Pages of the table that are neither opened here nor named with the place where they are."""
    pages = {name for name, row in TABLE.items() if shown(row)}
    nobodys = {name for name in pages if not TABLE[name].who}
    return (pages - opened - nobodys) ^ (pages & ELSEWHERE.keys())


def test_every_screen_is_accessible_fits_speaks_as_the_charter_and_needs_no_javascript(browser: Browser) -> None:
    assert CHARTER == FIRST
    found, person = [], None
    asked = screens(browser.world)
    assert unopened({screen.name for screen in asked}) == set()
    if browser.phone:
        asked = list({screen.name: screen for screen in reversed(asked)}.values())
    for screen in sorted(asked, key=lambda screen: screen.person):
        if screen.person != person:
            browser.become(person := screen.person)
        found += faults(browser, screen)
    assert not found, "\n".join(found)

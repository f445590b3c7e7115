"""Every page of the permission table in Chromium, on a desk and on a phone: accessible, never wider than the screen, big enough to
touch, without errors, and the same with JavaScript off."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.accessibility import WCAG, violations
from tests.lanes import SOAK
from tests.permissions import TABLE
from tests.screens import ELSEWHERE, Screen, screens, shown
from tests.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > innerWidth"
# The whole page again in the largest letters, as somebody of seventy has it.
IN_LARGEST_LETTERS = "() => { document.documentElement.className = 'text-larger'; }"
TOO_SMALL = """() => [...document.querySelectorAll('a, button, select, summary, input:not([type=hidden], [type=radio], [type=checkbox])')]
  .filter(e => e.offsetParent && !e.closest('.hidden, .skip, p, li p, dd'))
  .filter(e => { const box = (e.closest('.figure, label') || e).getBoundingClientRect();
                 return box.height < 44 || box.width < 24; })
  .map(e => e.outerHTML.slice(0, 110))"""
# What stands on a page: each thing with its class, kind, role and number of labels, in what holds it.
THINGS = """() => {
  const told = e => [e.tagName, e.getAttribute('class'), e.type, e.getAttribute('role'), e.labels?.length].join('.');
  return [...new Set([...document.querySelectorAll('body *')].map(e => told(e.parentElement) + ' > ' + told(e)))];
}"""
PROVING = "/me/prove/"
TEXT_OF_MAIN = "document.querySelector('main').innerText.replace(/\\s+/g, ' ')"


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

    def holds_something_new(self) -> bool:
        """Does something stand on this page as it stood on none before? In the soak every page is asked."""
        there = set(self.page.evaluate(THINGS)) - self.asked
        self.asked |= there
        return SOAK or bool(there)


@pytest.fixture
def browser(page: Any, chromium: Any, live_server: Any) -> Iterator[Browser]:
    """A browser at the size of `page`. The world stands today: the server answers in threads that no test's clock reaches."""
    context = chromium.new_context(
        viewport=page.viewport_size, base_url=live_server.url, locale="vi-VN", java_script_enabled=False
    )
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
    if browser.holds_something_new():
        yield from (f"{screen}: {broken}" for broken in violations(page, WCAG))
    if screen.person and not page.locator("nav.menu, body.alone form").count():
        yield f"{screen}: neither menu nor form"
    if screen.status == 200:
        yield from (f"{screen}: console says {error}" for error in page.errors[before:])
    del page.errors[before:]
    if phone:  # on a desk a mouse is enough
        yield from (f"{screen}: too small {small}" for small in page.evaluate(TOO_SMALL))
    if not phone:
        with_script = page.evaluate(TEXT_OF_MAIN)
        without = browser.plain.goto(screen.address)
        text = " ".join(browser.plain.locator("main").inner_text().split())
        if without.status != screen.status or not _same(text, with_script):
            yield f"{screen}: without JavaScript {without.status}, {text[:300]!r} instead of {with_script[:300]!r}"
    if page.evaluate(WIDER_THAN_SCREEN):
        yield f"{screen}: wider than the screen"
    page.evaluate(IN_LARGEST_LETTERS)
    if page.evaluate(WIDER_THAN_SCREEN):
        yield f"{screen}: wider than the screen in the largest letters"


def _same(without: str, with_script: str) -> bool:
    # Buttons that only make sense with the script (class with-js) may be missing; nothing else may.
    return set(without.split()) <= set(with_script.split()) and len(with_script) - len(without) < 120


def unopened(opened: set[str]) -> set[str]:
    """Pages of the table that are neither opened here nor named with the place where they are."""
    pages = {name for name, row in TABLE.items() if shown(row)}
    nobodys = {name for name in pages if not TABLE[name].who}
    return (pages - opened - nobodys) ^ (pages & ELSEWHERE.keys())


def test_every_screen_is_accessible_fits_and_needs_no_javascript(browser: Browser) -> None:
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

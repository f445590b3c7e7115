"""Every page of the permission table: in the words of the charter, with a way on; and in Chromium accessible, never wider than the screen,
big enough to touch, without errors, and the same with JavaScript off.

Daily Chromium opens, at a phone's size, so many pages that every kind of thing is on one of these, told from the HTML of all of them:
always the one next on which most stands that stood on none before. The soak opens every page as everybody sees it, on a phone and on a
desk.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest
from django.contrib.staticfiles import finders

from liemchinh.settings import CHARTER
from tests.accessibility import WCAG, violations
from tests.lanes import SIZES, SOAK
from tests.looks import LOOKED_AT, NAMED, THINGS, misfits, things_of
from tests.pages.standing import Answer, Standing
from tests.permissions import TABLE
from tests.screens import ELSEWHERE, Screen, screens, shown
from tests.spoken import FIRST, NEUTRAL, told

pytestmark = pytest.mark.django_db
Asked = Sequence[tuple[Screen, Answer]]
SERVER = "http://localhost"


class Browser:
    """Two pages of one browser, with and without JavaScript, which are given what the program answered."""

    def __init__(self, chromium: Any, size: tuple[int, int]) -> None:
        self.phone = size[0] < 400
        self.asked, self.errors = set[str](), list[str]()
        self.address, self.answer = "", Answer(404, {}, "")
        self.page, self.plain = (self._window(chromium, size, script) for script in (True, False))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def _window(self, chromium: Any, size: tuple[int, int], script: bool) -> Any:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=SERVER, locale="vi-VN", reduced_motion="reduce",
            java_script_enabled=script, service_workers="block",
        )  # fmt: skip
        # A slow machine is no fault of a page.
        context.set_default_timeout(180_000)
        context.route("**/*", self._given)
        return context.new_page()

    def _given(self, route: Any) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=finders.find(path.removeprefix("/static/")))
        elif route.request.url == SERVER + self.address:
            route.fulfill(status=self.answer.status, headers=self.answer.headers, body=self.answer.body)
        else:
            route.fulfill(status=404)

    def violations(self, things: list[str]) -> list[str]:
        """What axe says of all that stands on this page as it stood on none before; in the soak, of every page as a whole."""
        new = sorted(set(things) - self.asked)
        self.asked |= set(things)
        among = "document" if SOAK else NAMED % (THINGS, json.dumps(new))
        return violations(self.page, WCAG, among) if SOAK or new else []

    def faults(self, screen: Screen, answer: Answer) -> Iterator[str]:
        """Everything that is wrong with how one page looks."""
        self.address, self.answer = screen.address, answer
        self.errors.clear()
        self.page.goto(screen.address)
        seen = self.page.evaluate(LOOKED_AT)
        yield from self.violations(seen["things"])
        yield from misfits(seen, self.phone)
        if screen.status == 200:
            yield from (f"console says {error}" for error in self.errors)
        if not self.phone:
            self.plain.goto(screen.address)
            text = self.plain.locator("main").inner_text()
            if not _same(text, seen["text"]):
                yield f"without JavaScript {text[:300]!r} instead of {seen['text'][:300]!r}"


@pytest.fixture(scope="module")
def asked(standing: Standing) -> Asked:
    """Every screen and what it answered."""
    return list(screens(standing))


@pytest.fixture(scope="module")
def chromium(launch: Callable[..., Any]) -> Iterator[Any]:
    """A Chromium that draws no frames: nothing is pressed here, nobody watches, and drawing takes a third of the time."""
    browser = launch("--disable-threaded-compositing")
    yield browser
    browser.close()


def faults(screen: Screen, answer: Answer) -> Iterator[str]:
    """What is wrong with an answer, before anybody looks at it."""
    if answer.status != screen.status:
        yield f"{answer.status}, not {screen.status}"
    root = lxml.html.document_fromstring(answer.body or "<p>")
    if screen.person and not root.xpath("//nav[contains(@class, 'menu')] | //body[contains(@class, 'alone')]//form"):
        yield "neither menu nor form"
    yield from (f"not in the words of the charter {fault}" for fault in told(answer.body, NEUTRAL))


def with_something_new(asked: Asked) -> Asked:
    """Always the page next on which most stands that stood on none before, until nothing is left."""
    new, chosen = {screen: set(things_of(answer.body)) for screen, answer in asked}, []
    while any(new.values()):
        screen, answer = max(asked, key=lambda one: len(new[one[0]]))
        chosen.append((screen, answer))
        seen = set(new[screen])
        for things in new.values():
            things -= seen
    return chosen


def _same(without: str, with_script: str) -> bool:
    # Buttons that only make sense with the script (class with-js) may be missing; nothing else may.
    plain, scripted = without.split(), with_script.split()
    return set(plain) <= set(scripted) and len(" ".join(scripted)) - len(" ".join(plain)) < 120


def unopened(opened: set[str]) -> set[str]:
    """Pages of the table that are neither opened here nor named with the place where they are."""
    pages = {name for name, row in TABLE.items() if shown(row)}
    nobodys = {name for name in pages if not TABLE[name].who}
    return (pages - opened - nobodys) ^ (pages & ELSEWHERE.keys())


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_every_screen_speaks_as_the_charter_is_accessible_fits_and_needs_no_javascript(
    size: tuple[int, int], asked: Asked, chromium: Any, count: Callable[[int, int], int]
) -> None:
    assert CHARTER == FIRST
    assert unopened({screen.name for screen, _answer in asked}) == set()
    browser, opened = Browser(chromium, size), asked if count(0, 1) else with_something_new(asked)
    found = [f"{screen}: {fault}" for screen, answer in asked for fault in faults(screen, answer)]
    found += [f"{screen}: {fault}" for screen, answer in opened for fault in browser.faults(screen, answer)]
    print(f"{len(opened)} of {len(asked)} screens in Chromium, {len(browser.asked)} kinds of things")
    assert not found, "\n".join(found)

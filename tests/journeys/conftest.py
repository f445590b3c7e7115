"""What the walks share: the named people, today, and a browser that each of them can hold.

Daily a walk goes through a browser without a window (`tests/plain`), those marked `in_chromium` through Chromium; in the soak all do.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.conf import settings

from liemchinh.journal import clock
from tests.kept_world import standing_world
from tests.plain import Page
from tests.world import World, build

Opens = Callable[..., Any]
SINCE = date(2026, 3, 3)
DESK, PHONE = (1366, 768), (360, 800)
ON_BOTH = [PHONE, pytest.param(DESK, marks=pytest.mark.soak)]


def _noon(day: date) -> Callable[[], datetime]:
    moment = datetime.combine(day, time(12), clock.LOCAL).astimezone(UTC)
    return lambda: moment


@pytest.fixture
def day_is(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`day_is(date(2026, 10, 25))`: noon of that day, in the server's threads too; who was signed in opens a page anew with `as_`."""

    def day_is_(day: date) -> None:
        monkeypatch.setattr(clock, "now", _noon(day))

    if marker := request.node.get_closest_marker("on"):
        day_is_(date.fromisoformat(str(marker.args[0])))
    return day_is_


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None, day_is: Callable[[date], None]) -> World:
    """The named people on their two trees. They live today, or on the day in `@pytest.mark.on("2025-09-01")`; they are there since
    the day of all tests, or since that day if it is earlier."""
    if "chromium" in request.fixturenames:
        return build()
    with pytest.MonkeyPatch.context() as before:
        before.setattr(clock, "now", _noon(min(clock.today(), SINCE)))
        return standing_world()


@pytest.fixture
def as_(request: pytest.FixtureRequest, world: World) -> Iterator[Opens]:
    """`as_("an")`: a page in which An is signed in; on a phone with `size=PHONE`. Any error in a console fails the test."""
    if "chromium" not in request.fixturenames:
        yield lambda name, size=DESK: Page(world.client(name))
        return
    chromium, live_server = request.getfixturevalue("chromium"), request.getfixturevalue("live_server")
    contexts, errors = [], []

    def open_(name: str, size: tuple[int, int] = DESK) -> Any:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=live_server.url, locale="vi-VN"
        )
        context.set_default_timeout(180_000)
        contexts.append(context)
        if name:
            key = world.client(name).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not errors

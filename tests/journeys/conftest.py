"""What the walks share: the named people, today, and a browser that each of them can hold."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.world import World, build

Opens = Callable[..., Any]
DESK, PHONE = (1366, 768), (360, 800)


@pytest.fixture
def world(transactional_db: None) -> World:
    """The named people on their two trees. They live today: the server answers in threads that no test's clock reaches."""
    return build()


@pytest.fixture
def as_(chromium: Any, live_server: Any, world: World) -> Iterator[Opens]:
    """`as_("an")`: a page in which An is signed in; on a phone with `size=PHONE`. Any error in a console fails the test."""
    contexts, errors = [], []

    def open_(name: str, size: tuple[int, int] = DESK) -> Any:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=live_server.url, locale="vi-VN"
        )
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

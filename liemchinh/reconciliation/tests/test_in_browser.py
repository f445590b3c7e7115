"""On a phone: a secretary confirms with one press, and again with somebody too many; the officer above sees who and how many."""

from typing import Any

import pytest
from django.conf import settings

from liemchinh.journal import clock
from liemchinh.reconciliation.quarters import ended
from liemchinh.reconciliation.queries import confirmation_of
from tests.accessibility import faults
from tests.walks import home
from tests.world import REGISTERED, World, build

pytestmark = pytest.mark.django_db(transaction=True)


def use(page: Any, live_server: Any, world: World, name: str) -> None:
    page.context.clear_cookies()
    key = world.client(name).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])


def test_a_secretary_confirms_on_a_phone_and_the_officer_sees_who_differs(
    page: Any, live_server: Any, db: None
) -> None:
    world, quarter = build(), ended(clock.today(), 1)[0]
    page.set_viewport_size({"width": 360, "height": 800})
    use(page, live_server, world, "chi")
    home(page)
    page.click("a:has-text('Xác nhận số đảng viên quý')")
    found = faults(page)
    page.click("a:has-text('Xác nhận')")
    found += faults(page)
    page.click("button:has-text('Xác nhận')")
    assert "khớp với sổ" in page.inner_text("main")
    page.click("a:has-text('Xác nhận lại')")
    page.fill("[name=official]", "1")
    page.click("summary:has-text('nêu người lệch')")
    page.click(".marks label:has-text('Thừa')")
    found += faults(page)
    page.click("button:has-text('Xác nhận lại')")
    found += faults(page)
    row = confirmation_of(world.places["branch"], quarter.last)
    assert row is not None and (row.official, row.register_official, row.extra) == (1, 2, 1)
    use(page, live_server, world, "nam")
    page.goto(f"/reconciliation/?at={world.places['commune']}")
    assert "trên 3 tổ chức" in page.inner_text("main")
    found += faults(page)
    page.click("section a:has-text('Gò Cát')")
    assert any(name in page.inner_text("main") for name in (REGISTERED["branch"], "Trần Văn Bình"))
    assert [*found, *faults(page)] == []

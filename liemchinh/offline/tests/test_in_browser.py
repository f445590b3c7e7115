"""Attendance tapped in a real browser with the network cut: it waits, is sent once when the network returns, and signing out forgets it."""

from datetime import timedelta
from typing import Any

import pytest

from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.meetings.models import Meeting
from liemchinh.meetings.queries import meeting_on
from liemchinh.offline.models import Sending
from tests.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)
KEPT_PAGES = "caches.open('liemchinh-kept-pages').then(cache => cache.keys()).then(keys => keys.length)"
SAVE = "button:has-text('Ghi buổi này')"


@pytest.fixture
def world(db: None) -> World:
    """The named people, today: the server that the browser asks runs on the real clock."""
    return build()


def sign_in(page: Any, world: World, url: str) -> None:
    key = world.client("chi").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": url}])


def test_what_was_tapped_without_a_network_is_sent_once_also_after_signing_in_again(
    page: Any, live_server: Any, world: World
) -> None:
    branch, today = world.places["branch"], clock.today()
    days = [today - timedelta(days=back) for back in (0, 1)]
    addresses = [f"/meetings/{branch}/record/?on={day.isoformat()}" for day in days]
    sign_in(page, world, live_server.url)
    for number, address in enumerate(addresses, 1):
        page.goto(address)
        page.wait_for_function(f"{KEPT_PAGES}.then(many => many === {number})")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.goto(addresses[0])
    page.locator("label:has-text('Vắng')").first.click()
    page.click(SAVE)
    page.wait_for_selector("#kept:has-text('chờ có mạng để gửi')")
    assert Meeting.objects.count() == 0
    page.context.set_offline(False)
    page.wait_for_selector("#kept", state="hidden")
    meeting = meeting_on(branch, days[0])
    assert meeting is not None and (meeting.present, meeting.absent) == (1, 1)
    _signed_out_meanwhile(page, world, live_server.url, addresses[1])
    assert meeting_on(branch, days[1]) is not None and Sending.objects.count() == 2
    assert Entry.objects.filter(kind="meetings.held").count() == 2


def _signed_out_meanwhile(page: Any, world: World, url: str, address: str) -> None:
    """The session is over when the network returns: what was tapped waits for its account."""
    page.goto(address)
    page.context.set_offline(True)
    page.click(SAVE)
    page.wait_for_selector("#kept:has-text('chờ có mạng để gửi')")
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.wait_for_selector("#kept:has-text('đăng nhập lại để gửi')")
    sign_in(page, world, url)
    page.goto("/")
    page.wait_for_selector("#kept", state="hidden")


def test_signing_out_leaves_nothing_of_other_people_in_the_browser(page: Any, live_server: Any, world: World) -> None:
    sign_in(page, world, live_server.url)
    page.goto(f"/meetings/{world.places['branch']}/record/")
    page.wait_for_function(f"{KEPT_PAGES}.then(many => many === 1)")
    page.context.set_offline(True)
    page.click(SAVE)
    page.wait_for_selector("#kept:has-text('chờ có mạng để gửi')")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.evaluate("window.fetch = () => Promise.reject(new Error('cut'))")
    page.context.set_offline(False)
    page.evaluate("document.querySelector(\"form[action$='/sign-out/'] button\").click()")
    page.wait_for_url("**/sign-in/")
    assert asked == ["Có điểm danh chưa gửi. Thoát thì phần chưa gửi mất. Vẫn thoát?"]
    assert page.evaluate(KEPT_PAGES) == 0 and not page.evaluate("localStorage.getItem('liemchinh-kept')")
    assert Meeting.objects.count() == 0

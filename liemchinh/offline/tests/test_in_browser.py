"""Attendance tapped in a browser with the network cut: it waits, is recorded once when the network returns, is forgotten at signing out."""

from collections.abc import Iterator
from typing import Any

import pytest

from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.meetings.models import Meeting
from liemchinh.meetings.queries import meeting_on, states_of
from liemchinh.meetings.services import record_meeting
from liemchinh.offline.models import Sending
from liemchinh.offline.tests.cable import Cable, cable_to
from liemchinh.study import due
from liemchinh.study.asking import Call
from liemchinh.study.models import Sitting
from liemchinh.study.services import call_sitting
from tests.permissions_of_directives import document
from tests.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)
BAR, SAVE = "#kept", ".sticky button"
WAITING = "many => JSON.parse(localStorage.getItem('liemchinh-kept') || '[]').length === many"
FORGOTTEN = """async () => {
  for (let turn = 0; turn < 4000 && await caches.has('liemchinh-kept-pages'); turn++) await new Promise(next => setTimeout(next, 25));
  return !await caches.has('liemchinh-kept-pages');
}"""


@pytest.fixture
def world(db: None) -> World:
    """The named people, today: the server that the browser asks runs on the real clock."""
    return build()


@pytest.fixture
def cable(live_server: Any) -> Iterator[Cable]:
    """Between the browser and the server."""
    with cable_to(live_server.url) as made:
        yield made


class Phone:
    """A browser at the end of a cable. It is told of the cut as a phone is by its radio."""

    def __init__(self, page: Any, cable: Cable) -> None:
        self.page, self.cable, self.errors = page, cable, page.errors

    def sign_in(self, world: World, name: str = "chi") -> None:
        key = world.client(name).cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": key, "url": self.cable.url}])

    def open(self, address: str) -> None:
        self.page.goto(f"{self.cable.url}{address}")

    def open_to_keep(self, address: str) -> None:
        self.open(address)
        self.page.wait_for_selector("[data-kept-page]")

    def close_and_open(self, address: str) -> None:
        context = self.page.context
        self.page.close()
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.open(address)

    def lose_network(self) -> None:
        self.cable.cut()
        self.page.context.set_offline(True)

    def find_network(self, *, losing: bool = False) -> None:
        self.cable.mend(losing=losing)
        self.page.context.set_offline(False)

    def tap_and_save(self, mark: str, waiting: int) -> None:
        self.page.locator(f"label:has-text('{mark}')").first.click()
        self.page.click(SAVE)
        self.page.wait_for_selector(f"{BAR}:has-text('chờ có mạng để gửi')")
        self.page.wait_for_function(WAITING, arg=waiting)

    def sent_all(self) -> None:
        self.page.wait_for_selector(BAR, state="hidden")
        self.page.wait_for_function(WAITING, arg=0)


@pytest.fixture
def phone(page: Any, cable: Cable) -> Iterator[Phone]:
    """A phone whose browser may say that there is no network, and nothing worse."""
    yield Phone(page, cable)
    page.errors[:] = [told for told in page.errors if "net::ERR_" not in told]


def test_marks_tapped_without_a_network_survive_closing_and_reach_the_server_once_though_an_answer_is_lost(
    phone: Phone, world: World
) -> None:
    branch, today = world.places["branch"], clock.today()
    sitting = _sitting(world)
    meeting, roll = f"/meetings/{branch}/record/?on={today.isoformat()}", f"/study/{sitting.pk}/roll/{branch}/"
    phone.sign_in(world)
    phone.open_to_keep(meeting)
    phone.open_to_keep(roll)
    phone.lose_network()
    phone.close_and_open(meeting)
    phone.tap_and_save("Vắng", waiting=1)
    phone.close_and_open(roll)
    phone.tap_and_save("Có lý do", waiting=2)
    phone.close_and_open(meeting)
    assert phone.page.locator(f"{BAR} li").count() == 2 and not Sending.objects.exists()
    phone.find_network(losing=True)
    # Where the browser says too early that there is a network, what waits goes with the next half-minute.
    assert phone.cable.lost.wait(60)
    phone.lose_network()
    phone.page.wait_for_function(WAITING, arg=2)
    first, second = world.people["binh"], world.people["branch"]
    assert _marks(branch) == {first: "absent", second: "present"}
    # Meanwhile somebody corrects what arrived: sent again it must neither come back nor be refused.
    corrected = {first: "excused", second: "present"}
    record_meeting(branch, today, corrected, reason="typing", actor=world.actor("nam"))
    phone.find_network()
    phone.sent_all()
    assert _marks(branch) == corrected and due.states_of(sitting, branch) == {first: "excused", second: "present"}
    kinds = Entry.objects.filter(kind__regex=r"^(meetings|study)\.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["study.called", "meetings.held", "meetings.corrected", "study.attended"]
    assert Sending.objects.count() == 2


def _marks(branch: int) -> dict[int, str]:
    held = meeting_on(branch, clock.today())
    return states_of(held) if held else {}


def _sitting(world: World) -> Sitting:
    call = Call("study", document(world).pk, clock.today(), (world.places["commune"],))
    return call_sitting(world.places["commune"], call, actor=world.actor("nam"))


def test_what_waits_is_sent_for_its_own_account_alone_and_signing_out_forgets_it(phone: Phone, world: World) -> None:
    branch, today = world.places["branch"], clock.today()
    address = f"/meetings/{branch}/record/?on={today.isoformat()}"
    phone.sign_in(world)
    phone.open_to_keep(address)
    phone.lose_network()
    phone.tap_and_save("Vắng", waiting=1)
    phone.page.context.clear_cookies()
    phone.find_network()
    phone.page.wait_for_selector(f"{BAR}:has-text('đăng nhập lại để gửi')")
    phone.sign_in(world, "nam")
    phone.open_to_keep(address)
    assert phone.page.locator(f"{BAR} li").count() == 0 and not Meeting.objects.exists()
    phone.sign_in(world)
    phone.open_to_keep(address)
    phone.sent_all()
    assert _marks(branch)[world.people["binh"]] == "absent"
    _signed_out_with_an_act_that_waits(phone)
    assert Entry.objects.filter(kind__startswith="meetings.").count() == 1


def _signed_out_with_an_act_that_waits(phone: Phone) -> None:
    """The network is gone when the act is tapped, and there again for signing out alone."""
    page, asked = phone.page, []
    phone.lose_network()
    phone.tap_and_save("Có lý do", waiting=1)
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('cut')) }")
    phone.find_network()
    page.evaluate("() => document.querySelector(\"form[action$='/sign-out/'] button\").click()")
    page.wait_for_url("**/sign-in/")
    assert page.evaluate(FORGOTTEN)
    assert asked == ["Có điểm danh chưa gửi. Thoát thì phần chưa gửi mất. Vẫn thoát?"]
    assert not page.evaluate("localStorage.getItem('liemchinh-kept')")

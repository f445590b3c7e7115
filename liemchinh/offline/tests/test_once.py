"""Numbers that browsers make for kept acts: read, remembered for one account, forgotten; what the script and the browser are told."""

from datetime import timedelta
from uuid import uuid4

from liemchinh.cli.checks import offline
from liemchinh.journal import clock
from liemchinh.offline.forgetting import DAYS, forget
from liemchinh.offline.models import Sending
from liemchinh.offline.once import entry_of, read_sending, remember
from tests.world import PEOPLE


def test_a_number_is_remembered_for_its_account_until_it_is_forgotten(world):
    number, chi = uuid4(), world.actor("chi")
    assert [read_sending(text) for text in (str(number), "", None, "no number")] == [number, None, None, None]
    assert entry_of(None, chi) is None and entry_of(number, chi) is None
    assert [remember(number, 7, chi), remember(number, 8, chi), remember(None, 9, chi)] == [7, 8, 9]
    assert entry_of(number, chi) == 7
    with clock.at(clock.now() + timedelta(days=DAYS + 1)):
        forget()
    assert not Sending.objects.exists()


def test_the_script_is_told_where_to_go_and_the_browser_to_forget_at_signing_out(world):
    chi, address = world.client("chi"), f"/meetings/{world.places['branch']}/record/?on=2026-02-03"
    marks = {f"mark-{world.people[name]}": "present" for name in ("branch", "binh")}
    sent = {**marks, "seen": "0", "sending": str(uuid4())}
    first = chi.post(address, sent, headers={"X-Kept": "1"})
    assert (first.status_code, chi.post(address, sent, headers={"X-Kept": "1"})["X-There"]) == (204, first["X-There"])
    page = chi.get(address)
    assert page["Cache-Control"] == "no-store" and PEOPLE["binh"][0] in page.content.decode()
    assert f'data-account="{world.accounts["chi"].pk}"' in page.content.decode()
    assert chi.post("/sign-out/")["Clear-Site-Data"] == '"storage"'
    assert 'data-account=""' in chi.get("/sign-in/").content.decode()


def test_doctor_says_where_a_phone_cannot_keep_attendance(settings):
    found = []
    for address in ("", "http://chibo.example", "https://chibo.example"):
        settings.PUBLIC_ADDRESS, settings.HAS_TLS = address, address.startswith("https://")
        found += [(one.state, "không dùng được" in one.message, bool(one.remedy)) for one in offline()]
    assert found == [("know", False, True), ("know", True, True), ("good", False, False)]

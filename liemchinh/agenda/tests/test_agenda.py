"""One's own calendar; an address that other calendars read: days alone, taken back, limited."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from liemchinh.access.throttling import HOUR, LIMITS
from liemchinh.agenda.icalendar import Due, calendar_of
from liemchinh.agenda.models import Feed, Reminder
from liemchinh.agenda.recount import differences
from liemchinh.agenda.reminding import remind
from liemchinh.agenda.services import ask_for_reminder, close_feed, open_feed, stop_reminder
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.tasks.addressing import To
from liemchinh.web.discovery import waiting_for
from regulations.answers import Refused
from tests.granted_kind import KIND, open_one, registered
from tests.permissions_of_returns import asked_for_reminder, called, quantity
from tests.world import CONSOLE, World


def asked(world: World) -> str:
    """Something with a day waits for the secretary; its words."""
    called(world, [quantity(world, "commune")], To(world.places["commune"], ("branch",)), due=date(2026, 3, 20))
    return "Số buổi tuyên truyền"


def test_a_calendar_is_written_as_the_standard_asks() -> None:
    days = [Due(date(2026, 12, 31), "https://x.example/agenda/?month=2026-12#d-20261231")]
    text = calendar_of(
        "Liêm, Chính", "Có việc đến hạn; " + "ộ" * 40, days, key="7", made=datetime(2026, 3, 3, 1, 2, 3, tzinfo=UTC)
    )
    lines = text.split("\r\n")
    assert (
        lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""] and "\n" not in text.replace("\r\n", "")
    )
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    assert "X-WR-CALNAME:Liêm\\, Chính" in whole and f"SUMMARY:Có việc đến hạn\\; {'ộ' * 40}\r\n" in whole
    assert (
        "UID:20261231-7@liemchinh\r\nDTSTAMP:20260303T010203Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101"
        in whole
    )


@pytest.mark.django_db
def test_what_waits_stands_in_ones_own_month_and_nobody_elses(world: World) -> None:
    words = asked(world)
    page = world.client("chi").get(reverse("agenda:month"), {"month": "2026-03"}).content.decode()
    assert words in page and 'id="d-20260320"' in page
    assert words not in world.client("dung").get(reverse("agenda:month"), {"month": "2026-03"}).content.decode()
    april = world.client("chi").get(reverse("agenda:month"), {"month": "2026-04"}).content.decode()
    assert 'id="d-20260320"' not in april and "Lịch tháng 4 năm 2026" in april
    assert "Lịch tháng 3 năm 2026" in world.client("chi").get(reverse("agenda:month"), {"month": "99"}).content.decode()
    monday = date(2026, 3, 16)
    with clock.at(monday):
        due = [one.due_on for one in waiting_for(world.actor("chi"), monday) if one.due_on]
        week = sum(monday <= day <= date(2026, 3, 22) for day in due)
        assert week >= 1 and f"tuần này {week} việc đến hạn" in world.client("chi").get("/").content.decode()


@pytest.mark.django_db
def test_another_calendar_reads_days_and_nothing_else_until_the_address_is_taken_back(world: World) -> None:
    words = asked(world)
    page = world.client("chi").post(reverse("agenda:feed")).content.decode()
    found = re.search(r"/agenda/feed/([\w-]{43})\.ics", page)
    assert found and not Feed.objects.filter(secret_hash__contains=found[1]).exists()
    outside, address = Client(), found[0]
    told = outside.get(address)
    text = told.content.decode()
    days = {one.due_on for one in waiting_for(world.actor("chi"), date(2026, 3, 3)) if one.due_on}
    assert (
        told.status_code == 200
        and told["Content-Type"] == "text/calendar; charset=utf-8"
        and "no-store" in told["Cache-Control"]
    )
    assert (
        text.count("BEGIN:VEVENT") == len(days)
        and "DTSTART;VALUE=DATE:20260320" in text
        and "SUMMARY:Có việc đến hạn" in text
    )
    for secret in (words, "Hồ Lan Chi", "Trà Mây", "returns"):
        assert secret not in text.replace("\r\n ", "")
    assert found[0] not in world.client("chi").get(reverse("agenda:feed")).content.decode(), "shown once"
    second = open_feed(actor=world.actor("chi"))
    assert outside.get(address).status_code == 404, "a newer one ends it"
    close_feed(actor=world.actor("chi"))
    assert outside.get(reverse("agenda:read", args=[second])).status_code == 404
    for actor, code in ((world.actor("chi"), "agenda.none"), (CONSOLE, "access.in_person")):
        with pytest.raises(Refused) as refused:
            close_feed(actor=actor)
        assert [fault.code for fault in refused.value.refusals] == [code]
    kinds = Entry.objects.filter(kind__startswith="agenda.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["agenda.feed_opened", "agenda.feed_opened", "agenda.feed_closed"]
    assert list(differences()) == []


@pytest.mark.django_db
def test_what_a_second_factor_guards_gives_another_calendar_no_day(world: World) -> None:
    with registered():
        open_one(world)
        today = clock.today()
        guarded = {one.due_on for one in waiting_for(world.actor("khoa"), today) if one.kind == f"{KIND}.concluded"}
        assert len(guarded) == 1 and None not in guarded
        address = reverse("agenda:read", args=[open_feed(actor=world.actor("khoa"))])
        told = Client().get(address)
        assert told.status_code == 200 and "VEVENT" not in told.content.decode()
        month = world.client("khoa").get(reverse("agenda:month"), {"month": f"{max(filter(None, guarded)):%Y-%m}"})
        assert "Bước concluded" in month.content.decode(), "behind sign-in with it, it is there"


@pytest.mark.django_db
def test_a_closed_account_has_no_calendar_and_reading_is_limited(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    address = reverse("agenda:read", args=[open_feed(actor=world.actor("chi"))])
    world.accounts["chi"].is_active = False
    world.accounts["chi"].save()
    assert Client().get(address).status_code == 404
    monkeypatch.setitem(LIMITS, "feed", (2, HOUR))
    told = [Client().get(address) for _turn in range(3)]
    assert [one.status_code for one in told] == [404, 429, 429] and 0 < int(told[-1]["Retry-After"]) <= 3600


@pytest.mark.django_db
@override_settings(SENDS_MAIL=True, MAIL_DOMAIN="huyen.example", PUBLIC_ADDRESS="https://lc.example")
def test_at_most_one_message_a_week_says_that_something_is_due_and_nothing_of_what(world: World) -> None:
    words, chi = asked(world), world.actor("chi")
    called(
        world,
        [quantity(world, "commune", "Số cuộc họp")],
        To(world.places["commune"], ("branch",)),
        due=date(2026, 3, 6),
    )
    assert remind() == 0, "nobody asked for one"
    page = world.client("chi").post(reverse("agenda:remind"), {"on": "1"}, follow=True).content.decode()
    assert "Đã bật thư nhắc." in page and "Tắt thư nhắc" in page
    days = [date(2026, 3, 3) + timedelta(days=number) for number in range(22)]
    sent_on = []
    for day in days:
        with clock.at(day):
            sent_on += [day] * (remind() + remind())
    assert sent_on == days[::7]
    (first, *_others), names = mail.outbox, ("Hồ Lan Chi", "Trà Mây", "Gò Cát", words)
    assert first.to == ["chi@huyen.example"] and first.subject == "Liêm Chính: có việc đến hạn"
    assert "https://lc.example/agenda/" in first.body and not any(name in first.body for name in names)
    with clock.at(days[-1] + timedelta(days=1)):
        stop_reminder(actor=chi)
        ask_for_reminder(actor=chi)
        assert remind() == 0, "asked anew, the week is not shorter"
    with clock.at(days[-1] + timedelta(days=7)):
        stop_reminder(actor=chi)
        assert remind() == 0
    assert [row.cancelled_by is None for row in Reminder.objects.order_by("pk")] == [False, False]
    assert list(differences()) == []


@pytest.mark.django_db
def test_without_a_mail_server_there_is_no_message_and_a_guarded_day_or_none_sends_nothing(world: World) -> None:
    khoa, lan = world.actor("khoa"), world.actor("lan")
    with pytest.raises(Refused) as refused:
        ask_for_reminder(actor=lan)
    assert [fault.code for fault in refused.value.refusals] == ["agenda.no-mail"]
    assert "thư nhắc" not in world.client("lan").get(reverse("agenda:feed")).content.decode()
    with override_settings(SENDS_MAIL=True, MAIL_DOMAIN="huyen.example", PUBLIC_ADDRESS="https://lc.example"):
        asked_for_reminder(khoa)
        asked_for_reminder(lan)
        with pytest.raises(Refused) as refused:
            ask_for_reminder(actor=lan)
        assert [fault.code for fault in refused.value.refusals] == ["agenda.reminded"]
        with registered():
            open_one(world)
            assert "Bước concluded" in world.client("khoa").get("/").content.decode() and remind() == 0
    assert mail.outbox == [] and remind() == 0
    kinds = (
        Entry.objects.filter(kind="agenda.reminder_asked").count(),
        Entry.objects.filter(kind="agenda.reminder_stopped").count(),
    )
    assert kinds == (2, 0)

"""What the public process keeps, hands over, and forgets; and what it keeps in memory alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from liemchinh.envelopes import exchange
from liemchinh.envelopes.seals import Unreadable
from liemchinh.envelopes.tests.examples import reply
from liemchinh.journal import clock
from liemchinh.public import channel, packing
from liemchinh.public.counting import count_rating
from liemchinh.public.exchanging import exchange_once
from liemchinh.public.keeping import MOST_MESSAGES, Full, found, keep_message
from liemchinh.public.limits import LIMITS, Limits
from liemchinh.public.logs import PlacesOnly
from liemchinh.public.site import Site, site
from liemchinh.public.tests.site import OFFICE_SEED, Public
from liemchinh.public.tests.test_pages import reported
from liemchinh.public.tokens import FORM_SECONDS, HELD_SECONDS, Tokens

NOON = datetime(2026, 11, 29, 12, tzinfo=clock.LOCAL)
# Columns of the public database that hold words in clear: codes, days, keys' names, numbers. Everything of a person is a BLOB, sealed.
CLEAR = {
    "fact.name", "report.id", "report.office", "report.on_day", "report.wraps", "report.custodian", "message.report", "message.on_day",
    "file.report", "suggestion.id", "suggestion.office", "suggestion.on_day", "suggestion.wraps", "rating.office", "rating.month",
    "rating.how", "rating.reason", "spent.office",
}  # fmt: skip


def columns(public: Public, kind: str) -> set[str]:
    """The columns of a kind."""
    with public.site.store.reading() as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [(table, row) for table in tables for row in database.execute(f"PRAGMA table_info({table})")]
    return {f"{table}.{row['name']}" for table, row in rows if row["type"] == kind}


def test_no_column_in_clear_holds_words_of_a_citizen(public: Public) -> None:
    assert columns(public, "TEXT") == CLEAR
    assert {"report.body", "report.identity", "message.body", "suggestion.body", "file.key", "file.sealed"} <= columns(
        public, "BLOB"
    )


def test_a_day_is_kept_and_no_hour(public: Public, citizen: Client) -> None:
    reported(citizen, public)
    with public.site.store.reading() as database:
        days = [row[0] for row in database.execute("SELECT on_day FROM report")]
    assert all(len(day) == 10 for day in days) and len(days) == 2


def test_killed_between_the_packet_and_its_file_nothing_is_lost_or_sent_twice(
    public: Public, citizen: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported(citizen, public)
    with monkeypatch.context() as killed, pytest.raises(OSError, match="killed"):
        killed.setattr(packing, "put", lambda *given: (_ for _ in ()).throw(OSError("killed")))
        public.site.exchange()
    assert exchange.packets(public.folder) == []
    again = public.packets()
    assert [(packet.number, len(packet.reports)) for packet in again] == [(1, 1)]
    # A file that was taken away before the office said so is put there again, the same.
    before = exchange.packets(public.folder)[0].read_bytes()
    exchange.packets(public.folder)[0].unlink()
    assert public.packets() == again and exchange.packets(public.folder)[0].read_bytes() == before


def test_a_packet_goes_when_the_office_has_it_and_the_next_has_the_next_number(public: Public, citizen: Client) -> None:
    reported(citizen, public)
    assert [packet.number for packet in public.packets()] == [1]
    public.say(received=1)
    assert public.packets() == []
    reported(citizen, public)
    assert [packet.number for packet in public.packets()] == [2]


def test_a_report_that_is_gone_leaves_nothing_but_what_stands_for_wrong_receipts(
    public: Public, citizen: Client
) -> None:
    reported(citizen, public)
    (told,) = public.packets()[0].reports
    store = public.site.store

    def lying() -> bytes:
        return b"".join(path.read_bytes() for path in store.path.parent.glob("public.sqlite3*"))

    assert told.body[:64] in lying()
    public.say(received=1, gone=[told.id])
    assert told.body[:64] not in lying() and told.id.encode() not in lying()
    nowhere = public.site.nowhere
    assert found(store, bytes(32), nowhere.lookup).office == ""


def test_only_the_office_that_was_first_believed_is_heard(public: Public) -> None:
    other = replace(public.channel.description, serial=99, site="Nơi khác")
    exchange.write_description(public.folder, other, b"x" * 32)
    with pytest.raises(Unreadable):
        public.site.exchange()
    assert public.site.channel and public.site.channel.description.site == "Tỉnh Đông Hải"
    exchange_once(public.site)
    assert b"somebody else" in (public.site.store.fact("trouble") or b"")
    public.say()
    exchange_once(public.site)
    assert public.site.store.fact("trouble") == b""


def test_an_older_description_is_not_taken_again(public: Public) -> None:
    old = public.channel.description
    public.say(site="Tên mới")
    exchange.write_description(public.folder, old, OFFICE_SEED)
    public.site.exchange()
    assert public.site.channel and public.site.channel.description.site == "Tên mới"


def test_a_description_that_names_a_key_nobody_sent_is_refused_whole(public: Public) -> None:
    office = replace(public.channel.office, custodian="f" * 32)
    told = replace(public.channel.description, serial=50, offices=[office])
    assert channel.broken(told) == [f"{office.code}: no key {'f' * 32}"]
    exchange.write_description(public.folder, told, OFFICE_SEED)
    with pytest.raises(Unreadable, match="no key"):
        public.site.exchange()


def test_after_a_restart_the_site_knows_what_it_knew(public: Public, citizen: Client) -> None:
    receipt = reported(citizen, public)
    again = Site(public.site.data, public.folder)
    assert again.channel == public.site.channel and again.nowhere == public.site.nowhere
    assert again.keys_of(receipt) == public.site.keys_of(receipt)
    again.store.close()
    assert site() is public.site


def test_a_reply_that_does_not_open_hides_nothing_else(public: Public, citizen: Client) -> None:
    receipt = reported(citizen, public)
    (told,) = public.packets()[0].reports
    public.say(replies=[reply(told.id, 1, b"broken")], received=1)
    token = public.site.tokens.give()
    page = citizen.post("/receipt/", {"token": token, "receipt": receipt}).content.decode()
    assert "Hẹn ba lần không trả." in page


def test_a_report_takes_so_many_messages_and_no_more(public: Public, citizen: Client) -> None:
    reported(citizen, public)
    (told,) = public.packets()[0].reports
    for number in range(1, MOST_MESSAGES + 1):
        assert keep_message(public.site.store, told.id, NOON.date(), b"x", []) == number
    with pytest.raises(Full):
        keep_message(public.site.store, told.id, NOON.date(), b"x", [])


def test_a_slip_of_one_office_is_unknown_at_another(public: Public) -> None:
    other = replace(public.channel.office, code="other", slip_key=b"z" * 32)
    slip, store = public.channel.slips[0], public.site.store
    assert count_rating(store, other, slip, "2026-11", "satisfied", []) == "unknown"
    assert count_rating(store, public.channel.office, slip, "2026-11", "satisfied", []) == "counted"
    assert count_rating(store, public.channel.office, slip, "2026-11", "neutral", []) == "already"


# In memory alone


def test_a_token_is_spent_once_and_grows_old() -> None:
    tokens = Tokens()
    with clock.at(NOON):
        token, late = tokens.give(), tokens.give()
        assert [tokens.spend(token), tokens.spend(token)] == [True, False]
        assert Tokens().spend(late) is False
    with clock.at(NOON + timedelta(seconds=FORM_SECONDS + 1)):
        assert tokens.spend(late) is False
        assert tokens.spend(token) is False


def test_what_a_form_carries_opens_for_an_hour_and_at_this_process_alone() -> None:
    tokens = Tokens()
    with clock.at(NOON):
        held = tokens.seal(b"keys")
        assert tokens.opened(held) == b"keys" and Tokens().opened(held) is None
        assert tokens.spend(held) is False and b"keys" not in held.encode()
    with clock.at(NOON + timedelta(seconds=HELD_SECONDS + 1)):
        assert tokens.opened(held) is None


def test_an_address_is_kept_as_a_hash_whose_key_goes_with_the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "report", 2)
    limits = Limits()
    with clock.at(NOON):
        assert [limits.take("report", "10.0.0.1") for _ in range(3)] == [True, True, False]
        assert limits.take("report", "10.0.0.2") and limits.take("receipt", "10.0.0.1")
        before, kept = limits._key, set(limits._sent)
        assert b"10.0.0.1" not in b"".join(kept)
    with clock.at(NOON + timedelta(hours=1)):
        assert limits.take("report", "10.0.0.1")
        assert limits._key != before and not kept & set(limits._sent)


def test_the_log_says_where_and_never_what() -> None:
    import logging

    secret = "lời của người dân"
    try:
        raise ValueError(secret)
    except ValueError as error:
        record = logging.getLogger("x").makeRecord(
            "x", logging.ERROR, __file__, 1, "at %s", (secret,), (type(error), error, error.__traceback__)
        )
    told = PlacesOnly().format(record)
    assert "ValueError" in told and Path(__file__).name in told and secret not in told
    assert secret in logging.Formatter().format(record)

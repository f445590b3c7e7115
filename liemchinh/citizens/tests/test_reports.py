"""A report from the phone to its destruction: who opens it, who never does, what two decide, what remains of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from liemchinh.access.granting import revoke_role
from liemchinh.access.models import Recovery, RoleGrant
from liemchinh.access.recovery import confirm_recovery, start_recovery
from liemchinh.citizens import answering, deciding, destroying, exchange, identities, keys, reading
from liemchinh.citizens.models import Attachment, Decision, IdentityRequest, Message, Report, Wrap
from liemchinh.citizens.tests import sending
from liemchinh.citizens.tests.sending import PHRASES, arrived, office, packet
from liemchinh.envelopes.exchanged import Packet
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.letters.models import Letter
from liemchinh.members.posting import Seat, take_post
from regulations.answers import Refused
from regulations.catalogue import reportable
from tests.world import World

pytestmark = pytest.mark.django_db
MARKER = "DẤU-VẾT-7731 người dân kể"
OTHER = "second-at-district"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: Any) -> None:
    sending.quick(monkeypatch)


def refused(call: Any) -> set[str]:
    with pytest.raises(Refused) as found:
        call()
    return {one.code for one in found.value.refusals}


def opens(world: World, report: Report, name: str, secret: str = "") -> reading.Opened:
    return reading.open_report(report.pk, secret or PHRASES[name], actor=world.actor(name))


def test_its_readers_open_it_by_their_phrase_the_reading_kept_first(world: World) -> None:
    report = arrived(world, MARKER)
    assert opens(world, report, "khoa").body.text == MARKER == opens(world, report, OTHER).body.text
    read = Reading.objects.filter(object_kind=reading.READING, object_id=report.pk)
    assert set(read.values_list("account_id", flat=True)) == {world.accounts[name].pk for name in ("khoa", OTHER)}
    assert refused(lambda: opens(world, report, "khoa", "một câu khác hẳn dài dài")) == {"citizens.phrase"}


def test_nobody_else_opens_it_and_an_administrators_reset_opens_nothing(world: World) -> None:
    report = arrived(world, MARKER)
    for name in (
        "an",
        "oanh",
        "quan",
        "giang",
        "nam",
        "chi",
        "dung",
        "hien",
        "at-province",
        "console",
        "console as an",
    ):
        actor = world.actor(name)
        assert refused(lambda actor=actor: reading.open_report(report.pk, PHRASES["khoa"], actor=actor)) == {
            "citizens.not-open"
        }
    start_recovery(world.accounts["khoa"], actor=world.actor("an"))
    confirm_recovery(Recovery.objects.get(account=world.accounts["khoa"]), actor=world.actor("quan"))
    assert refused(lambda: opens(world, report, "khoa", "mật khẩu mới do quản trị đặt")) == {"citizens.phrase"}


def test_whoever_became_concerned_reads_no_more_and_the_report_goes_on(world: World) -> None:
    report = arrived(world, MARKER)
    grant = RoleGrant.objects.get(account__username="khoa", role="inspection_officer", cancelled_by=None)
    world.accounts["khoa"].person_id = world.people["binh"]
    world.accounts["khoa"].save()
    take_post(
        Seat(world.people["binh"], world.places["commune"], "bí thư", clock.today()), actor=world.actor("console")
    )
    assert refused(lambda: opens(world, report, "khoa")) == {"citizens.not-open"}
    assert opens(world, report, OTHER).body.text == MARKER
    revoke_role(grant, actor=world.actor("an"))
    assert refused(lambda: opens(world, report, "khoa")) == {"citizens.not-open"}


def test_an_opening_that_is_refused_passes_the_report_to_the_next_level(world: World) -> None:
    report = arrived(world, MARKER)
    sending.province_reads(world)
    world.accounts["khoa"].person_id = world.people["binh"]
    world.accounts["khoa"].save()
    take_post(
        Seat(world.people["binh"], world.places["commune"], "bí thư", clock.today()), actor=world.actor("console")
    )
    assert refused(lambda: opens(world, report, "khoa")) == {"citizens.not-open"}
    report.refresh_from_db()
    assert report.level_id == world.places["province"]
    assert opens(world, report, "lan").body.text == MARKER == opens(world, report, "giang").body.text
    assert refused(lambda: opens(world, report, OTHER)) == {"citizens.not-open"}
    assert Entry.objects.filter(kind="citizens.report_passed_on").count() == 1


def test_replies_and_messages_go_both_ways_sealed(world: World) -> None:
    report = arrived(world)
    assert refused(lambda: answering.reply_to(report.pk, "asked", "Việc ấy ngày nào?", actor=world.actor("khoa"))) == {
        "citizens.unread"
    }
    opens(world, report, "khoa")
    answering.reply_to(report.pk, "asked", "Việc ấy ngày nào?", actor=world.actor("khoa"))
    exchange.take_packet(packet(messages=[sending.sent_message(report, "Sáng thứ hai")]), sending.SIGNER)
    told = opens(world, report, "khoa").told
    assert [(one.is_reply, one.text) for one in told] == [
        (True, ""),
        (True, "Việc ấy ngày nào?"),
        (False, "Sáng thứ hai"),
    ]
    replies = sending.described().replies
    assert [one.number for one in replies] == [1, 2] and Message.objects.count() == 3
    faults = refused(lambda: answering.reply_to(report.pk, "passed_on", "x" * 4001, actor=world.actor("khoa")))
    assert faults == {"citizens.state", "citizens.text"}


def test_two_make_it_a_letter_and_no_word_of_the_reporter_goes_over(world: World) -> None:
    report, items = arrived(world, MARKER), list(reportable())[:2]
    for name in ("khoa", OTHER):
        opens(world, report, name)
    khoa, other = world.actor("khoa"), world.actor(OTHER)
    assert refused(lambda: deciding.state_decision(report.pk, "matter", "outside", [], actor=khoa)) == {
        "citizens.ground",
        "citizens.items",
    }
    deciding.state_decision(report.pk, "matter", "checkable", items, actor=khoa)
    assert refused(lambda: deciding.vouch_for_decision(report.pk, actor=khoa)) == {"citizens.by-two"}
    letter = deciding.vouch_for_decision(report.pk, actor=other)
    assert letter is not None and (letter.way, letter.kind, letter.is_anonymous) == ("page", "report", True)
    decision = Decision.objects.get(report=report, cancelled_by=None)
    assert (decision.items.split(), decision.letter) == (sorted(items), letter)
    assert Letter.objects.count() == 1 and MARKER not in "".join(str(entry.payload) for entry in Entry.objects.all())
    report.refresh_from_db()
    assert report.state == "passed_on" and refused(lambda: deciding.vouch_for_decision(report.pk, actor=other))
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {
        "citizens.decision_stated",
        "citizens.decision_vouched",
        "citizens.replied",
        "citizens.packet_taken",
    } <= kinds


def test_what_is_outside_the_catalogue_is_destroyed_within_seven_days(world: World) -> None:
    report = arrived(world, MARKER, name="Võ Văn Kể")
    for name in ("khoa", OTHER):
        opens(world, report, name)
    deciding.state_decision(report.pk, "not_handled", "outside", actor=world.actor("khoa"))
    assert deciding.vouch_for_decision(report.pk, actor=world.actor(OTHER)) is None
    with clock.at(clock.today() + timedelta(days=6)):
        destroying.forget()
        assert Wrap.objects.filter(report=report).count() == 2
    with clock.at(clock.today() + timedelta(days=7)):
        destroying.forget()
        report.refresh_from_db()
        assert (report.body, report.identity, report.destroyed_on) == (None, None, clock.today())
        assert not Wrap.objects.exists() and not Message.objects.exists() and not Attachment.objects.exists()
        assert sending.described().gone == [report.uid] and sending.described().replies == []
        assert Entry.objects.filter(kind="citizens.destroyed").count() == 1
    assert refused(lambda: opens(world, report, "khoa")) == {"citizens.not-open"}


def test_the_custodian_alone_gives_the_name_to_one_who_asked_with_both_reasons(world: World) -> None:
    report = arrived(world, MARKER, name="Võ Văn Kể")
    for name in ("khoa", OTHER):
        opens(world, report, name)
    identities.ask_for_identity(report.pk, "verify", actor=world.actor("khoa"))
    asked = IdentityRequest.objects.get(report=report)
    keeper = world.actor("at-province")
    assert refused(
        lambda: identities.give_identity(asked.pk, "needed", PHRASES["khoa"], actor=world.actor("khoa"))
    ) == {"citizens.not-open"}
    assert refused(lambda: identities.give_identity(asked.pk, "wish", PHRASES["at-province"], actor=keeper)) == {
        "citizens.reason"
    }
    identities.give_identity(asked.pk, "needed", PHRASES["at-province"], actor=keeper)
    assert identities.open_given(asked.pk, PHRASES["khoa"], actor=world.actor("khoa")).name == "Võ Văn Kể"
    assert refused(lambda: identities.open_given(asked.pk, PHRASES[OTHER], actor=world.actor(OTHER))) == {
        "citizens.not-open"
    }
    assert refused(lambda: reading.open_report(report.pk, PHRASES["at-province"], actor=keeper)) == {
        "citizens.not-open"
    }
    told = {
        entry.kind: str(bytes(entry.payload)) for entry in Entry.objects.filter(kind__startswith="citizens.identity")
    }
    assert "verify" in told["citizens.identity_asked"] and "needed" in told["citizens.identity_given"]
    assert Reading.objects.filter(object_kind=identities.READING, object_id=report.pk).count() == 1


def test_a_packet_is_taken_whole_once_and_in_order(world: World) -> None:
    sent = sending.sent_report(MARKER, office(world))
    first = packet([sent])
    assert exchange.take_packet(first, sending.SIGNER) and not exchange.take_packet(first, sending.SIGNER)
    later = Packet(9, clock.today(), [sent], [], [], [], {})
    assert not exchange.take_packet(later, sending.SIGNER) and Report.objects.count() == 1


def test_of_whom_a_report_names_nothing_stands_anywhere_in_clear(world: World) -> None:
    take_post(
        Seat(world.people["binh"], world.places["commune"], "chủ tịch", clock.today()), actor=world.actor("console")
    )
    office(world)
    report = arrived(world, MARKER, option="chu-tich")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizens_report")
        assert "chu-tich" not in str(cursor.fetchall())
    assert opens(world, report, "khoa").body.concerned == "chu-tich"


def test_keys_are_ended_and_renewed_by_their_holder(world: World) -> None:
    report = arrived(world, MARKER)
    key = sending.accepted_key(world, "khoa")
    card = keys.renew_key(key.pk, PHRASES["khoa"], "một câu mở hoàn toàn khác trước", actor=world.actor("khoa"))
    assert opens(world, report, "khoa", card).body.text == MARKER
    keys.end_key(key.pk, actor=world.actor("an"))
    assert key.mark not in sending.described().recipients
    kinds = set(Entry.objects.filter(kind__startswith="citizens.key").values_list("kind", flat=True))
    assert kinds == {"citizens.key_made", "citizens.key_accepted", "citizens.key_ended", "citizens.key_renewed"}

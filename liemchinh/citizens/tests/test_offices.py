"""Pages of offices, slips, months that end, what is published, and the whole exchange of files between the two sides."""

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import segno

from liemchinh.citizens import (
    answering,
    deciding,
    destroying,
    exchange,
    offices,
    publishing,
    ratings,
    reading,
    receiving,
    recount_reports,
    suggestions,
)
from liemchinh.citizens.changed import changes
from liemchinh.citizens.exchange import Came, exchange_files, take_packet, take_packets, write_description
from liemchinh.citizens.models import (
    Decision,
    Exchanged,
    Office,
    Publication,
    Rating,
    Recipient,
    Report,
    Slip,
    SlipBatch,
    Suggestion,
    SuggestionWrap,
    Tally,
)
from liemchinh.citizens.queries import keys_at
from liemchinh.citizens.tests import sending
from liemchinh.citizens.tests.sending import OUTSIDE, PHRASES, packet
from liemchinh.envelopes import exchange as files
from liemchinh.envelopes.exchanged import RatingCount
from liemchinh.envelopes.slips import slip_hash
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
MONTH, NEXT = "2026-03", date(2026, 4, 1)


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: Any, settings: Any, tmp_path: Path) -> None:
    sending.quick(monkeypatch)
    settings.EXCHANGE = tmp_path / "exchange"


def refused(call: Any) -> set[str]:
    with pytest.raises(Refused) as found:
        call()
    return {one.code for one in found.value.refusals}


def test_slips_are_kept_as_hashes_alone_and_each_goes_when_it_is_used(world: World) -> None:
    row = sending.office(world)
    batch, codes = offices.print_slips(row.organisation_id, 20, actor=world.actor("nam"))
    assert (SlipBatch.objects.get().pk, batch.number, len(set(codes))) == (batch.pk, 1, 20)
    marks = [slip_hash(code, bytes(row.slip_key)) for code in codes]
    page = sending.described().offices[0]
    assert page.slips == sorted(marks)
    sending.take(packet(ratings=[RatingCount(row.code, MONTH, True, "satisfied", "", 1)], spent={row.code: marks[:1]}))
    assert Slip.objects.count() == 19
    kinds = set(Entry.objects.filter(kind__startswith="citizens.").values_list("kind", flat=True))
    assert {"citizens.slips_printed", "citizens.office_opened"} <= kinds
    assert refused(lambda: offices.print_slips(row.organisation_id, 1001, actor=world.actor("nam"))) == {
        "citizens.slips"
    }


def test_a_month_becomes_one_count_when_it_is_over_and_no_entry_tells_the_hour(world: World) -> None:
    row = sending.office(world)
    for _turn in range(3):
        sending.take(packet(ratings=[
            RatingCount(row.code, MONTH, True, "satisfied", "", 2), RatingCount(row.code, MONTH, True, "not_satisfied", "", 1),
            RatingCount(row.code, MONTH, True, "not_satisfied", "late", 1), RatingCount(row.code, MONTH, False, "neutral", "", 1),
        ]))  # fmt: skip
    receiving.close_months()
    assert Rating.objects.count() == 0 and Tally.objects.count() == 4
    with clock.at(NEXT):
        receiving.close_months()
        receiving.close_months()
    told = {one.way: (one.satisfied, one.neutral, one.not_satisfied, one.last) for one in Rating.objects.all()}
    assert told == {"slip": (6, 0, 3, date(2026, 3, 31)), "open": (0, 3, 0, date(2026, 3, 31))}
    assert Entry.objects.filter(kind="citizens.rated").count() == 2 and Tally.objects.count() == 0


def test_what_was_changed_is_published_and_small_counts_are_hidden(world: World) -> None:
    row = sending.office(world)
    first, last = clock.today() - timedelta(days=60), clock.today() - timedelta(days=1)
    publishing.publish(row.organisation_id, first, last, "Mở cửa từ 7 giờ.\n\nThêm ghế chờ.", actor=world.actor("nam"))
    [told] = publishing.published_of(row)
    assert (told.changed, told.reports, told.suggestions) == (["Mở cửa từ 7 giờ.", "Thêm ghế chờ."], None, None)
    in_the_box = ratings.Counted(row.organisation_id, first, last, ratings.Answers(3, 0, 0), "4-TH/UB", last, 5)
    ratings.record_papers([in_the_box], actor=world.actor("nam"))
    assert publishing.published_of(row)[0].suggestions == 5, (
        "what lies in the box counts as what comes through the page"
    )
    assert Publication.objects.count() == 1 and Entry.objects.filter(kind="citizens.published").count() == 1

    def wrong() -> object:
        return publishing.publish(row.organisation_id, clock.today(), first, "x" * 501, actor=world.actor("nam"))

    assert refused(wrong) == {"citizens.period", "citizens.changed"}
    assert refused(lambda: publishing.publish(row.organisation_id, first, clock.today(), "", actor=world.actor("nam"))) == {
        "citizens.not-over", "citizens.shared-days",
    }  # fmt: skip


def test_a_page_is_closed_and_takes_nothing_more(world: World) -> None:
    row = sending.office(world)
    offices.print_slips(row.organisation_id, 3, actor=world.actor("nam"))
    offices.close_office(row.organisation_id, actor=world.actor("nam"))
    assert Slip.objects.count() == 0 and not sending.described().offices[0].open
    assert Entry.objects.filter(kind="citizens.office_closed").count() == 1
    assert refused(lambda: offices.close_office(row.organisation_id, actor=world.actor("nam"))) == {"citizens.no-page"}
    again = offices.open_office(row.organisation_id, OUTSIDE, actor=world.actor("nam"))
    assert again.code != row.code and Office.objects.count() == 2


def test_the_description_holds_public_keys_and_words_and_no_persons_name(world: World) -> None:
    row = sending.office(world)
    told = sending.described()
    [page] = told.offices
    assert page.routes[""] and set(page.routes[""]) <= set(told.recipients) and page.custodian in told.recipients
    assert (page.code, page.outside, page.open, page.answer_days) == (row.code, OUTSIDE, True, 90)
    assert not any(one.display_name in str(told) for one in world.accounts.values())


def test_with_one_reader_left_the_page_refuses_and_says_where_else_to_go(world: World) -> None:
    sending.office(world)
    Recipient.objects.filter(account__username="khoa").update(cancelled_by=1)
    [page] = sending.described().offices
    assert page.routes[""] == [] and page.outside == OUTSIDE


def test_suggestions_are_read_by_the_phrase_and_go_ninety_days_later(world: World) -> None:
    sent = sending.sent_suggestion("Xin thêm ghế chờ", sending.office(world))
    sending.take(packet(suggestions=[sent]))
    row = Suggestion.objects.get()
    read = suggestions.open_suggestion(row.pk, PHRASES["khoa"], actor=world.actor("khoa"))
    assert read.text == "Xin thêm ghế chờ" and SuggestionWrap.objects.count() == 2
    assert refused(lambda: suggestions.open_suggestion(row.pk, PHRASES["khoa"], actor=world.actor("nam"))) == {
        "citizens.not-open"
    }
    with clock.at(clock.today() + timedelta(days=90)):
        destroying.forget()
    row.refresh_from_db()
    assert row.body is None and SuggestionWrap.objects.count() == 0


def test_files_go_both_ways_and_what_is_signed_by_another_or_out_of_order_stays(world: World, settings: Any) -> None:
    row, folder, seed = sending.office(world), settings.EXCHANGE, b"p" * 32
    exchange_files()
    told, _signer = files.read_description(folder / "in" / "description.json", None)
    assert told.serial == 1 and told.offices[0].code == row.code
    files.write_packet(folder, packet([sending.sent_report("một", row)]), seed)
    assert (take_packets(folder), take_packets(folder)) == (Came(1), Came(0))
    files.write_packet(folder, packet([sending.sent_report("hai", row)]), b"q" * 32)
    assert take_packets(folder) == Came(0, "Tệp packet-00000002.json không đọc được, hoặc do người khác ký.")
    state = Exchanged.objects.get()
    assert (state.received, bytes(state.trusted or b"")) == (1, files.public_signer(seed))
    files.write_packet(folder, packet([sending.sent_report("hai", row)]), seed)
    assert take_packets(folder) == Came(1)
    path = write_description(folder)
    assert files.read_description(path, None)[0].received == 2 and take_packet is exchange.take_packet
    assert [one.kind for one in keys_at(world.places["district"])] == ["Đọc tin báo", "Đọc tin báo"]


def test_a_packet_that_nobody_here_can_open_stays_and_stops_nothing_else(world: World, settings: Any) -> None:
    row, folder = sending.office(world), settings.EXCHANGE
    sent = sending.sent_report("không ai mở được", row)
    files.write_packet(folder, packet([replace(sent, wraps={"f" * 32: b"x"})]), b"p" * 32)
    came = exchange_files()
    assert came == Came(0, "Gói số 1 có tin báo không ai ở đây mở được, hoặc câu trả lời ngoài danh sách.")
    assert Report.objects.count() == 0 and files.packets(folder) and Exchanged.objects.get().serial == 1
    page = world.client("quan").post("/citizens/exchange/", follow=True).content.decode()
    assert came.waits in page


def test_without_any_page_there_is_nothing_to_exchange(world: World, settings: Any) -> None:
    assert exchange_files() is None and not settings.EXCHANGE.exists()


def test_each_printed_slip_bears_the_qr_code_that_opens_the_question_with_its_code(world: World, settings: Any) -> None:
    row, nam = sending.office(world), world.client("nam")
    address = f"/citizens/at/{row.organisation_id}/slips/"
    settings.CITIZENS_ADDRESS = "https://y-kien.example.vn"
    page = nam.post(address, {"count": 3}).content.decode()
    codes = re.findall(r"<code>([0-9A-Z-]{14})</code>", page)
    asked = f"https://y-kien.example.vn/o/{row.code}/rate/?slip="
    wanted = [segno.make(asked + code, error="m").svg_data_uri(scale=4, border=2) for code in codes]
    assert len(codes) == 3 and [html.unescape(one) for one in re.findall(r'<img src="([^"]+)"', page)] == wanted
    marks = set(Slip.objects.values_list("mark", flat=True))
    assert {slip_hash(code, bytes(row.slip_key)) for code in codes} <= {bytes(mark) for mark in marks}
    settings.CITIZENS_ADDRESS = ""
    page = nam.post(address, {"count": 2}).content.decode()
    assert "<img src" not in page and page.count(f"Mở trang {row.code} trên địa chỉ dán tại quầy") == 2


def test_the_page_of_an_office_shows_its_address_and_the_qr_code_that_leads_there(world: World, settings: Any) -> None:
    row, nam = sending.office(world), world.client("nam")
    address = f"/citizens/at/{row.organisation_id}/page/"
    assert "chưa đặt địa chỉ của trang công khai" in nam.get(address).content.decode()
    settings.CITIZENS_ADDRESS = "https://y-kien.example.vn"
    page = html.unescape(nam.get(address).content.decode())
    there = f"https://y-kien.example.vn/o/{row.code}/"
    assert f'src="{segno.make(there, error="m").svg_data_uri(scale=4, border=2)}"' in page
    assert f'href="{there}"' in page and f'href="{there}paper/"' in page


def test_what_another_reader_did_stands_on_home_by_its_number_and_only_for_readers(world: World) -> None:
    report, began = sending.arrived(world), clock.now()
    reading.open_report(report.pk, PHRASES["khoa"], actor=world.actor("khoa"))
    answering.reply_to(report.pk, "considering", "", actor=world.actor("khoa"))
    [told] = changes(world.actor("second-at-district"), began)
    assert told.url == f"/citizens/reports/{report.pk}/" and "xã" not in told.sentence
    assert changes(world.actor("khoa"), began) == changes(world.actor("nam"), began) == []


def test_a_page_slip_publication_key_or_decision_changed_behind_the_book_is_named(world: World) -> None:
    report, nam = sending.arrived(world), world.actor("nam")
    row = report.office
    offices.print_slips(row.organisation_id, 3, actor=nam)
    before = clock.today() - timedelta(days=1)
    publishing.publish(row.organisation_id, before, before, "Thêm ghế.", actor=nam)
    reading.open_report(report.pk, PHRASES["khoa"], actor=world.actor("khoa"))
    deciding.state_decision(report.pk, "not_handled", "outside", actor=world.actor("khoa"))
    assert list(recount_reports.differences()) == []
    Office.objects.update(outside="x")
    SlipBatch.objects.update(count=4)
    Publication.objects.update(changed="")
    Decision.objects.update(ground="handled")
    Report.objects.update(state="answered")
    Recipient.objects.filter(kind="reader").update(vouched_by=None, accepted_on=None)
    found = list(recount_reports.differences())
    assert len(found) == 5 + Recipient.objects.filter(kind="reader").count(), found

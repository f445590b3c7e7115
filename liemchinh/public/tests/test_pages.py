"""A citizen rates, suggests, reports, and comes back with the receipt."""

import html
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from liemchinh.envelopes.exchanged import RatingCount
from liemchinh.envelopes.files import LARGEST, open_file
from liemchinh.envelopes.recipients import fingerprint
from liemchinh.envelopes.reports import (
    Body,
    Identity,
    Message,
    Reply,
    Suggestion,
    open_body,
    open_identity,
    open_message,
    open_suggestion,
    seal_reply,
)  # fmt: skip
from liemchinh.envelopes.seals import Unreadable, unwrap
from liemchinh.envelopes.slips import SLIP, rating_path
from liemchinh.envelopes.tests.examples import reply
from liemchinh.journal import clock
from liemchinh.public.limits import LIMITS, QUOTAS
from liemchinh.public.tests.site import Public

PDF = b"%PDF-1.7 " + b"x" * 3000
TOLD = {
    "kind": "office.files_delayed", "concerned": "-", "who": "Ông Lâm, một cửa", "happened": "Sáng 12/11/2026",
    "text": "Hẹn ba lần không trả.",
}  # fmt: skip


def hidden(client: Client, address: str) -> str:
    """The token of the form that stands there."""
    return token_of(client.get(address).content.decode())


def token_of(page: str) -> str:
    """The token in a page."""
    return re.findall(r'name="token" value="([^"]+)"', page)[0]


def sent(client: Client, address: str, **data: Any) -> Any:
    """The answer to a form filled in and sent."""
    return client.post(address, {"token": hidden(client, address), **data})


def reported(client: Client, public: Public, **changes: Any) -> str:
    """The receipt of a report."""
    page = sent(client, f"{public.home}report/", **TOLD | changes).content.decode()
    found = re.search(r'id="receipt">(.*?)</p>', page, re.S)
    assert found, re.sub(r"<[^>]+>|\s+", " ", page)[:3000]
    return " ".join(re.findall(r"\d{4}", found[1]))


def texts(answer: Any) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_page_says_what_can_be_done_and_leads_to_it(public: Public, citizen: Client) -> None:
    assert "UBND xã Đông Hải" in texts(citizen.get("/"))
    page = texts(citizen.get(public.home))
    for said in (
        "Cơ quan đã phục vụ tôi thế nào",
        "Góp ý",
        "Phản ánh sai phạm của cán bộ",
        "Thêm một quầy nhận hồ sơ.",
        "Phiếu giấy",
    ):
        assert said in page
    assert citizen.get("/o/nothing/").status_code == 404


def test_the_qr_code_of_a_slip_brings_its_code_along_and_an_address_brings_nothing_else(
    public: Public, citizen: Client
) -> None:
    slip = public.channel.slips[0]
    address = rating_path(public.channel.office.code)
    assert address == reverse("public-rate", args=[public.channel.office.code])
    page = citizen.get(address, {SLIP: slip})
    assert f'value="{slip}"' in page.content.decode() and page.headers["Referrer-Policy"] == "no-referrer"
    for other in ("8QQ8", "<b>không</b>", "x" * 400, "ỄỄỄỄ-ỄỄỄỄ-ỄỄỄỄ"):
        page = citizen.get(address, {SLIP: other})
        assert page.status_code == 200 and other not in html.unescape(page.content.decode())


def test_an_answer_with_a_slip_counts_once_and_without_one_apart(public: Public, citizen: Client) -> None:
    address, slip = f"{public.home}rate/", public.channel.slips[0]
    assert "đã được tính." in texts(sent(citizen, address, how="satisfied", slip=slip))
    again = texts(sent(citizen, address, how="not_satisfied", reasons=["late"], slip=slip.lower().replace("-", " ")))
    assert "Mã này đã được tính" in again
    assert "ở phần không có mã" in texts(sent(citizen, address, how="not_satisfied", reasons=["late", "attitude"]))
    (packet,) = public.packets()
    month, code = packet.ratings[0].month, public.channel.office.code
    assert packet.ratings == [
        RatingCount(code, month, False, "not_satisfied", "", 1),
        RatingCount(code, month, False, "not_satisfied", "attitude", 1),
        RatingCount(code, month, False, "not_satisfied", "late", 1),
        RatingCount(code, month, True, "satisfied", "", 1),
    ]
    assert [len(marks) for marks in packet.spent.values()] == [1]
    # Nothing new: no further packet, and the slip stays used.
    assert public.packets() == [packet]
    assert "Mã này đã được tính" in texts(sent(citizen, address, how="satisfied", slip=slip))


@pytest.mark.parametrize(
    "told, said",
    [
        ({"how": "satisfied", "slip": "7K2M-09QX-4TWB"}, "Cơ quan này không phát mã ấy"),
        ({"how": "satisfied", "slip": "7K2M"}, "Mã gồm 12 chữ và số"),
        ({"how": "not_satisfied"}, "Hãy chọn ít nhất một lý do"),
        ({"how": "very"}, "không có trong danh sách"),
        ({}, "bắt buộc"),
    ],
)
def test_an_answer_that_cannot_be_counted_says_why_and_counts_nothing(
    told: dict[str, str], said: str, public: Public, citizen: Client
) -> None:
    answer = sent(citizen, f"{public.home}rate/", **told)
    assert answer.status_code == 422 and public.packets() == []
    assert said in texts(answer)


def test_a_suggestion_is_read_by_the_readers_alone(public: Public, citizen: Client) -> None:
    assert sent(citizen, f"{public.home}suggest/", text="Thêm ghế chờ").status_code == 200
    (packet,) = public.packets()
    (told,) = packet.suggestions
    for reader in public.channel.readers:
        private = unwrap(told.wraps[fingerprint(reader.public)], reader.private)
        assert open_suggestion(told.body, private) == Suggestion("Thêm ghế chờ")
    with pytest.raises(Unreadable):
        unwrap(told.wraps[min(told.wraps)], public.channel.custodian.private)


def test_a_report_reaches_its_readers_its_identity_the_custodian_alone(public: Public, citizen: Client) -> None:
    file = SimpleUploadedFile("đơn.pdf", PDF)
    reported(citizen, public, name="Trần Văn Bình", reach="thôn Đông", files=[file])
    ((told,),) = [packet.reports for packet in public.packets()]
    reader, custodian = public.channel.readers[0], public.channel.custodian
    private = unwrap(told.wraps[fingerprint(reader.public)], reader.private)
    words = TOLD | {"concerned": ""}
    assert open_body(told.body, private) == Body(**words)
    assert open_identity(told.identity, custodian.private) == Identity("Trần Văn Bình", "thôn Đông")
    with pytest.raises(Unreadable):
        open_identity(told.identity, private)
    info, data = open_file(told.files[0], private)
    assert (info.name, info.kind, data) == ("đơn.pdf", "pdf", PDF)
    assert set(told.wraps) == set(public.channel.office.routes[""])


def test_an_anonymous_report_has_the_size_of_a_signed_one(public: Public, citizen: Client) -> None:
    reported(citizen, public)
    reported(citizen, public, name="Trần Văn Bình", reach="0", text="x" * 4000)
    first, second = (told for packet in public.packets() for told in packet.reports)
    assert [len(first.body), len(first.identity)] == [len(second.body), len(second.identity)]


def test_where_only_those_concerned_could_read_nothing_is_taken_and_another_way_is_told(
    public: Public, citizen: Client
) -> None:
    answer = sent(citizen, f"{public.home}report/", **TOLD | {"concerned": "bi-thu"})
    assert answer.status_code == 422 and "Ban Tiếp công dân tỉnh, 12 Trần Phú" in texts(answer)
    assert public.packets() == []


def test_the_form_says_what_the_rules_do_with_letters_nobody_signed(public: Public, citizen: Client) -> None:
    page = texts(citizen.get(f"{public.home}report/"))
    assert "không được giải quyết như đơn tố cáo" in page and "Quy định 21-QĐ/TW" in page
    assert "không bao giờ tẩy hết" in page


def test_the_receipt_leads_back_to_replies_and_further_messages_both_ways(public: Public, citizen: Client) -> None:
    receipt = reported(citizen, public)
    ((told,),) = [packet.reports for packet in public.packets()]
    page = sent(citizen, "/receipt/", receipt=receipt.replace(" ", ""))
    assert page.status_code == 200 and "Chưa có trả lời" in texts(page) and "Hẹn ba lần không trả." in texts(page)
    sealed = seal_reply(Reply("asked", "Hồ sơ số mấy?"), told.public_key)
    public.say(replies=[reply(told.id, 1, sealed)], received=1)
    page = sent(citizen, "/receipt/", receipt=receipt)
    assert "Cần bạn cho biết thêm" in texts(page) and "Hồ sơ số mấy?" in texts(page)
    page = page.content.decode()
    held = re.findall(r'name="held" value="([^"]+)"', page)[0]
    more = {
        "held": held,
        "token": token_of(page),
        "text": "Hồ sơ 8842",
        "files": SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\xe0xx"),
    }
    answer = citizen.post("/receipt/message/", more)
    assert answer.status_code == 200 and "Đã gửi tin nhắn" in texts(answer) and "Hồ sơ 8842" in texts(answer)
    (packet,) = public.packets()
    (message,) = packet.messages
    reader = public.channel.readers[1]
    private = unwrap(told.wraps[fingerprint(reader.public)], reader.private)
    assert (packet.number, message.number) == (2, 1) and open_message(message.body, private) == Message("Hồ sơ 8842")
    assert open_file(message.files[0], private)[1] == b"\xff\xd8\xff\xe0xx"


def test_a_wrong_receipt_and_one_of_a_report_that_is_gone_say_the_same(public: Public, citizen: Client) -> None:
    receipt = reported(citizen, public)
    ((told,),) = [packet.reports for packet in public.packets()]
    wrong = sent(citizen, "/receipt/", receipt="0000 0000 0000 0000 0000")
    public.say(gone=[told.id], received=1)
    gone = sent(citizen, "/receipt/", receipt=receipt)
    assert "Không có phản ánh nào với mã này" in texts(wrong) and "Không có phản ánh nào với mã này" in texts(gone)


def test_a_form_counts_once(public: Public, citizen: Client) -> None:
    address = f"{public.home}suggest/"
    token = hidden(citizen, address)
    assert citizen.post(address, {"token": token, "text": "Một"}).status_code == 200
    again = citizen.post(address, {"token": token, "text": "Một"})
    assert again.status_code == 422 and "đã gửi rồi" in texts(again)
    assert citizen.post(address, {"token": token_of(again.content.decode()), "text": "Một"}).status_code == 200
    assert [len(packet.suggestions) for packet in public.packets()] == [2]


def test_a_form_from_elsewhere_is_not_taken(public: Public, citizen: Client) -> None:
    for token in ("", "x", "x" * 3000, "é", public.site.tokens.seal(b"held")):
        assert citizen.post(f"{public.home}suggest/", {"token": token, "text": "Một"}).status_code == 422
    assert public.packets() == []


@pytest.mark.parametrize(
    "files, said",
    [
        ([("a.exe", b"MZ" * 90)], "Tệp ấy không được nhận"),
        ([("a.pdf", PDF[:9] + bytes(LARGEST))], "lớn quá 10 MB"),
        ([("a.pdf", PDF)] * 4, "Chỉ chọn được 3 tệp"),
        ([("a.pdf", PDF[:9] + bytes(LARGEST // 2)), ("b.pdf", PDF[:9] + bytes(LARGEST // 2))], "lớn quá 10 MB"),
    ],
)
def test_files_that_are_not_taken_are_said_and_nothing_is_sent(
    files: list[tuple[str, bytes]], said: str, public: Public, citizen: Client
) -> None:
    told = TOLD | {"files": [SimpleUploadedFile(name, data) for name, data in files]}
    answer = sent(citizen, f"{public.home}report/", **told)
    assert answer.status_code == 422 and said in texts(answer) and public.packets() == []


def test_a_request_larger_than_all_files_together_is_not_read(public: Public, citizen: Client) -> None:
    told = TOLD | {"files": SimpleUploadedFile("a.pdf", PDF[:9] + bytes(LARGEST + 1024 * 1024))}
    assert sent(citizen, f"{public.home}report/", **told).status_code == 413


def test_whoever_sends_too_often_is_told_of_the_ways_on_paper(public: Public, citizen: Client) -> None:
    with clock.at(date(2026, 11, 29)):  # limits are of an hour, and no test waits for the next
        answers = [citizen.post("/receipt/", {"receipt": "x"}).status_code for _ in range(LIMITS["receipt"] + 1)]
        assert answers == [422] * LIMITS["receipt"] + [429]
        assert citizen.post("/receipt/", {"receipt": "x"}, REMOTE_ADDR="10.0.0.9").status_code == 422


def test_the_page_of_an_office_keeps_only_so_many_in_an_hour_and_the_next_hour_takes_again(
    public: Public, citizen: Client, monkeypatch: Any
) -> None:
    monkeypatch.setitem(QUOTAS, "suggestion", 1)
    address = f"{public.home}suggest/"
    with clock.at(date(2026, 11, 29)):
        empty = [citizen.post(address, {}).status_code for _turn in range(3)]
        assert empty == [422] * 3, "who sends nothing fills nobody's page"
        assert sent(citizen, address, text="Một").status_code == 200
        full = sent(citizen, address, text="Hai")
        assert full.status_code == 429 and "thử lại sau một giờ" in texts(full) and "phiếu giấy" in texts(full)
    with clock.at(date(2026, 11, 30)):
        assert sent(citizen, address, text="Ba").status_code == 200


def test_what_is_published_is_shown_with_small_numbers_hidden(public: Public, citizen: Client) -> None:
    page = texts(citizen.get(f"{public.home}published/"))
    hidden = "thẳng đến người đọc ít, không nêu số Phản ánh trong thùng thư của cơ quan ít, không nêu số"
    assert "Quý III/2026" in page and hidden in page and "Góp ý đã nhận 7" in page
    assert "Câu trả lời không có mã: ít, không nêu số" in page, "none is small too"
    assert "Trả kết quả trễ hẹn: 2" in page


def test_the_printed_form_leads_to_the_page_by_qr_and_offers_the_same(public: Public, citizen: Client) -> None:
    page = citizen.get(f"{public.home}paper/")
    assert f"http://testserver{public.home}" in texts(page) and 'src="data:image/svg+xml' in page.content.decode()
    assert "Để chậm hồ sơ của người dân, doanh nghiệp" in texts(page) and "Tham ô tài sản" in texts(page)
    assert "không được giải quyết như đơn tố cáo" in texts(page) and "Quy định 21-QĐ/TW" in texts(page)


def test_an_office_without_readers_says_where_to_go(public: Public, citizen: Client) -> None:
    office = replace(public.channel.office, routes={"": []}, suggestion_readers=[], custodian="")
    public.say(offices=[office])
    for page in ("report/", "suggest/"):
        assert "Ban Tiếp công dân tỉnh" in texts(citizen.get(public.home + page))
        assert citizen.post(public.home + page, TOLD).status_code == 422


def test_without_a_custodian_no_name_is_asked_for(public: Public, citizen: Client) -> None:
    public.say(offices=[replace(public.channel.office, custodian="")])
    assert 'name="name"' not in citizen.get(f"{public.home}report/").content.decode()
    reported(citizen, public, name="Trần Văn Bình")
    ((told,),) = [packet.reports for packet in public.packets()]
    assert told.custodian == "" and len(told.identity) == 4096 + 48

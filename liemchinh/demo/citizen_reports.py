"""Reports of wrongdoing in the example: about a district and a commune, sealed as a phone seals them, in every state. Nobody is named.

They come as a packet before the first one, so that public pages which are started later begin with theirs. Their receipts are nobody's.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account, RoleGrant
from liemchinh.citizens.answering import reply_to
from liemchinh.citizens.deciding import state_decision, vouch_for_decision
from liemchinh.citizens.destroying import MACHINE, destroy
from liemchinh.citizens.exchange import described, put_away
from liemchinh.citizens.keys import accept_key, make_key
from liemchinh.citizens.models import Office, Report
from liemchinh.citizens.offices import open_office, print_slips
from liemchinh.citizens.on_paper import Envelopes, receive_papers
from liemchinh.citizens.publishing import publish
from liemchinh.citizens.reading import open_report
from liemchinh.citizens.words import BOX, READER
from liemchinh.envelopes.exchanged import Description, Packet, SentMessage, SentReport
from liemchinh.envelopes.recipients import MadeKey, make_keys
from liemchinh.envelopes.reports import Body, Message, seal_body, seal_message
from liemchinh.envelopes.seals import new_pair, wrap
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record

PHRASE = "mưa rào trên mái tôn cũ"  # the example's, printed for whoever loads it
OUTSIDE = "Thanh tra tỉnh, số 1 đường Ba Tháng Hai, phường 1"
# Who reads, and who accepts their keys. The third is at the very office that is reported, and alone there: nothing is sealed for them.
READERS = ("kiem-tra-tinh", "kiem-tra-tinh-2", "kiem-tra-huyen")
OFFICERS: Mapping[str, tuple[str, str]] = {
    "kiem-tra-tinh": ("to-chuc-tinh", "to-chuc-tinh-2"),
    "kiem-tra-tinh-2": ("to-chuc-tinh", "to-chuc-tinh-2"),
    "kiem-tra-huyen": ("to-chuc-huyen", "to-chuc-huyen-2"),
}
DISTRICT, COMMUNE = "to-chuc-huyen", "to-chuc-xa"
ASKED = "Xin cho biết quầy số mấy và còn giữ giấy hẹn không."
SAID = "Quầy số 3. Tôi còn giữ giấy hẹn."
ANSWERED = "Đã kiểm tra: hồ sơ để chậm do thiếu người trực. Kết quả đã trả; xã thêm một người trực từ tuần này."


@dataclass(frozen=True, slots=True)
class Told:
    """A report: about whose office, how many days ago, whether of one post there, its kind, its words."""

    office: str
    ago: int
    of_post: bool
    kind: str
    text: str
    happened: str = ""


REPORTS = (
    Told(DISTRICT, 9, False, "office.citizens_harassed",
         "Tôi đến nhận kết quả, cán bộ ở quầy nói phải nộp thêm 500 nghìn đồng ngoài biên lai thì mới trả.", "Quầy trả kết quả"),
    Told(COMMUNE, 34, False, "office.files_delayed", "Hồ sơ nộp theo giấy hẹn đã quá ba tháng, hỏi thì chỉ được bảo chờ."),
    Told(DISTRICT, 21, True, "office.construction_order", "Công trình xây vượt phép đã báo hai lần, chưa ai đến kiểm tra."),
    Told(COMMUNE, 16, True, "money.public_property_misused", "Xe công chở vật liệu xây nhà riêng vào hai ngày nghỉ liền nhau."),
    Told(DISTRICT, 12, False, "office.disrespect_to_citizens", "Tôi muốn hỏi giờ mở cửa của chợ và chỗ gửi xe."),
    Told(DISTRICT, 2, True, "office.files_delayed", "Giấy hẹn ghi ngày trả, đến ba lần vẫn chưa có người ký."),
)  # fmt: skip


def prepared_keys() -> Future[list[MadeKey]]:
    """The keys of the readers, made beside what else is loaded: under one phrase, which costs half a second of another core."""
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(make_keys, PHRASE, len(READERS))
    finally:
        pool.shutdown(wait=False)


@transaction.atomic
def load_reports(on: date, keys: Future[list[MadeKey]]) -> int:
    """Records them; gives how many. Nothing where the example has no such people.

    The same day gives the same reports, states and words; seals, keys and the codes of the pages are new each time.
    """
    day = min(on, clock.today())
    wanted = {*READERS, DISTRICT, COMMUNE, *(name for two in OFFICERS.values() for name in two)}
    actors = {one.username: actor_for(one, second_factor=True) for one in Account.objects.filter(username__in=wanted)}
    if actors.keys() != wanted:
        return 0
    made = dict(zip(READERS, keys.result(), strict=True))
    for name, key in made.items():
        _key(name, key, actors)
    keepers = dict.fromkeys((DISTRICT, COMMUNE))
    pages = {name: open_office(_place(name), OUTSIDE, actor=actors[name]) for name in keepers}
    _published(pages[DISTRICT], day, actors[DISTRICT])
    told = described(0, 0)
    sent = [_sealed(one, pages[one.office], told, day) for one in REPORTS]
    _come(Packet(0, day, sent, [], [], [], {}))
    receive_papers(Envelopes(pages[DISTRICT].pk, day, BOX, 2), actor=actors[READERS[0]])
    numbers = dict(Report.objects.values_list("uid", "pk"))
    _read([numbers[one.id] for one in sent], sent, made, actors)
    return len(sent)


def _key(name: str, key: MadeKey, actors: Mapping[str, Actor]) -> None:
    row, _card = make_key(_place(name), READER, PHRASE, made=key, actor=actors[name])
    for officer in OFFICERS[name]:
        accept_key(row.pk, row.mark, actor=actors[officer])


def _place(username: str) -> int:
    """Where somebody has their role."""
    rows = RoleGrant.objects.filter(account__username=username).exclude(organisation_id=None).order_by("pk")
    return int(rows.values_list("organisation_id", flat=True)[0] or 0)


def _published(office: Office, day: date, keeper: Actor) -> None:
    print_slips(office.organisation_id, 120, actor=keeper)
    changed = "Quầy trả kết quả mở từ 7 giờ.\nThêm ghế chờ và bảng hẹn giờ."
    last = day.replace(day=1) - timedelta(days=1)
    publish(office.organisation_id, last.replace(day=1), last, changed, actor=keeper)


def _sealed(one: Told, office: Office, told: Description, day: date) -> SentReport:
    page, pair = next(each for each in told.offices if each.code == office.code), new_pair()
    option = next((code for code in page.options if code and page.routes[code]), "") if one.of_post else ""
    wraps = {mark: wrap(pair.private, told.recipients[mark]) for mark in page.routes[option]}
    body = seal_body(Body(one.kind, option, "", one.happened, one.text), pair.public)
    sent_on = day - timedelta(days=one.ago)
    return SentReport(secrets.token_hex(16), office.code, sent_on, pair.public, wraps, body, "", b"", [])


def _come(packet: Packet) -> None:
    data = {"number": packet.number, "signer": "vi-du"}
    put_away(packet, record([NewEntry("citizens.packet_taken", clock.today(), data=data)], actor=MACHINE)[0])


def _read(
    numbers: Sequence[int], sent: Sequence[SentReport], made: Mapping[str, MadeKey], actors: Mapping[str, Actor]
) -> None:
    """Asked and heard again; answered; passed to the book of letters by two; stated and waiting for the second; destroyed; not opened."""
    asked, answered, matter, stated, outside, _unopened = numbers
    (first, first_key), (second, second_key) = ((actors[name], made[name].private) for name in READERS[:2])
    for number in (asked, answered, matter, stated, outside):
        open_report(number, "", own=first_key, actor=first)
    for number in (matter, outside):
        open_report(number, "", own=second_key, actor=second)
    reply_to(asked, "asked", ASKED, actor=first)
    more = SentMessage(
        sent[0].id, 1, sent[0].on + timedelta(days=3), seal_message(Message(SAID), sent[0].public_key), []
    )
    _come(Packet(0, more.on, [], [more], [], [], {}))
    reply_to(answered, "answered", ANSWERED, actor=first)
    reply_to(stated, "considering", "", actor=first)
    for number, decision, ground, items in _decisions(matter, stated, outside):
        state_decision(number, decision, ground, items, actor=first)
    for number in (matter, outside):
        vouch_for_decision(number, actor=second)
    destroy(list(Report.objects.filter(pk=outside)))


def _decisions(matter: int, stated: int, outside: int) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    yield matter, "matter", "checkable", ("office.construction_order",)
    yield stated, "matter", "repeated", ("money.public_property_misused",)
    yield outside, "not_handled", "outside", ()

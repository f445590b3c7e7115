"""What the tests send as a citizen would: sealed with the public keys of the description and nothing else."""

import secrets
from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

from liemchinh.access.granting import Offer, confirm_role, propose_role
from liemchinh.access.models import Account
from liemchinh.access.services import create_account
from liemchinh.citizens import exchange, keys, offices
from liemchinh.citizens.models import Exchanged, Office, Recipient, Report
from liemchinh.citizens.words import CUSTODIAN, READER
from liemchinh.envelopes import recipients
from liemchinh.envelopes.exchanged import Description, Packet, RatingCount, SentMessage, SentReport, SentSuggestion
from liemchinh.envelopes.files import FileInfo, FileSealer, SealedFile
from liemchinh.envelopes.reports import (
    Body,
    Identity,
    Message,
    Suggestion,
    seal_body,
    seal_identity,
    seal_message,
    seal_suggestion,
)
from liemchinh.envelopes.seals import new_pair, wrap
from liemchinh.journal import clock
from regulations.catalogue import reportable
from tests.world import CONSOLE, PASSWORD, World

PHRASES = {
    "lan": "con đò ngang chiều mưa lạnh",
    "giang": "ngọn đèn dầu bên bờ sông",
    "khoa": "mưa rào trên mái tôn cũ",
    "second-at-district": "chiếc thuyền giấy trôi xa dần",
    "at-province": "hàng dừa nghiêng bóng chiều quê",
}
OUTSIDE = "Thanh tra tỉnh, số 1 đường Ba Tháng Hai"
SIGNER = b"s" * 32


def quick(monkeypatch: Any) -> None:
    """Keys of the tests cost no memory; what they cost in earnest is measured in envelopes."""
    monkeypatch.setattr(recipients, "MEMORY", 8192)
    monkeypatch.setattr(recipients, "OPS", 1)


def quickly() -> Any:
    """The same for one call, where there is no fixture."""
    return patch.multiple(recipients, MEMORY=8192, OPS=1)


def accepted_key(world: World, name: str, place: str = "district", kind: str = READER) -> Recipient:
    """A key of somebody, accepted by An and Oanh from paper."""
    row = Recipient.objects.filter(account__username=name, kind=kind, cancelled_by=None).first()
    if row is None:
        with quickly():
            row, _card = keys.make_key(world.places[place], kind, PHRASES[name], actor=world.actor(name))
        for officer in ("an", "oanh"):
            row = keys.accept_key(row.pk, recipients.in_groups(row.mark), actor=world.actor(officer))
    return row


def second_reader(world: World) -> Account:
    """One more account at the district, which inspects there too."""
    name, district = "second-at-district", world.places["district"]
    account = Account.objects.filter(username=name).first()
    if account is None:
        called = "Người ở Đảng bộ huyện Sông Thu"
        account, _code = create_account(
            actor=CONSOLE, username=name, display_name=called, organisation_id=district, password=PASSWORD
        )
        offer = Offer(account, "inspection_officer", district, clock.today())
        confirm_role(propose_role(offer, actor=world.actor("oanh")), actor=world.actor("an"))
    world.accounts[name] = account
    return account


def province_reads(world: World) -> None:
    """Lan and Giang read at the province."""
    for name in ("lan", "giang"):
        offer = Offer(world.accounts[name], "inspection_officer", world.places["province"], clock.today())
        confirm_role(propose_role(offer, actor=world.actor("an")), actor=world.actor("oanh"))
        accepted_key(world, name, "province")


def custodian(world: World) -> Recipient:
    """The account at the province keeps who reported."""
    account = world.accounts["at-province"]
    if not Recipient.objects.filter(account=account).exists():
        offer = Offer(account, "identity_keeper", world.places["province"], clock.today())
        confirm_role(propose_role(offer, actor=world.actor("an")), actor=world.actor("oanh"))
    return accepted_key(world, "at-province", "province", CUSTODIAN)


def office(world: World, place: str = "commune") -> Office:
    """The page of an office whose reports two at the district read, and whose writers' names are kept at the province."""
    second_reader(world)
    accepted_key(world, "khoa")
    accepted_key(world, "second-at-district")
    custodian(world)
    found = Office.objects.filter(organisation=world.places[place], cancelled_by=None).first()
    return found or offices.open_office(world.places[place], OUTSIDE, actor=world.actor("an"))


def described() -> Description:
    """What the public side knows."""
    state = Exchanged.objects.first()
    return exchange.described(1, state.received if state else 0)


def sent_report(
    text: str, row: Office, *, name: str = "", option: str = "", files: Sequence[SealedFile] = ()
) -> SentReport:
    """A report as a phone seals it: for the readers of its option, the name for the custodian."""
    told = described()
    page = next(one for one in told.offices if one.code == row.code)
    pair, kind = new_pair(), next(iter(reportable()))
    wraps = {mark: wrap(pair.private, told.recipients[mark]) for mark in page.routes[option]}
    body = seal_body(Body(kind, option, "", "", text), pair.public)
    identity = seal_identity(Identity(name, ""), told.recipients[page.custodian]) if page.custodian else b""
    return SentReport(
        secrets.token_hex(16), row.code, clock.today(), pair.public, wraps, body, page.custodian, identity, list(files)
    )


def sealed_file(name: str, kind: str, data: bytes, public: bytes) -> SealedFile:
    """A file as it is sealed while it arrives."""
    sealer = FileSealer()
    sealer.feed(data)
    return sealer.close(FileInfo(name, kind, len(data)), public)


def packet(
    reports: Sequence[SentReport] = (), messages: Sequence[SentMessage] = (), suggestions: Sequence[SentSuggestion] = (),
    ratings: Sequence[RatingCount] = (), spent: dict[str, list[bytes]] | None = None,
) -> Packet:  # fmt: skip
    """The next packet."""
    state = Exchanged.objects.first()
    number = (state.received if state else 0) + 1
    return Packet(number, clock.today(), list(reports), list(messages), list(suggestions), list(ratings), spent or {})


def arrived(world: World, text: str = "Cán bộ đòi thêm tiền khi trả hồ sơ", **told: Any) -> Report:
    """A report about the commune that came with a packet."""
    sent = sent_report(text, office(world), **told)
    assert exchange.take_packet(packet([sent]), SIGNER)
    return Report.objects.get(uid=sent.id)


def sent_message(report: Report, text: str, number: int = 1) -> SentMessage:
    """A further message of the reporter."""
    return SentMessage(report.uid, number, clock.today(), seal_message(Message(text), bytes(report.public_key)), [])


def sent_suggestion(text: str, row: Office) -> SentSuggestion:
    """A suggestion, sealed for those who read them."""
    told, pair = described(), new_pair()
    page = next(one for one in told.offices if one.code == row.code)
    wraps = {mark: wrap(pair.private, told.recipients[mark]) for mark in page.suggestion_readers}
    body = seal_suggestion(Suggestion(text), pair.public)
    return SentSuggestion(secrets.token_hex(16), row.code, clock.today(), pair.public, wraps, body)


def take(sent: Packet) -> None:
    """The office takes a packet."""
    assert exchange.take_packet(sent, SIGNER)

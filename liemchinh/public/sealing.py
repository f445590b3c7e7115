"""Sealing what a form brought, and opening for a receipt what was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from typing import Any

from liemchinh.envelopes.exchanged import Office, SentReport
from liemchinh.envelopes.files import FileInfo, described
from liemchinh.envelopes.receipts import ReceiptKeys, lock, new_receipt, unlock
from liemchinh.envelopes.reports import (
    Body,
    Identity,
    Message,
    Reply,
    open_body,
    open_message,
    open_reply,
    seal_body,
    seal_identity,
    seal_message,
)  # fmt: skip
from liemchinh.envelopes.seals import Unreadable, new_pair, wrap
from liemchinh.envelopes.words import STATES
from liemchinh.journal import clock
from liemchinh.public.forms import taken
from liemchinh.public.keeping import KeptReport, keep_message, keep_report
from liemchinh.public.site import Site, site


def wrapped_for(readers: Sequence[str], private: bytes) -> dict[str, bytes]:
    """The private key of a report, for each reader."""
    channel = site().channel
    return {reader: wrap(private, channel.description.recipients[reader]) for reader in readers} if channel else {}


def send_report(at: Site, office: Office, told: Mapping[str, Any]) -> str:
    """Seals a report for those who read of whom it concerns, keeps it, and gives its receipt."""
    pair, receipt = new_pair(), new_receipt()
    keys = at.keys_of(receipt)
    body = Body(told["kind"], told["concerned"], told["who"], told["happened"], told["text"])
    # Where no custodian is named the place of the identity is kept all the same, sealed to a key that nobody has.
    channel = at.channel
    custodian = channel.description.recipients[office.custodian] if channel and office.custodian else new_pair().public
    report = SentReport(
        token_hex(16), office.code, clock.today(), pair.public, wrapped_for(office.routes[told["concerned"]], pair.private),
        seal_body(body, pair.public), office.custodian, seal_identity(Identity(told.get("name", ""), told.get("reach", "")), custodian),
        [file.sealed(pair.public) for file in taken(told["files"])],
    )  # fmt: skip
    keep_report(at.store, report, keys.lookup, lock(pair.private, keys))
    return receipt


def send_message(at: Site, report: KeptReport, told: Mapping[str, Any]) -> int:
    """Seals a further message to a report. Raises keeping.Full."""
    files = [file.sealed(report.public_key) for file in taken(told["files"])]
    return keep_message(
        at.store, report.id, clock.today(), seal_message(Message(told["text"]), report.public_key), files
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One thing written, by whom: the reporter, or the office."""

    on: date
    ours: bool
    title: str
    text: str
    files: tuple[FileInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """What whoever has the receipt reads."""

    on: date
    body: Body
    files: tuple[FileInfo, ...]
    state: str
    lines: list[Line]


def opened_report(at: Site, kept: KeptReport, keys: ReceiptKeys) -> OpenedReport:
    """Opens a report with the keys of its receipt. Raises Unreadable. A reply that does not open is left out, and the rest is shown."""
    private = unlock(kept.locked, keys)
    replies: list[tuple[date, Reply]] = []
    for sent in at.channel.replies.get(kept.id, []) if at.channel else []:
        try:
            replies.append((sent.on, open_reply(sent.sealed, private)))
        except Unreadable:
            continue
    lines = [Line(on, False, str(STATES[reply.state]), reply.text) for on, reply in replies]
    for message in kept.messages:
        lines.append(
            Line(message.on, True, "", open_message(message.body, private).text, _files(message.files, private))
        )
    state = str(STATES[replies[-1][1].state]) if replies else ""
    return OpenedReport(
        kept.on,
        open_body(kept.body, private),
        _files(kept.files, private),
        state,
        sorted(lines, key=lambda line: line.on),
    )


def _files(keys: Sequence[bytes], private: bytes) -> tuple[FileInfo, ...]:
    return tuple(described(key, private) for key in keys)

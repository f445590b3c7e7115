"""What the public side knows: the office's description as it last came in, and nothing else."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from liemchinh.envelopes.exchange import DESCRIPTION, IN, read_description
from liemchinh.envelopes.exchanged import Description, Office, SentReply
from liemchinh.envelopes.seals import Unreadable
from liemchinh.public.store import Store


@dataclass(frozen=True, slots=True)
class Channel:
    """The description, laid out for looking things up."""

    description: Description
    offices: dict[str, Office] = field(default_factory=dict)
    replies: dict[str, list[SentReply]] = field(default_factory=dict)


def laid_out(description: Description) -> Channel:
    """Offices by code, replies by report and in order."""
    replies: dict[str, list[SentReply]] = {}
    for reply in sorted(description.replies, key=lambda reply: reply.number):
        replies.setdefault(reply.report, []).append(reply)
    return Channel(description, {office.code: office for office in description.offices}, replies)


def kept_channel(store: Store, data: Path) -> Channel | None:
    """The description taken in last, or None where none ever came."""
    signer = store.fact("signer")
    try:
        return laid_out(read_description(data / DESCRIPTION, signer)[0]) if signer else None
    except Unreadable:
        return None


def take_in(store: Store, folder: Path, data: Path) -> Channel | None:
    """Takes in a newer description that lies in `folder`; None where there is none. Raises Unreadable for what is not the office's.

    The first signer is believed and remembered: `doctor` shows who it is, to be compared with what the office's side shows.
    """
    lying = folder / IN / DESCRIPTION
    if not lying.exists():
        return None
    signer = store.fact("signer")
    description, told_by = read_description(lying, signer)
    if faults := broken(description):
        raise Unreadable(", ".join(faults))
    if description.serial <= int(store.fact("serial") or b"0"):
        return None
    fresh = data / f"{DESCRIPTION}.new"
    shutil.copyfile(lying, fresh)
    fresh.chmod(0o600)
    fresh.replace(data / DESCRIPTION)
    if signer is None:
        store.keep_fact("signer", told_by)
    store.keep_fact("serial", str(description.serial).encode())
    return laid_out(description)


def broken(description: Description) -> list[str]:
    """Offices that name a key nobody sent: pages must never seal to nobody."""
    return [
        f"{office.code}: no key {key}"
        for office in description.offices
        for key in {*office.suggestion_readers, *(key for route in office.routes.values() for key in route), office.custodian}
        if key and len(description.recipients.get(key, b"")) != 32
    ]  # fmt: skip

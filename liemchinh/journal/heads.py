"""Signed heads of the chain, written beside the database after each commit: a cut tail or a recomputed chain shows against them."""

import fcntl
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey

from liemchinh.journal.chain import canonical, stamp
from liemchinh.keys import key_bytes


@dataclass(frozen=True, slots=True)
class Head:
    """What the chain's end was at a moment. `genuine` is false when the signature does not fit."""

    sequence: int
    hash: str
    at: str
    genuine: bool


def path() -> Path:
    """The file of heads of this installation."""
    return Path(settings.DATA) / "heads.jsonl"


def _key() -> SigningKey:
    return SigningKey(key_bytes(Path(settings.DATA), "heads.key"))


def write(sequence: int, digest: bytes, moment: datetime) -> None:
    """Appends a signed head and forces it to the disk."""
    body = {"sequence": sequence, "hash": digest.hex(), "at": stamp(moment)}
    line = json.dumps(body | {"signature": _key().sign(canonical(body)).signature.hex()}) + "\n"
    with path().open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(line)
        file.flush()


def read(source: Path | None = None) -> Iterator[Head]:
    """The heads in `source` (default: this installation's file), in the order written; a broken line is a head that is not genuine."""
    file = source or path()
    if not file.exists():
        return
    key = _key().verify_key
    for line in file.read_text().splitlines():
        try:
            body = json.loads(line)
            signature = bytes.fromhex(body.pop("signature"))
            key.verify(canonical(body), signature)
            yield Head(body["sequence"], body["hash"], body["at"], True)
        except (ValueError, KeyError, AttributeError, BadSignatureError):
            yield Head(0, "", "", False)


def latest() -> Head | None:
    """The newest genuine head, to print on what is signed."""
    return max((head for head in read() if head.genuine), key=lambda head: head.sequence, default=None)

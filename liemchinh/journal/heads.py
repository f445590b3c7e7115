"""Signed heads of the chain, written beside the database after each commit: a cut tail or a recomputed chain shows against them."""

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey

from liemchinh.journal.chain import canonical, stamp
from liemchinh.keys import key_bytes


@dataclass(frozen=True, slots=True)
class Head:
    """What the chain's end was at a moment. A line that cannot be read is a head of sequence 0 that is not genuine."""

    sequence: int
    hash: str
    at: str
    signature: str

    @property
    def genuine(self) -> bool:
        """Does the signature fit this installation's key?"""
        try:
            body = canonical({"sequence": self.sequence, "hash": self.hash, "at": self.at})
            _key().verify_key.verify(body, bytes.fromhex(self.signature))
        except (ValueError, TypeError, BadSignatureError):
            return False
        return True


def path() -> Path:
    """The file of heads of this installation."""
    return Path(settings.DATA) / "heads.jsonl"


def _key() -> SigningKey:
    return _signing_key(Path(settings.DATA))


@cache
def _signing_key(data: Path) -> SigningKey:
    return SigningKey(key_bytes(data, "heads.key"))


def public_key() -> str:
    """The key, in hex, with which anyone can check this installation's heads."""
    return bytes(_key().verify_key).hex()


def write(sequence: int, digest: bytes, moment: datetime) -> None:
    """Appends a signed head. A power cut may lose the newest; the chain then reaches beyond its last head, and verification says so."""
    body = {"sequence": sequence, "hash": digest.hex(), "at": stamp(moment)}
    line = json.dumps(body | {"signature": _key().sign(canonical(body)).signature.hex()}) + "\n"
    with path().open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.tell() and not _ends_a_line():
            file.write(b"\n")
        file.write(line.encode())


def _ends_a_line() -> bool:
    with path().open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def read(source: Path | None = None) -> Iterator[Head]:
    """The heads in `source` (default: this installation's file), in the order written."""
    file = source or path()
    if not file.exists():
        return
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                body = json.loads(line)
                yield Head(int(body["sequence"]), str(body["hash"]), str(body["at"]), str(body["signature"]))
            except (ValueError, KeyError, TypeError, RecursionError):
                yield Head(0, "", "", "")


def latest() -> Head | None:
    """The newest genuine head, to print on what is signed."""
    newest_first = sorted(read(), key=lambda head: head.sequence, reverse=True)
    return next((head for head in newest_first if head.genuine), None)

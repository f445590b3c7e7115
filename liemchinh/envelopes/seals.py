"""Sealing to a public key, in sizes that tell nothing. All cryptography is libsodium's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

KEY = 32
SEAL = 48  # bytes that a SealedBox adds
WRAPPED = KEY + SEAL


class Unreadable(ValueError):
    """It does not open with this key, or is not what it should be."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A key pair. The private half of a report is never written down: only wrapped, for each reader and for the receipt."""

    public: bytes
    private: bytes


def new_pair() -> Pair:
    """A fresh pair (X25519)."""
    private = PrivateKey.generate()
    return Pair(bytes(private.public_key), bytes(private))


def public_of(private: bytes) -> bytes:
    """The public half."""
    return bytes(PrivateKey(private).public_key)


def seal(data: bytes, public: bytes) -> bytes:
    """Opened by the holder of the private half alone; whoever sealed it cannot open it again."""
    return SealedBox(PublicKey(public)).encrypt(data)


def opened(sealed: bytes, private: bytes) -> bytes:
    """What was sealed. Raises Unreadable."""
    try:
        return SealedBox(PrivateKey(private)).decrypt(sealed)
    except (CryptoError, TypeError, ValueError) as error:
        raise Unreadable("does not open") from error


def wrap(private: bytes, public: bytes) -> bytes:
    """The private key of a report, for one reader: 80 bytes."""
    return seal(private, public)


def unwrap(wrapped: bytes, own_private: bytes) -> bytes:
    """The private key of a report, for the reader it was wrapped for. Raises Unreadable."""
    private = opened(wrapped, own_private)
    if len(private) != KEY:
        raise Unreadable("not a key")
    return private


def seal_record(what: str, record: Mapping[str, object], size: int, public: bytes) -> bytes:
    """Named values sealed into exactly `size` + 48 bytes, whatever they are. ValueError when they do not fit."""
    told = json.dumps({"what": what, **record}, ensure_ascii=False, separators=(",", ":")).encode()
    if len(told) >= size:
        raise ValueError(f"{what}: {len(told)} bytes do not fit into {size}")
    return seal(sodium_pad(told, size), public)


def open_record(what: str, sealed: bytes, private: bytes) -> dict[str, object]:
    """The named values, which must have been sealed as `what`. Raises Unreadable."""
    data = opened(sealed, private)
    try:
        told = json.loads(sodium_unpad(data, len(data)))
    except (CryptoError, TypeError, ValueError) as error:
        raise Unreadable("not a record") from error
    if not isinstance(told, dict) or told.pop("what", None) != what:
        raise Unreadable(f"not a {what}")
    return told

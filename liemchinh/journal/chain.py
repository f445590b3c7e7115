"""The arithmetic of the chain: exact bytes, commitments, hashes. No database here."""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

import orjson

from liemchinh.journal.registry import Plain

START = bytes(32)


def canonical(value: Plain) -> bytes:
    """The one spelling of plain data: JSON with sorted keys, NFC, no spaces. Raises ValueError for floats and foreign types."""
    refuse_floats(value)
    return spelled(value)


def spelled(value: Plain) -> bytes:
    """The same for data already known to hold no floats."""
    try:
        text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError as error:  # a whole number of more than 64 bits, half a surrogate pair, a key that is no text
        raise ValueError(f"not plain data: {error}") from error
    return text if text.isascii() else unicodedata.normalize("NFC", text.decode()).encode()


def refuse_floats(value: object) -> None:
    """Raises ValueError unless the value is made of dicts, lists, texts, whole numbers, booleans and None."""
    if isinstance(value, dict):
        for item in value.values():
            if type(item) is not str:
                refuse_floats(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            refuse_floats(item)
    elif value is not None and not isinstance(value, (int, str)):
        raise ValueError(f"not plain data: {value!r}")


def link(previous: bytes, payload: bytes) -> bytes:
    """hash = SHA-256(previous ‖ length ‖ payload)."""
    return hashlib.sha256(previous + len(payload).to_bytes(8, "big") + payload).digest()


def commit(salt: bytes, value: bytes) -> str:
    """The commitment to personal values, in hex: HMAC-SHA-256(salt, value)."""
    return hmac.digest(salt, value, "sha256").hex()


class Sealed(NamedTuple):
    """Personal values as they stand beside the chain, and what it holds of them: their names, salt, spelling, commitment."""

    names: Collection[str]
    salt: bytes
    value: str
    commitment: str


def seal(personal: Mapping[str, str]) -> Sealed:
    """Seals personal values with a salt of their own. Raises what `canonical` raises."""
    salt, value = secrets.token_bytes(32), canonical(dict(personal))
    return Sealed(tuple(personal), salt, value.decode(), commit(salt, value))


def stamp(moment: datetime) -> str:
    """A moment as the payload spells it: UTC, microseconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@lru_cache(maxsize=65536)  # every day of 180 years
def day(value: date | None) -> str | None:
    """A day as the payload spells it."""
    return value.isoformat() if value else None

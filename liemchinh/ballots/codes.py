"""Codes on paper: Crockford's letters and digits, forgiving when typed; the server knows a slip by its keyed hash alone."""

import secrets
from pathlib import Path
from uuid import UUID

from django.conf import settings
from nacl.encoding import HexEncoder, RawEncoder
from nacl.hash import blake2b

from liemchinh.keys import key_bytes

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SLIP, TELLER = 12, 26  # 60 and 130 bits
KEY = "ballot-slips.key"
_TAKEN_AS = str.maketrans("OIL", "011")


def draw(length: int = SLIP) -> str:
    """A new code of so many characters, five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def read(text: str, length: int = SLIP) -> str | None:
    """The code that was typed, whatever spaces, hyphens and small letters; O is 0, I and L are 1. None for what can be none."""
    told = "".join(text.split()).replace("-", "").upper().translate(_TAKEN_AS)
    return told if len(told) == length and set(told) <= set(ALPHABET) else None


def grouped(code: str) -> str:
    """As printed: in groups of four."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def slip_digest(code: str) -> str:
    """By what a slip's code is known here: no dump of the database tells a code without the key beside it."""
    return blake2b(code.encode(), key=_key(), person=b"slip", encoder=HexEncoder).decode()


def teller_digest(box: UUID, code: str) -> bytes:
    """By what a teller's code is known again, in this box alone."""
    return blake2b(code.encode(), key=_key(), salt=box.bytes, person=b"teller", encoder=RawEncoder)


def receipt_words(number: int) -> str:
    """A receipt as read aloud: twelve digits in groups of four."""
    digits = f"{number:012d}"
    return " ".join(digits[at : at + 4] for at in range(0, 12, 4))


def _key() -> bytes:
    return key_bytes(Path(settings.DATA), KEY)

"""The receipt of a report: 20 digits that alone lead back to it. Looked up by one Argon2id, whatever was typed."""

import secrets
from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from liemchinh.envelopes.seals import KEY, Unreadable

DIGITS = 20  # 66 bits
SALT = argon2id.SALTBYTES
MEMORY, OPS = 32 * 1024 * 1024, 1


@dataclass(frozen=True, slots=True)
class ReceiptKeys:
    """What comes out of a receipt: by what its report is found, and what opens the wrapped key."""

    lookup: bytes
    wrapping: bytes


def new_receipt() -> str:
    """Twenty random digits in five groups: "4821 0937 5560 1284 7719"."""
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    return " ".join(digits[start : start + 4] for start in range(0, DIGITS, 4))


def receipt_keys(typed: str, salt: bytes) -> ReceiptKeys:
    """The keys of what was typed; only its digits count. The same work for every text, so that its time tells nothing."""
    digits = "".join(char for char in typed[:200] if char in "0123456789")
    made = argon2id.kdf(2 * KEY, digits.encode(), salt, opslimit=OPS, memlimit=MEMORY)
    return ReceiptKeys(made[:KEY], made[KEY:])


def lock(private: bytes, keys: ReceiptKeys) -> bytes:
    """The private key of a report, for its receipt."""
    return bytes(SecretBox(keys.wrapping).encrypt(private))


def unlock(locked: bytes, keys: ReceiptKeys) -> bytes:
    """The private key of the report. Raises Unreadable."""
    try:
        return SecretBox(keys.wrapping).decrypt(locked)
    except (CryptoError, ValueError) as error:
        raise Unreadable("does not open") from error


def new_salt() -> bytes:
    """One for an installation: a receipt is looked up without knowing whose it is."""
    return random(SALT)

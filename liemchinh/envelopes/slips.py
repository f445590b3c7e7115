"""Codes on result slips: drawn at random, printed, never assigned to a file, kept as keyed hashes only."""

from hashlib import blake2b

from liemchinh.envelopes.codes import LETTERS, new_code, read_code

GROUPS = 3  # of 20 bits
MARK = 16  # bytes of a kept hash


def new_slip() -> str:
    """A code of 60 bits: "7K2M-09QX-4TWB"."""
    return new_code(GROUPS)


def tidy_slip(typed: str) -> str | None:
    """What was typed as a code, or None when it cannot be one."""
    code = read_code(typed)
    return code if len(code) == 4 * GROUPS and set(code) <= set(LETTERS) else None


def slip_hash(code: str, key: bytes) -> bytes:
    """What is kept of a code: 16 bytes of BLAKE2b under the office's key."""
    return blake2b(
        read_code(code).encode(errors="replace"), digest_size=MARK, key=key, person=b"liemchinh-slip"
    ).digest()

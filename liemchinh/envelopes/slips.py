"""Codes on result slips: drawn at random, printed, never assigned to a file, kept as keyed hashes only."""

from hashlib import blake2b

from liemchinh.envelopes.codes import LETTERS, new_code, read_code

SLIP = "slip"  # what the code is called in the address of its QR code
GROUPS = 3  # of 20 bits
MARK = 16  # bytes of a kept hash


def new_slip() -> str:
    """A code of 60 bits: "7K2M-09QX-4TWB"."""
    return new_code(GROUPS)


def tidy_slip(typed: str) -> str | None:
    """What was typed as a code, or None when it cannot be one."""
    code = read_code(typed)
    return code if len(code) == 4 * GROUPS and set(code) <= set(LETTERS) else None


def grouped(code: str) -> str:
    """A tidy code as it is printed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def office_path(office: str) -> str:
    """Where on the public pages an office's page is: both sides print it, neither knows the other's addresses."""
    return f"/o/{office}/"


def rating_path(office: str) -> str:
    """Where it is rated."""
    return f"{office_path(office)}rate/"


def paper_path(office: str) -> str:
    """Where its form to print is."""
    return f"{office_path(office)}paper/"


def slip_hash(code: str, key: bytes) -> bytes:
    """What is kept of a code: 16 bytes of BLAKE2b under the office's key."""
    return blake2b(
        read_code(code).encode(errors="replace"), digest_size=MARK, key=key, person=b"liemchinh-slip"
    ).digest()

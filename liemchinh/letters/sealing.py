"""Who wrote a letter, sealed: a key of its own beside the database, bound to the letter, of one length whatever the name."""

from pathlib import Path

from django.conf import settings
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from liemchinh.keys import key_bytes

KEY = "letter-writers.key"
SIZE, LONGEST = 1200, 200


def seal(letter: int, name: str) -> bytes:
    """The name, readable only with the key and only for this letter: moved to another row it opens to nothing. At most LONGEST letters."""
    text = f"{letter}:{name}".encode()
    if len(text) > SIZE:
        raise ValueError("too long a name")
    return bytes(_box().encrypt(text.ljust(SIZE, b"\0")))


def unseal(letter: int, sealed: bytes) -> str | None:
    """The name, or None when the row was altered, moved, or sealed under another key."""
    try:
        owner, _, name = _box().decrypt(sealed).rstrip(b"\0").decode().partition(":")
    except (CryptoError, ValueError):
        return None
    return name if owner == str(letter) else None


def _box() -> SecretBox:
    return SecretBox(key_bytes(Path(settings.DATA), KEY))

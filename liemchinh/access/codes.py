"""The keyed hashes that codes are kept as."""

import hashlib
import hmac
from pathlib import Path

from django.conf import settings

from liemchinh.keys import key_bytes


def keyed_hash(key: str, text: str) -> str:
    """HMAC-SHA-256 under the installation's key `key`, in hex: the database alone does not allow guessing the text."""
    return hmac.new(key_bytes(Path(settings.DATA), key), text.encode(), hashlib.sha256).hexdigest()


def token_hash(token: str) -> str:
    """SHA-256 of a long random token, in hex."""
    return hashlib.sha256(token.encode()).hexdigest()

"""Forms that can be sent once, and what a form carries instead of a cookie. The keys live in memory and end with the process."""

import secrets
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from liemchinh.journal import clock

FORM_SECONDS, HELD_SECONDS = 6 * 3600, 3600
_TIME = 8  # bytes


class Tokens:
    """Gives and takes back."""

    def __init__(self) -> None:
        self._box, self._lock = SecretBox(secrets.token_bytes(32)), threading.Lock()
        self._spent: dict[bytes, float] = {}

    def give(self) -> str:
        """For a form about to be shown."""
        return self.seal(b"form" + secrets.token_bytes(16))

    def spend(self, token: str) -> bool:
        """True once for each token given in the last six hours."""
        data = self.opened(token, FORM_SECONDS)
        if data is None or not data.startswith(b"form"):
            return False
        now = clock.now().timestamp()
        with self._lock:
            for old in [old for old, since in self._spent.items() if since + FORM_SECONDS < now]:
                del self._spent[old]
            if data in self._spent:
                return False
            self._spent[data] = now
        return True

    def seal(self, data: bytes) -> str:
        """For a hidden field: nobody but this process reads it or makes another."""
        now = int(clock.now().timestamp()).to_bytes(_TIME, "big")
        return urlsafe_b64encode(self._box.encrypt(now + data)).decode()

    def opened(self, sealed: str, seconds: int = HELD_SECONDS) -> bytes | None:
        """What was sealed, for so many seconds; else None."""
        try:
            data = self._box.decrypt(urlsafe_b64decode(sealed.encode(errors="replace")[:2000]))
        except (CryptoError, ValueError, TypeError):
            return None
        age = clock.now().timestamp() - int.from_bytes(data[:_TIME], "big")
        return data[_TIME:] if -5 <= age <= seconds else None

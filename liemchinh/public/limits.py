"""How often one address may send, and how much one office's page takes in a day. In memory alone; an address is kept as a keyed hash.

The key is made anew each hour and the hashes go with it: who sent something cannot be found out afterwards, not even from the memory.
Behind one address there may be a whole village: the limits are wide, the quotas of the offices carry the load.
"""

import secrets
import threading
from collections import Counter
from hashlib import blake2b

from liemchinh.journal import clock

# In an hour from one address.
LIMITS = {"report": 20, "message": 60, "receipt": 60, "suggestion": 40, "rating": 120}
# In a day for one office.
QUOTAS = {"report": 200, "message": 1000, "suggestion": 400, "rating": 20_000}


class Limits:
    """Counts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hour, self._key, self._sent = 0, b"", Counter[bytes]()
        self._day, self._taken = "", Counter[tuple[str, str]]()

    def take(self, what: str, address: str) -> bool:
        """Counts one of `what` from an address; False when it has had its number for this hour."""
        hour = int(clock.now().timestamp()) // 3600
        with self._lock:
            if hour != self._hour:
                self._hour, self._key = hour, secrets.token_bytes(32)
                self._sent.clear()
            mark = blake2b(f"{what}\0{address}".encode(errors="replace"), key=self._key, digest_size=16).digest()
            self._sent[mark] += 1
            return self._sent[mark] <= LIMITS[what]

    def take_quota(self, what: str, office: str) -> bool:
        """Counts one of `what` for an office; False when its page has taken its number for today."""
        day = clock.today().isoformat()
        with self._lock:
            if day != self._day:
                self._day = day
                self._taken.clear()
            self._taken[what, office] += 1
            return self._taken[what, office] <= QUOTAS[what]

"""How often one address may send, and how much one office's page keeps in an hour. In memory alone; an address is kept as a keyed hash.

The key is made anew each hour and the hashes go with it: who sent something cannot be found out afterwards, not even from the memory.
Behind one address there may be a whole village: the limits are wide, the quotas of the offices carry the load. A quota counts what is kept:
who sends empty forms fills nobody's page; and it is of an hour: who fills one has to go on, and the next hour takes reports again.
"""

import secrets
import threading
from collections import Counter
from hashlib import blake2b

from liemchinh.journal import clock

# In an hour from one address.
LIMITS = {"report": 20, "message": 60, "receipt": 60, "suggestion": 40, "rating": 120}
# In an hour for one office.
QUOTAS = {"report": 60, "suggestion": 120, "rating": 5_000}


class Limits:
    """Counts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hour, self._key, self._sent = 0, b"", Counter[bytes]()
        self._kept = Counter[tuple[str, str]]()

    def take(self, what: str, address: str) -> bool:
        """Counts one of `what` from an address; False when it has had its number for this hour."""
        with self._lock:
            self._turn()
            mark = blake2b(f"{what}\0{address}".encode(errors="replace"), key=self._key, digest_size=16).digest()
            self._sent[mark] += 1
            return self._sent[mark] <= LIMITS[what]

    def has_room(self, what: str, office: str) -> bool:
        """False when an office's page has kept its number for this hour."""
        with self._lock:
            self._turn()
            return self._kept[what, office] < QUOTAS[what]

    def keep(self, what: str, office: str) -> None:
        """Counts one of `what` that was kept for an office."""
        with self._lock:
            self._turn()
            self._kept[what, office] += 1

    def _turn(self) -> None:
        hour = int(clock.now().timestamp()) // 3600
        if hour != self._hour:
            self._hour, self._key = hour, secrets.token_bytes(32)
            self._sent.clear()
            self._kept.clear()

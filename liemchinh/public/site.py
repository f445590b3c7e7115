"""The one site of this process: its database, what the office described, tokens, limits, and the work of a receipt."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from liemchinh.envelopes.exchanged import Office, SentReport
from liemchinh.envelopes.receipts import ReceiptKeys, lock, new_salt, receipt_keys
from liemchinh.envelopes.reports import Body, Identity, seal_body, seal_identity
from liemchinh.envelopes.seals import KEY, new_pair
from liemchinh.journal import clock
from liemchinh.keys import key_bytes
from liemchinh.public.channel import Channel, kept_channel, take_in
from liemchinh.public.keeping import NOWHERE, forget_reports, keep_report
from liemchinh.public.languages import other_language
from liemchinh.public.limits import Limits
from liemchinh.public.packing import forget_packets, pack
from liemchinh.public.store import Store
from liemchinh.public.tokens import Tokens

# As long as what people write: making its page takes as long as making theirs.
_LINE = "Tôi nộp hồ sơ theo giấy hẹn, đến nay chưa có kết quả."
# So many Argon2id at once, 32 MiB each; whoever comes next waits.
AT_ONCE = 2


class Site:
    """What every page needs. Made once for a process."""

    def __init__(self, data: Path, folder: Path) -> None:
        self.data, self.folder = data, folder
        self.store = Store(data / "public.sqlite3")
        self.tokens, self.limits = Tokens(), Limits()
        self._argon = threading.BoundedSemaphore(AT_ONCE)
        self.salt = self.store.settled("salt", new_salt())
        self.channel: Channel | None = kept_channel(self.store, data)
        self.nowhere = self._stand_in()

    def keys_of(self, receipt: str) -> ReceiptKeys:
        """One Argon2id, whatever was typed; at most so many at once."""
        with self._argon:
            return receipt_keys(receipt, self.salt)

    def office(self, code: str) -> Office | None:
        """The page of that code, or None. Nowhere has the face of the first office: its page costs what any page costs."""
        if self.channel and code == NOWHERE:
            return next(iter(self.channel.offices.values()), None)
        return self.channel.offices.get(code) if self.channel else None

    def exchange(self) -> None:
        """Takes in what the office left and puts out what citizens sent. Repeatable. Raises Unreadable for what is not the office's.

        Also while another process does so, or did with a folder that is carried: what that one took in is known here from then on.
        """
        with alone(self.data / "exchange.lock"):
            try:
                fresh = take_in(self.store, self.folder, self.data) or self._taken_by_another()
                if fresh:
                    self.channel = fresh
                    forget_reports(self.store, fresh.description.gone)
                    forget_packets(self.store, self.folder, fresh.description.received)
            finally:
                pack(self.store, self.folder, self.seed, clock.today())

    def _taken_by_another(self) -> Channel | None:
        known = self.channel.description.serial if self.channel else 0
        return kept_channel(self.store, self.data) if int(self.store.fact("serial") or b"0") > known else None

    @property
    def seed(self) -> bytes:
        """What this side signs its packets with."""
        return key_bytes(self.data, "exchange.key")

    def _stand_in(self) -> ReceiptKeys:
        """The keys of the report that a wrong receipt leads to. It is empty, made once, opened, and thrown away."""
        if known := self.store.fact("nowhere"):
            return ReceiptKeys(known[:KEY], known[KEY:])
        pair, keys = new_pair(), ReceiptKeys(token_bytes(KEY), token_bytes(KEY))
        body = seal_body(Body("", "", _LINE, _LINE, "\n".join([_LINE] * 6)), pair.public)
        identity = seal_identity(Identity("", ""), pair.public)
        report = SentReport(token_hex(16), NOWHERE, clock.today(), pair.public, {}, body, "", identity, [])
        keep_report(self.store, report, keys.lookup, lock(pair.private, keys))
        self.store.keep_fact("nowhere", keys.lookup + keys.wrapping)
        return keys


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time; the others wait."""
    with path.open("w") as lock:
        path.chmod(0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@lru_cache(maxsize=1)
def _site(data: Path, folder: Path) -> Site:
    return Site(data, folder)


def site() -> Site:
    """The site of the data directory in the settings."""
    return _site(Path(settings.PUBLIC_DATA), Path(settings.EXCHANGE))


@contextmanager
def site_at(data: Path, folder: Path) -> Iterator[Site]:
    """Another site, for the time of a test or a look; afterwards the next page opens its own again."""
    _site.cache_clear()
    opened = _site(data, folder)
    try:
        yield opened
    finally:
        opened.store.close()
        _site.cache_clear()


def context(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows."""
    channel = site().channel
    return {"site_name": channel.description.site if channel else "", "other": other_language(request)}

"""The database of the public process: one file of SQLite, in which everything of a citizen is sealed and no key lies that opens it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY", "foreign_keys=ON")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS report (
  id TEXT PRIMARY KEY, office TEXT NOT NULL, on_day TEXT NOT NULL, public_key BLOB NOT NULL, wraps TEXT NOT NULL, body BLOB NOT NULL,
  custodian TEXT NOT NULL, identity BLOB NOT NULL, lookup BLOB NOT NULL UNIQUE, locked BLOB NOT NULL, packet INTEGER);
CREATE TABLE IF NOT EXISTS message (
  report TEXT NOT NULL REFERENCES report(id) ON DELETE CASCADE, number INTEGER NOT NULL, on_day TEXT NOT NULL, body BLOB NOT NULL,
  packet INTEGER, PRIMARY KEY (report, number));
CREATE TABLE IF NOT EXISTS file (
  report TEXT NOT NULL REFERENCES report(id) ON DELETE CASCADE, message INTEGER NOT NULL, position INTEGER NOT NULL, key BLOB NOT NULL,
  sealed BLOB NOT NULL, PRIMARY KEY (report, message, position));
CREATE TABLE IF NOT EXISTS suggestion (
  id TEXT PRIMARY KEY, office TEXT NOT NULL, on_day TEXT NOT NULL, public_key BLOB NOT NULL, wraps TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS rating (
  office TEXT NOT NULL, month TEXT NOT NULL, slip INTEGER NOT NULL, how TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (office, month, slip, how, reason)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spent (office TEXT NOT NULL, slip BLOB NOT NULL, packet INTEGER, PRIMARY KEY (office, slip)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS packet (number INTEGER PRIMARY KEY, signed BLOB NOT NULL);
"""


class Store:
    """One connection, used by one thread at a time: a public page writes little, and rarely."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        self.path, self._lock = path, threading.RLock()
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=60)
        self._database.row_factory = sqlite3.Row
        for pragma in _PRAGMAS:
            self._database.execute(f"PRAGMA {pragma}")
        self._database.executescript(_SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and on the disk when it ends."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """What stands there now."""
        with self._lock:
            yield self._database

    def fact(self, name: str) -> bytes | None:
        """A value that this process keeps for itself, or None."""
        with self.reading() as database:
            row = database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return bytes(row["value"]) if row else None

    def keep_fact(self, name: str, value: bytes) -> None:
        """Puts a value in place of the one before."""
        with self.transaction() as database:
            database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def settled(self, name: str, value: bytes) -> bytes:
        """The value that stands: the given one only where there was none, whichever process came first."""
        with self.transaction() as database:
            database.execute("INSERT OR IGNORE INTO fact VALUES (?, ?)", (name, value))
        return self.fact(name) or value

    def empty_log(self) -> None:
        """Writes the write-ahead log back and empties it: what was deleted stood in it until now."""
        with self._lock:
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Ends it."""
        with self._lock:
            self._database.close()

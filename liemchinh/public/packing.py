"""Putting what citizens sent into numbered, signed packets for the office. A packet lies here until the office says that it took it."""

import json
import sqlite3
from datetime import date
from pathlib import Path

from liemchinh.envelopes.exchange import packet_path, packets, put, signed
from liemchinh.envelopes.exchanged import Packet, RatingCount, SentMessage, SentReport, SentSuggestion
from liemchinh.envelopes.files import SealedFile
from liemchinh.public.store import Store

# A packet holds about so many bytes of files and then begins another one.
_FULL = 48 * 1024 * 1024


def pack(store: Store, folder: Path, seed: bytes, on: date) -> int:
    """Makes packets of what is new, puts every packet not yet taken into `folder`, gives how many were made.

    Killed anywhere, nothing is lost and nothing goes twice: a packet is made with the rows it covers, and its file is written after.
    """
    made = 0
    while _pack_one(store, seed, on):
        made += 1
    with store.reading() as database:
        waiting = database.execute("SELECT number FROM packet ORDER BY number").fetchall()
    for (number,) in waiting:
        if not packet_path(folder, number).exists():
            with store.reading() as database:
                (whole,) = database.execute("SELECT signed FROM packet WHERE number = ?", (number,)).fetchone()
            put(packet_path(folder, number), bytes(whole))
    return made


def forget_packets(store: Store, folder: Path, taken: int) -> None:
    """Deletes the packets up to the one that the office took last, with what only they still needed."""
    with store.transaction() as database:
        gone = database.execute("DELETE FROM packet WHERE number <= ?", (taken,)).rowcount
    for path in packets(folder):
        if path <= packet_path(folder, taken):
            path.unlink(missing_ok=True)
    if gone:
        store.empty_log()


def _pack_one(store: Store, seed: bytes, on: date) -> bool:
    with store.transaction() as database:
        number = (
            int(database.execute("SELECT coalesce((SELECT value FROM fact WHERE name = 'packets'), 0)").fetchone()[0])
            + 1
        )
        packet = Packet(
            number, on, _reports(database, number), _messages(database, number), _suggestions(database),
            _ratings(database), _spent(database, number),
        )  # fmt: skip
        if not any((packet.reports, packet.messages, packet.suggestions, packet.ratings, packet.spent)):
            return False
        database.execute("INSERT INTO packet VALUES (?, ?)", (number, signed(packet, seed)))
        database.execute("INSERT OR REPLACE INTO fact VALUES ('packets', ?)", (str(number).encode(),))
        # The contents now lie in the packet; what a reporter sees of their files is the description.
        database.execute(
            "UPDATE file SET sealed = x'' WHERE (report, message) IN (SELECT id, 0 FROM report WHERE packet = ?)",
            (number,),
        )
        database.execute(
            "UPDATE file SET sealed = x'' WHERE (report, message) IN (SELECT report, number FROM message WHERE packet = ?)",
            (number,),
        )
    return True


def _reports(database: sqlite3.Connection, packet: int) -> list[SentReport]:
    found, size = [], 0
    for row in database.execute("SELECT * FROM report WHERE packet IS NULL ORDER BY on_day, id").fetchall():
        files = _files(database, row["id"], 0)
        size += sum(len(file.sealed) for file in files)
        if found and size > _FULL:
            break
        database.execute("UPDATE report SET packet = ? WHERE id = ?", (packet, row["id"]))
        found.append(
            SentReport(
                row["id"], row["office"], date.fromisoformat(row["on_day"]), bytes(row["public_key"]), _wraps(row["wraps"]),
                bytes(row["body"]), row["custodian"], bytes(row["identity"]), files,
            )
        )  # fmt: skip
    return found


def _messages(database: sqlite3.Connection, packet: int) -> list[SentMessage]:
    """Messages of reports that are already in a packet, this one included: no message comes before its report."""
    asked = """SELECT message.* FROM message JOIN report ON report.id = message.report
               WHERE message.packet IS NULL AND report.packet IS NOT NULL ORDER BY message.report, message.number"""
    found, size = [], 0
    for row in database.execute(asked).fetchall():
        files = _files(database, row["report"], row["number"])
        size += sum(len(file.sealed) for file in files)
        if found and size > _FULL:
            break
        database.execute(
            "UPDATE message SET packet = ? WHERE report = ? AND number = ?", (packet, row["report"], row["number"])
        )
        found.append(
            SentMessage(row["report"], row["number"], date.fromisoformat(row["on_day"]), bytes(row["body"]), files)
        )
    return found


def _files(database: sqlite3.Connection, report: str, message: int) -> list[SealedFile]:
    asked = "SELECT key, sealed FROM file WHERE report = ? AND message = ? ORDER BY position"
    return [SealedFile(bytes(row["key"]), bytes(row["sealed"])) for row in database.execute(asked, (report, message))]


def _suggestions(database: sqlite3.Connection) -> list[SentSuggestion]:
    rows = database.execute("DELETE FROM suggestion RETURNING *").fetchall()
    return [
        SentSuggestion(
            row["id"], row["office"], date.fromisoformat(row["on_day"]), bytes(row["public_key"]), _wraps(row["wraps"]), bytes(row["body"])
        )
        for row in sorted(rows, key=lambda row: str(row["id"]))
    ]  # fmt: skip


def _ratings(database: sqlite3.Connection) -> list[RatingCount]:
    rows = database.execute("DELETE FROM rating RETURNING *").fetchall()
    return sorted(
        (RatingCount(row["office"], row["month"], bool(row["slip"]), row["how"], row["reason"], row["count"]) for row in rows),
        key=lambda row: (row.office, row.month, row.slip, row.how, row.reason),
    )  # fmt: skip


def _spent(database: sqlite3.Connection, packet: int) -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    for row in database.execute("SELECT office, slip FROM spent WHERE packet IS NULL ORDER BY office, slip").fetchall():
        found.setdefault(row["office"], []).append(bytes(row["slip"]))
    database.execute("UPDATE spent SET packet = ? WHERE packet IS NULL", (packet,))
    return found


def _wraps(told: str) -> dict[str, bytes]:
    return {reader: bytes.fromhex(wrapped) for reader, wrapped in json.loads(told).items()}

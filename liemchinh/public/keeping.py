"""Keeping what citizens send, sealed, and finding a report again by its receipt."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.envelopes.exchanged import SentReport, SentSuggestion
from liemchinh.envelopes.files import SealedFile
from liemchinh.public.store import Store

MOST_MESSAGES = 50  # of one report
# The office under which the report stands that a wrong receipt leads to; it is in no packet.
NOWHERE = ""


class Full(Exception):
    """A report has as many messages as one may have."""


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A further message as it is kept: its number, day, sealed words, and the sealed descriptions of its files."""

    number: int
    on: date
    body: bytes
    files: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as it is kept."""

    id: str
    office: str
    on: date
    public_key: bytes
    body: bytes
    lookup: bytes
    locked: bytes
    files: tuple[bytes, ...]
    messages: tuple[KeptMessage, ...]


def keep_report(store: Store, report: SentReport, lookup: bytes, locked: bytes) -> None:
    """Keeps a report until the office says that it is gone."""
    row = (
        report.id, report.office, report.on.isoformat(), report.public_key, _wraps(report.wraps), report.body, report.custodian,
        report.identity, lookup, locked, 0 if report.office == NOWHERE else None,
    )  # fmt: skip
    with store.transaction() as database:
        database.execute("INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        _keep_files(database, report.id, 0, report.files)


def keep_message(store: Store, report: str, on: date, body: bytes, files: Sequence[SealedFile]) -> int:
    """Keeps a further message; gives its number in the report. Raises Full."""
    with store.transaction() as database:
        asked = "SELECT coalesce(max(number), 0) + 1 FROM message WHERE report = ?"
        number = int(database.execute(asked, (report,)).fetchone()[0])
        if number > MOST_MESSAGES:
            raise Full
        database.execute("INSERT INTO message VALUES (?, ?, ?, ?, NULL)", (report, number, on.isoformat(), body))
        _keep_files(database, report, number, files)
    return number


def keep_suggestion(store: Store, told: SentSuggestion) -> None:
    """Keeps a suggestion until it is packed."""
    row = (told.id, told.office, told.on.isoformat(), told.public_key, _wraps(told.wraps), told.body)
    with store.transaction() as database:
        database.execute("INSERT INTO suggestion VALUES (?, ?, ?, ?, ?, ?)", row)


def found(store: Store, lookup: bytes, instead: bytes) -> KeptReport:
    """The report of a receipt, or the one that stands instead: one look-up, and the same work, whether there is one or not."""
    asked = "SELECT * FROM report WHERE lookup = coalesce((SELECT lookup FROM report WHERE lookup = ?), ?)"
    with store.reading() as database:
        row = database.execute(asked, (lookup, instead)).fetchone()
        told = "SELECT number, on_day, body FROM message WHERE report = ? ORDER BY number"
        messages = database.execute(told, (row["id"],)).fetchall()
        listed = "SELECT message, key FROM file WHERE report = ? ORDER BY message, position"
        files = [(one["message"], bytes(one["key"])) for one in database.execute(listed, (row["id"],))]

    def of_message(number: int) -> tuple[bytes, ...]:
        return tuple(key for message, key in files if message == number)

    return KeptReport(
        row["id"], row["office"], date.fromisoformat(row["on_day"]), bytes(row["public_key"]), bytes(row["body"]), bytes(row["lookup"]),
        bytes(row["locked"]), of_message(0),
        tuple(
            KeptMessage(one["number"], date.fromisoformat(one["on_day"]), bytes(one["body"]), of_message(one["number"]))
            for one in messages
        ),
    )  # fmt: skip


def forget_reports(store: Store, reports: Sequence[str]) -> None:
    """Deletes all there is of reports that the office destroyed, from the write-ahead log too."""
    with store.transaction() as database:
        gone = sum(database.execute("DELETE FROM report WHERE id = ?", (report,)).rowcount for report in reports)
    if gone:
        store.empty_log()


def _keep_files(database: sqlite3.Connection, report: str, message: int, files: Sequence[SealedFile]) -> None:
    rows = [(report, message, position, file.key, file.sealed) for position, file in enumerate(files)]
    database.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?)", rows)


def _wraps(wraps: dict[str, bytes]) -> str:
    return json.dumps({reader: wrapped.hex() for reader, wrapped in sorted(wraps.items())})

"""Counting how citizens were treated: only counts are kept, by office and month, and which slips were used."""

import sqlite3
from collections.abc import Sequence
from typing import Literal

from liemchinh.envelopes.exchanged import Office
from liemchinh.envelopes.slips import slip_hash
from liemchinh.public.store import Store

Counted = Literal["counted", "already", "unknown"]


def count_rating(store: Store, office: Office, slip: str, month: str, how: str, reasons: Sequence[str]) -> Counted:
    """Counts one answer: under the slips if a code came with it, apart if none did.

    "already": the code was used; "unknown": the office gave out no such code. Then nothing is counted.
    """
    with store.transaction() as database:
        if slip and (refused := _not_spent(database, office, slip_hash(slip, office.slip_key))):
            return refused
        for reason in ("", *sorted(set(reasons))):
            row = (office.code, month, bool(slip), how, reason)
            database.execute(
                "INSERT INTO rating VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1", row
            )
    return "counted"


def _not_spent(database: sqlite3.Connection, office: Office, mark: bytes) -> Counted | None:
    """Why this slip cannot be used, or None: then it is used now."""
    used = "SELECT 1 FROM spent WHERE office = ? AND slip = ?"
    if database.execute(used, (office.code, mark)).fetchone():
        return "already"
    if mark not in office.slips:
        return "unknown"
    database.execute("INSERT INTO spent VALUES (?, ?, NULL)", (office.code, mark))
    return None

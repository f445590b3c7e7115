"""Letterheads, numbers, own wordings and declarations made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.papers.models import Declaration, Letterhead, Number, Wording
from liemchinh.papers.wordings import digest_of
from regulations.wordings import BLOCKS

Key = tuple[int, str, str, int, int]
KINDS = ("papers.number_taken", "papers.numbers_noted", "papers.noted_cancelled", "papers.number_voided")


def differences() -> Iterator[str]:
    """One sentence per organisation and sort of record that is not what the book says."""
    compared: list[tuple[dict[Any, Any], dict[Any, Any], str]] = [
        (_letterheads_told(), _letterheads_stored(), "phần đầu văn bản"),
        (_numbers_told(), _numbers_stored(), "sổ văn bản"),
        (_wordings_told(), _wordings_stored(), "lời văn riêng"),
        (_declared_told(), _declared_stored(), "khai báo được giữ gì của vụ việc"),
    ]
    for told, stored, what in compared:
        apart = {key for key in told.keys() | stored.keys() if told.get(key) != stored.get(key)}
        for number in sorted({key[0] for key in apart}):
            yield f"Tổ chức số {number}: {what} đang lưu khác với sổ."


def _entries(*kinds: str) -> Iterator[tuple[int, int, date | None, str, dict[str, Any]]]:
    rows = Entry.objects.filter(kind__in=kinds).order_by("sequence")
    for sequence, organisation, on, kind, payload in rows.values_list(
        "sequence", "organisation_id", "effective_on", "kind", "payload"
    ):
        yield sequence, organisation, on, kind, json.loads(bytes(payload))["data"]


def _letterheads_told() -> dict[tuple[Any, ...], Any]:
    found: dict[tuple[int, str], list[tuple[date, tuple[str, ...]]]] = {}
    for _sequence, organisation, on, _kind, data in _entries("papers.letterhead_set"):
        rows = found.setdefault((organisation, data["organ"]), [])
        day = on or date.min
        rows[:] = [row for row in rows if row[0] < day]
        rows.append((day, (data["symbol"], data["above"], data["name"], data["place"])))
    return {
        (*issuer, day): (said, rows[place + 1][0] if place + 1 < len(rows) else None)
        for issuer, rows in found.items()
        for place, (day, said) in enumerate(rows)
    }


def _letterheads_stored() -> dict[tuple[Any, ...], Any]:
    return {
        (row.organisation_id, row.organ, row.valid_from): ((row.symbol, row.above, row.name, row.place), row.valid_to)
        for row in Letterhead.objects.filter(cancelled_by=None)
    }


def _numbers_told() -> dict[Key, tuple[date | None, bool, bool, bool]]:
    """Of each number: its day, whether it was given on paper, whether it is secret, and whether it was voided."""
    found: dict[Key, tuple[date | None, bool, bool, bool]] = {}
    for _sequence, organisation, on, kind, data in _entries(*KINDS):
        series = (organisation, data["organ"], data["type"], data["term"])
        if kind == "papers.numbers_noted":
            dated = on if data["first"] == data["last"] else None
            found |= {
                (*series, number): (dated, True, False, False) for number in range(data["first"], data["last"] + 1)
            }
        elif kind == "papers.number_taken":
            found[*series, data["number"]] = (on, False, data.get("secret", False), False)
        elif kind == "papers.noted_cancelled":
            found.pop((*series, data["number"]), None)
        elif before := found.get((*series, data["number"])):
            found[*series, data["number"]] = (*before[:3], True)
    return found


def _numbers_stored() -> dict[Key, tuple[date | None, bool, bool, bool]]:
    return {
        (row.organisation_id, row.organ, row.type, row.term, row.number): (
            row.dated, row.on_paper, row.is_secret, row.voided_by is not None,
        )
        for row in Number.objects.filter(cancelled_by=None)
    }  # fmt: skip


def _wordings_told() -> dict[tuple[Any, ...], Any]:
    """Each own wording by its first day: the digest of its text, and the day it ended."""
    found: dict[tuple[int, str], list[tuple[date, str | None]]] = {}
    for _sequence, organisation, on, kind, data in _entries("papers.wording_set", "papers.wording_withdrawn"):
        rows, day = found.setdefault((organisation, data["paper"]), []), on or date.min
        rows[:] = [row for row in rows if row[0] < day]
        rows.append((day, data["digest"] if kind == "papers.wording_set" else None))
    return {
        (*office, day): (digest, rows[place + 1][0] if place + 1 < len(rows) else None)
        for office, rows in found.items()
        for place, (day, digest) in enumerate(rows)
        if digest is not None
    }


def _wordings_stored() -> dict[tuple[Any, ...], Any]:
    return {
        (row.organisation_id, row.paper, row.valid_from): (
            digest_of({key: getattr(row, key) for key in BLOCKS}), row.valid_to,
        )
        for row in Wording.objects.filter(cancelled_by=None)
    }  # fmt: skip


def _declared_told() -> dict[tuple[Any, ...], Any]:
    rows = _entries("papers.declared")
    return {(organisation,): (data["holds"], data["decision"], on) for _s, organisation, on, _k, data in rows}


def _declared_stored() -> dict[tuple[Any, ...], Any]:
    rows = Declaration.objects.filter(cancelled_by=None)
    return {(row.organisation_id,): (row.holds, row.decision, row.dated) for row in rows}

"""The book of letters made again from the journal alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.letters.models import Letter, Sorting


def differences() -> Iterator[str]:
    """One sentence for each line, and each sorting, that is not what its entry says, and for each gap in the numbers of a book."""
    entries = Entry.objects.filter(kind__in=("letters.received", "letters.sorted")).order_by("sequence")
    cancelled = dict(
        Entry.objects.filter(kind__in=("letters.unsorted", "letters.cancelled")).values_list("cancels_id", "sequence")
    )
    told: dict[int, tuple[Any, ...]] = {}
    for entry in entries.iterator():
        data = json.loads(bytes(entry.payload))["data"]
        say = _received if entry.kind == "letters.received" else _sorted
        told[entry.sequence] = (entry.organisation_id, *say(data), entry.effective_on, cancelled.get(entry.sequence))
    stored = {row.recorded_by: _letter(row) for row in Letter.objects.all()}
    stored |= {row.recorded_by: _sorting(row) for row in Sorting.objects.select_related("letter")}
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence):
            yield f"Sổ đơn thư (số {sequence} trong sổ): điều đang lưu khác với sổ."
    yield from _gaps()


def _received(data: dict[str, Any]) -> tuple[Any, ...]:
    return (
        data["organ"], data["year"], data["number"], data["way"], data["kind"], data["anonymous"], data.get("sender"),
        data.get("sender_kind", ""), data.get("cover_number", ""), data.get("cover_dated"), data.get("came_from"),
    )  # fmt: skip


def _sorted(data: dict[str, Any]) -> tuple[Any, ...]:
    return (
        data["organ"], data["year"], data["number"], data["outcome"], data.get("to"), data.get("to_kind", ""),
        data.get("cover_number", ""), data.get("cover_dated"), data.get("due_on"),
    )  # fmt: skip


def _letter(row: Letter) -> tuple[Any, ...]:
    dated = row.cover_dated.isoformat() if row.cover_dated else None
    return (
        row.organisation_id, row.organ, row.year, row.number, row.way, row.kind, row.is_anonymous, row.sender_id, row.sender_kind,
        row.cover_number, dated, row.came_from_id, row.received_on, row.cancelled_by,
    )  # fmt: skip


def _sorting(row: Sorting) -> tuple[Any, ...]:
    letter, dated = row.letter, row.cover_dated.isoformat() if row.cover_dated else None
    due_on = row.due_on.isoformat() if row.due_on else None
    return (
        letter.organisation_id, letter.organ, letter.year, letter.number, row.outcome, row.to_id, row.to_kind, row.cover_number, dated,
        due_on, row.on, row.cancelled_by,
    )  # fmt: skip


def _gaps() -> Iterator[str]:
    books: dict[tuple[Any, ...], int] = {}
    rows = Letter.objects.order_by("organisation_id", "organ", "year", "number")
    for place, organ, year, number in rows.values_list("organisation_id", "organ", "year", "number"):
        if number != books.get((place, organ, year), 0) + 1:
            yield f"Sổ đơn thư năm {year} của tổ chức số {place} ({organ}): thiếu số trước số {number}."
        books[place, organ, year] = number

"""Programmes and entered conclusions made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.inspections.models import Examined, Programme
from liemchinh.inspections.queries import items_of
from liemchinh.journal.models import Entry

ADOPTING = ("inspections.adopted", "inspections.changed")


def differences() -> Iterator[str]:
    """One sentence per decision about a programme, and per entered conclusion, that is not what the book says."""
    cancelled = set(
        Entry.objects.filter(kind__startswith="inspections.").exclude(cancels_id=None).values_list("cancels_id", flat=True)
    )  # fmt: skip
    yield from _programmes(cancelled)
    yield from _examined(cancelled)


def _programmes(cancelled: set[int]) -> Iterator[str]:
    told: dict[int, tuple[Any, ...]] = {}
    last: dict[tuple[Any, ...], int] = {}
    replaced: dict[int, int] = {}
    for entry in Entry.objects.filter(kind__in=ADOPTING).order_by("sequence").iterator():
        if entry.sequence in cancelled:
            continue
        data = json.loads(bytes(entry.payload))["data"]
        place = (entry.organisation_id, data["organ"], data["year"])
        if place in last:
            replaced[last[place]] = entry.sequence
        last[place] = entry.sequence
        told[entry.sequence] = (*place, data["decision"], entry.effective_on, data["items"])
    kept = {row.recorded_by: row for row in Programme.objects.filter(cancelled_by=None)}
    for sequence in sorted(told.keys() | kept.keys()):
        row = kept.get(sequence)
        if row is None or (*_stored(row), row.replaced_by) != (*told.get(sequence, ()), replaced.get(sequence)):
            yield f"Quyết định về chương trình kiểm tra, giám sát (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _stored(row: Programme) -> tuple[Any, ...]:
    items = [item.plain() for item in items_of(row)]
    return row.organisation_id, row.organ, row.year, row.decision, row.decided_on, items


def _examined(cancelled: set[int]) -> Iterator[str]:
    told = {}
    for entry in Entry.objects.filter(kind="inspections.examined").iterator():
        if entry.sequence not in cancelled:
            data = json.loads(bytes(entry.payload))["data"]
            told[entry.sequence] = (
                entry.organisation_id, data["by"], data["organ"], data["sort"], data["number"], entry.effective_on,
            )  # fmt: skip
    rows = Examined.objects.filter(cancelled_by=None)
    stored = {
        row[0]: row[1:]
        for row in rows.values_list(
            "recorded_by", "organisation_id", "by_id", "organ", "sort", "number", "concluded_on"
        )
    }
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence):
            yield f"Kết luận kiểm tra đã có (số {sequence} trong sổ): điều đang lưu khác với sổ."

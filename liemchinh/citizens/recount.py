"""Counts of answers made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.citizens.events import COUNTS
from liemchinh.citizens.models import Rating, Why
from liemchinh.journal.models import Entry


def differences() -> Iterator[str]:
    """One sentence for each count that is not what its entry says."""
    rows = Entry.objects.filter(kind__startswith="citizens.rat").order_by("sequence")
    back = dict(rows.exclude(cancels_id=None).values_list("cancels_id", "sequence"))
    told: dict[int, tuple[Any, ...]] = {}
    for entry in rows.filter(kind="citizens.rated").iterator():
        data = json.loads(bytes(entry.payload))["data"]
        told[entry.sequence] = (
            entry.organisation_id, data["way"], data["first"], entry.effective_on, *(data[key] for key in COUNTS),
            [tuple(one) for one in data["reasons"]], data.get("suggestions", 0), data["number"], data["dated"], back.get(entry.sequence),
        )  # fmt: skip
    stored = _stored()
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence):
            yield f"Ý kiến của người dân (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _stored() -> dict[int, tuple[Any, ...]]:
    reasons: dict[int, list[tuple[str, int]]] = {}
    for rating, reason, count in Why.objects.order_by("reason").values_list("rating_id", "reason", "count"):
        reasons.setdefault(rating, []).append((reason, count))
    return {
        row.recorded_by: (
            row.organisation_id, row.way, row.first.isoformat(), row.last, *(getattr(row, key) for key in COUNTS),
            reasons.get(row.pk, []), row.suggestions, row.number, row.dated.isoformat() if row.dated else None, row.cancelled_by,
        )
        for row in Rating.objects.all()
    }  # fmt: skip

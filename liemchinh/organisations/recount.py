"""The tree made again from the book alone, and compared with what stands."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.organisations.models import Version

Row = tuple[str, str, str, str, int | None, str, str, str | None]
UNDOING = ("organisations.undone", "organisations.assignment_undone")
KEYS = ("code", "name", "level", "kind", "parent", "unit_type", "valid_from", "valid_to")


def versions_from_book() -> dict[int, set[Row]]:
    """Every live version of every organisation as the entries tell it."""
    undone = set(Entry.objects.filter(kind__in=UNDOING).values_list("cancels_id", flat=True))
    told: dict[int, list[Row]] = defaultdict(list)
    entries = Entry.objects.filter(kind__startswith="organisations.").order_by("sequence")
    for sequence, kind, number, payload in entries.values_list(
        "sequence", "kind", "organisation_id", "payload"
    ).iterator():
        data = json.loads(bytes(payload))["data"]
        if sequence in undone or kind in UNDOING:
            continue
        if kind == "organisations.assigned":
            _assign(told, data)
        elif kind == "organisations.reorganised":
            renewed = {row["organisation"] for row in data.get("versions", ())}
            for organisation in renewed:
                told[organisation] = [row for row in told[organisation] if row[7] is not None]
            for row in data.get("versions", ()):
                told[row["organisation"]].append(_row(row))
        elif kind == "organisations.changed":
            told[number] = [*told[number][:-1], *_closed(told[number][-1:], data["valid_from"]), _row(data)]
        else:
            told[number] = [_row(data)]
    return {organisation: set(rows) for organisation, rows in told.items() if rows}


def _assign(told: dict[int, list[Row]], data: dict[str, Any]) -> None:
    """What waited under the place stands under the target now, since the same day; an emptied place is gone."""
    for organisation in {row["organisation"] for row in data["versions"]}:
        told[organisation] = [row for row in told[organisation] if row[4] != data["place"]]
    for row in data["versions"]:
        told[row["organisation"]].append(_row(row))
    if data["emptied"]:
        told.pop(data["place"], None)


def _row(data: dict[str, object]) -> Row:
    return tuple(data[key] for key in KEYS)  # type: ignore[return-value]


def _closed(rows: list[Row], day: str) -> list[Row]:
    return [(*row[:7], day) for row in rows if row[6] < day]


def differences() -> Iterator[str]:
    """One sentence per organisation whose stored versions are not what the book says."""
    stored: dict[int, set[Row]] = defaultdict(set)
    for number, *values, start, end in Version.objects.filter(cancelled_by=None).values_list(
        "organisation_id", "code", "name", "level", "kind", "parent_id", "unit_type", "valid_from", "valid_to"
    ):
        stored[number].add((*values, start.isoformat(), end.isoformat() if end else None))  # type: ignore[arg-type]
    told = versions_from_book()
    for number in sorted(told.keys() | stored.keys()):
        if told.get(number) != stored.get(number):
            yield f"Tổ chức số {number}: các giai đoạn đang lưu khác với sổ."

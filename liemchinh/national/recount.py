"""What was said to be entered, and what was taken, made again from the book alone and compared with what stands."""

import json
from collections.abc import Iterator

from liemchinh.journal.models import Entry
from liemchinh.national.models import Entered, Layout, Taking


def differences() -> Iterator[str]:
    """One sentence for each tick, taking or beginning that is not what the book says."""
    kept = {
        (row.organisation_id, row.act, row.recorded_by): row.cancelled_by for row in Entered.objects.all().iterator()
    }
    told = _ticks()
    for key in sorted(told.keys() | kept.keys()):
        if key not in kept or key not in told or kept[key] != told[key]:
            yield f"Dấu đã nhập của việc số {key[1]} (tổ chức số {key[0]}): điều đang lưu khác với sổ."
    takings = set(Taking.objects.values_list("organisation_id", "up_to", "count", "recorded_by"))
    book = {(place, data["up_to"], data["count"], sequence) for sequence, place, data in _entries("national.taken")}
    for number in sorted({row[3] for row in takings ^ book}):
        yield f"Tệp việc chờ nhập lấy ở bút toán số {number}: điều đang lưu khác với sổ."
    begun = set(Entry.objects.filter(kind="national.layout_kept").values_list("organisation_id", "sequence"))
    for place, since in Layout.objects.values_list("organisation_id", "since"):
        if (place, since) not in begun:
            yield f"Bảng mẫu của tổ chức số {place}: ngày bắt đầu khác với sổ."


def _ticks() -> dict[tuple[int, int, int], int | None]:
    found: dict[tuple[int, int, int], int | None] = {}
    live: dict[tuple[int, int], int] = {}
    for sequence, place, data in _entries("national.entered", "national.not_entered"):
        for act in data.get("acts", [data.get("act")]):
            said = live.pop((place, act), None)
            if said is not None:
                found[place, act, said] = sequence
            if "acts" in data:
                found[place, act, sequence] = None
                live[place, act] = sequence
    return found


def _entries(*kinds: str) -> Iterator[tuple[int, int, dict[str, list[int] | int]]]:
    rows = (
        Entry.objects.filter(kind__in=kinds).order_by("sequence").values_list("sequence", "organisation_id", "payload")
    )
    for sequence, place, payload in rows.iterator():
        yield sequence, place or 0, json.loads(bytes(payload))["data"]

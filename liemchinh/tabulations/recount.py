"""Kept tables, without their names, and wishes for links made again from the journal and compared with what stands."""

import json
from collections.abc import Iterator

from liemchinh.journal.models import Entry
from liemchinh.tabulations.models import Tabulation, Wish


def differences() -> Iterator[str]:
    """One sentence for each table and each wish that does not stand as the entries say."""
    tables: dict[int, tuple[object, ...]] = {}
    wishes: dict[int, tuple[object, ...]] = {}
    standing: dict[tuple[int, int], int] = {}
    for entry in Entry.objects.filter(kind__startswith="tabulations.").order_by("sequence").iterator():
        data = json.loads(bytes(entry.payload))["data"]
        if entry.kind == "tabulations.kept":
            tables[entry.sequence] = (data["account"], entry.organisation_id, data["asks"], data["shared"], None)
        elif entry.kind == "tabulations.removed":
            removed = entry.cancels_id or 0
            tables[removed] = (*tables[removed][:-1], entry.sequence)
            for key in [key for key in standing if key[1] == removed]:
                wishes[standing.pop(key)] = (*key, entry.sequence)
        else:
            key = (data["account"], data["table"])
            if entry.kind == "tabulations.link_asked":
                standing[key], wishes[entry.sequence] = entry.sequence, (*key, None)
            else:
                wishes[standing.pop(key)] = (*key, entry.sequence)
    stored = {
        row.recorded_by: (row.account_id, row.organisation_id, row.asks, row.shared, row.cancelled_by)
        for row in Tabulation.objects.all()
    }
    wished = {
        row.recorded_by: (row.account_id, row.tabulation.recorded_by, row.cancelled_by)
        for row in Wish.objects.select_related("tabulation")
    }
    for told, rows, said in ((tables, stored, "Bảng số tự lập"), (wishes, wished, "Thư gửi đường dẫn bảng số")):
        for sequence in sorted(told.keys() | rows.keys()):
            if told.get(sequence) != rows.get(sequence):
                yield f"{said} (số {sequence} trong sổ): điều đang lưu khác với sổ."

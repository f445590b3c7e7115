"""Mandates made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator

from liemchinh.behalf.models import Mandate
from liemchinh.journal.models import Entry

KINDS = ("behalf.chosen", "behalf.confirmed", "behalf.ended")
Row = tuple[int | None, int, str, str, str, int | None, int | None]


def differences() -> Iterator[str]:
    """One sentence per mandate that is not what the book tells, except of people who were erased."""
    erased = set(Entry.objects.filter(kind="members.erased").values_list("member_id", flat=True))
    told: dict[int, Row] = {}
    for entry in Entry.objects.filter(kind__in=KINDS).exclude(member_id__in=erased).order_by("sequence"):
        data = json.loads(bytes(entry.payload))["data"]
        if entry.kind == "behalf.chosen":
            told[entry.sequence] = (
                entry.member_id,
                data["account"],
                ",".join(data["tasks"]),
                data["from"],
                data["until"],
                None,
                None,
            )
        elif entry.kind == "behalf.confirmed":
            told[data["mandate"]] = (*told[data["mandate"]][:5], entry.sequence, None)
        else:
            told[data["mandate"]] = (*told[data["mandate"]][:6], entry.sequence)
    stored = {row.recorded_by: _as_told(row) for row in Mandate.objects.all()}
    for number in sorted(told.keys() | stored.keys()):
        if told.get(number) != stored.get(number):
            yield f"Việc chọn người ghi thay số {number}: dòng đang lưu khác với sổ."


def _as_told(row: Mandate) -> Row:
    last = row.ends_on.fromordinal(row.ends_on.toordinal() - 1)
    dates = (row.starts_on.isoformat(), last.isoformat())
    return (row.person_id, row.account_id, row.tasks, *dates, row.confirmed_by, row.cancelled_by)

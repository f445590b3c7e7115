"""Links and slips made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from datetime import date

from liemchinh.journal.models import Entry
from liemchinh.residence.models import Link, Slip


def differences() -> Iterator[str]:
    """One sentence per link whose place, days or slips are not what the book tells, except of people who were erased."""
    erased = set(Entry.objects.filter(kind="members.erased").values_list("member_id", flat=True))
    links: dict[int, tuple[int | None, int | None, date | None, date | None]] = {}
    slips: set[tuple[int, int, bool]] = set()
    for entry in Entry.objects.filter(kind__startswith="residence.").exclude(member_id__in=erased).order_by("sequence"):
        data = json.loads(bytes(entry.payload))["data"]
        if entry.kind == "residence.linked":
            links[entry.sequence] = (entry.member_id, entry.organisation_id, entry.effective_on, None)
        elif entry.kind == "residence.ended":
            links[data["link"]] = (*links[data["link"]][:3], entry.effective_on)
        elif entry.kind == "residence.not_received":
            slips.discard((data["link"], data["half"], True))
        else:
            slips.add((data["link"], data["half"], entry.kind == "residence.received"))
    stored = {
        row.recorded_by: (row.person_id, row.organisation_id, row.starts_on, row.ends_on) for row in Link.objects.all()
    }
    kept = set(Slip.objects.filter(cancelled_by=None).values_list("link__recorded_by", "half", "received"))
    wrong = {number for number in links.keys() | stored.keys() if links.get(number) != stored.get(number)}
    for number in sorted(wrong | {number for number, _half, _received in slips ^ kept}):
        yield f"Mối liên hệ nơi cư trú số {number}: dòng đang lưu khác với sổ."

"""Links and slips made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from datetime import date

from liemchinh.journal.models import Entry
from liemchinh.members.models import Spell
from liemchinh.residence.models import Link, Slip


def differences() -> Iterator[str]:
    """One sentence per link whose place, days or slips are not what the book tells, and per open one of whoever is no member.

    Except of people who were erased.
    """
    erased = set(Entry.objects.filter(kind="members.erased").values_list("member_id", flat=True))
    links: dict[int, tuple[int | None, int | None, date | None, date | None]] = {}
    slips: set[tuple[int, int, bool]] = set()
    for entry in Entry.objects.filter(kind__startswith="residence.").exclude(member_id__in=erased).order_by("sequence"):
        data = json.loads(bytes(entry.payload))["data"]
        if entry.kind == "residence.linked":
            links[entry.sequence] = (entry.member_id, entry.organisation_id, entry.effective_on, None)
        elif entry.kind in ("residence.ended", "residence.resumed"):
            ends_on = entry.effective_on if entry.kind == "residence.ended" else None
            links[data["link"]] = (*links[data["link"]][:3], ends_on)
        elif entry.kind == "residence.not_received":
            slips.discard((data["link"], data["half"], True))
        else:
            slips.add((data["link"], data["half"], entry.kind == "residence.received"))
    # A link that was ended before it began is cancelled, and stands on no day.
    stands = {number: told for number, told in links.items() if not (told[2] and told[3] and told[3] <= told[2])}
    rows = Link.objects.filter(cancelled_by=None)
    stored = {row.recorded_by: (row.person_id, row.organisation_id, row.starts_on, row.ends_on) for row in rows}
    kept = set(Slip.objects.filter(cancelled_by=None).values_list("link__recorded_by", "half", "received"))
    wrong = {number for number in stands.keys() | stored.keys() if stands.get(number) != stored.get(number)}
    members = Spell.objects.filter(cancelled_by=None, ends_on=None).values("person_id")
    wrong |= set(rows.filter(ends_on=None).exclude(person_id__in=members).values_list("recorded_by", flat=True))
    for number in sorted(wrong | {number for number, _half, _received in slips ^ kept}):
        yield f"Mối liên hệ nơi cư trú số {number}: dòng đang lưu khác với sổ."

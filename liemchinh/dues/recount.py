"""Dues made again from the book alone, and compared with what stands."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from liemchinh.dues.events import PEOPLE
from liemchinh.dues.forgetting import KINDS
from liemchinh.dues.models import STATES, Dues, Month
from liemchinh.journal.models import Entry
from liemchinh.journal.services import personal_of
from liemchinh.members.months import show_month, untold
from regulations.words import own

Place = tuple[int, date]


def differences() -> Iterator[str]:
    """One sentence per branch and month whose counts, or whose names as long as they are kept, are not what the book says."""
    entries = Entry.objects.filter(kind__in=KINDS)
    corrected = set(entries.exclude(cancels_id=None).values_list("cancels_id", flat=True))
    told: dict[Place, tuple[int, list[int]]] = {}
    rows = entries.exclude(sequence__in=corrected).values_list("sequence", "organisation_id", "effective_on", "payload")
    for sequence, organisation, month, payload in rows.iterator():
        data = json.loads(bytes(payload))["data"]
        told[organisation, month] = (sequence, [data[state] for state in STATES])
    kept: dict[Place, list[list[int]]] = defaultdict(list)
    for organisation, month, *counts in Month.objects.filter(cancelled_by=None).values_list(
        "organisation_id", "month", *STATES
    ):
        kept[organisation, month].append(counts)
    for place in sorted(told.keys() | kept.keys()):
        sequence, counts = told.get(place, (0, []))
        if kept.get(place) != [counts] or _names_differ(place, sequence):
            yield own(f"Tổ chức số {place[0]}, hội phí tháng {show_month(place[1])}: điều đang lưu khác với sổ.")


def _names_differ(place: Place, sequence: int) -> bool:
    personal = personal_of(sequence)
    stored = Dues.objects.filter(organisation_id=place[0], month=place[1], cancelled_by=None)
    return bool(personal) and untold(personal, PEOPLE) != dict(stored.values_list("person_id", "state"))

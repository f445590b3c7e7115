"""Confirmations made again from the book alone, and compared with what stands."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from liemchinh.journal.models import Entry
from liemchinh.journal.services import personal_of
from liemchinh.members.months import untold
from liemchinh.reconciliation.events import COUNTS, PEOPLE
from liemchinh.reconciliation.forgetting import CONFIRMED
from liemchinh.reconciliation.models import Confirmation, Differing
from liemchinh.web.dates import show
from regulations.words import own

Place = tuple[int, date]


def differences() -> Iterator[str]:
    """One sentence per organisation and quarter whose confirmations, or names as long as they are kept, are not what the book says."""
    told, kept = _told(), _kept()
    for place in sorted(told.keys() | kept.keys()):
        given = told.get(place, [])
        if kept.get(place) != given or _names_differ(place, given[-1][0]):
            yield own(f"Tổ chức số {place[0]}, xác nhận số hội viên ngày {show(place[1])}: điều đang lưu khác với sổ.")


def _told() -> dict[Place, list[list[int | None]]]:
    """Each place's confirmations in order: the entry, the one that replaced it, the counts."""
    found: dict[Place, list[list[int | None]]] = defaultdict(list)
    rows = Entry.objects.filter(kind__in=CONFIRMED).order_by("sequence")
    for sequence, organisation, on, payload in rows.values_list(
        "sequence", "organisation_id", "effective_on", "payload"
    ):
        data = json.loads(bytes(payload))["data"]
        if found[organisation, on]:
            found[organisation, on][-1][1] = sequence
        found[organisation, on].append([sequence, None, *(data[name] for name in COUNTS)])
    return found


def _kept() -> dict[Place, list[list[int | None]]]:
    found: dict[Place, list[list[int | None]]] = defaultdict(list)
    rows = Confirmation.objects.order_by("recorded_by")
    for organisation, on, *counts in rows.values_list("organisation_id", "on", "recorded_by", "cancelled_by", *COUNTS):
        found[organisation, on].append(counts)
    return found


def _names_differ(place: Place, sequence: int | None) -> bool:
    personal = personal_of(sequence or 0)
    stored = Differing.objects.filter(organisation_id=place[0], on=place[1], cancelled_by=None)
    return bool(personal) and untold(personal, PEOPLE) != dict(stored.values_list("person_id", "kind"))

"""Sittings and rolls made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.journal.services import personal_of
from liemchinh.members.months import untold
from liemchinh.study.due import states_of
from liemchinh.study.events import COUNTS, PEOPLE
from liemchinh.study.models import Address, Roll, Share, Sitting

CALLED, ROLLS = "study.called", ("study.attended", "study.counted")


def differences() -> Iterator[str]:
    """One sentence for each sitting or roll, or its names as long as they are kept, that is not what its entry says."""
    rows = Entry.objects.filter(kind__startswith="study.").order_by("sequence")
    back = dict(rows.exclude(cancels_id=None).values_list("cancels_id", "sequence"))
    told: dict[int, tuple[Any, ...]] = {}
    for entry in rows.filter(kind__in=(CALLED, *ROLLS)).iterator():
        data = json.loads(bytes(entry.payload))["data"]
        at, gone = (entry.organisation_id, entry.effective_on), back.get(entry.sequence)
        if entry.kind == CALLED:
            told[entry.sequence] = (*at, data["kind"], data["document"], data.get("makes_up"), data["addresses"], gone)
        else:
            shares = [[one[key] for key in ("kind", *COUNTS[:3])] for one in data.get("shares") or []]
            counts = [data[key] for key in COUNTS]
            told[entry.sequence] = (*at, data["sitting"], counts, data.get("minutes", ""), sorted(shares), gone)
    stored = dict(_stored())
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence) or not _names_agree(sequence):
            yield f"Học tập, nói chuyện (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _stored() -> Iterator[tuple[int, tuple[Any, ...]]]:
    addresses: dict[int, list[int]] = {}
    for sitting, place in Address.objects.order_by("organisation_id").values_list("sitting_id", "organisation_id"):
        addresses.setdefault(sitting, []).append(place)
    for row in Sitting.objects.select_related("makes_up"):
        first = row.makes_up.recorded_by if row.makes_up else None
        said = (row.kind, row.document_id, first, addresses.get(row.pk, []), row.cancelled_by)
        yield row.recorded_by, (row.organisation_id, row.held_on, *said)
    shares: dict[int, list[list[Any]]] = {}
    for roll, *share in Share.objects.values_list("roll_id", "kind", "due", "present", "excused"):
        shares.setdefault(roll, []).append(share)
    for one in Roll.objects.select_related("sitting"):
        counts = [getattr(one, key) for key in COUNTS]
        said = (one.sitting.recorded_by, counts, one.minutes, sorted(shares.get(one.pk, [])), one.cancelled_by)
        yield one.recorded_by, (one.organisation_id, one.sitting.held_on, *said)


def _names_agree(sequence: int) -> bool:
    roll = Roll.objects.filter(recorded_by=sequence, sort="names", cancelled_by=None).select_related("sitting").first()
    personal = personal_of(sequence) if roll else None
    return roll is None or not personal or untold(personal, PEOPLE) == states_of(roll.sitting, roll.organisation_id)

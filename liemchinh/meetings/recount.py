"""Meetings made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from datetime import date

from liemchinh.journal.models import Entry
from liemchinh.journal.services import personal_of
from liemchinh.meetings.events import PEOPLE
from liemchinh.meetings.forgetting import KINDS
from liemchinh.meetings.models import STATES, Meeting
from liemchinh.meetings.queries import states_of
from liemchinh.members.months import untold
from liemchinh.web.dates import show


def differences() -> Iterator[str]:
    """One sentence per branch and day whose counts, or whose names as long as they are kept, are not what the book says."""
    entries = Entry.objects.filter(kind__startswith="meetings.")
    ended = set(entries.exclude(cancels_id=None).values_list("cancels_id", flat=True))
    told: dict[tuple[int, date], tuple[int, list[int]]] = {}
    rows = entries.filter(kind__in=KINDS).values_list("sequence", "organisation_id", "effective_on", "payload")
    for sequence, organisation, day, payload in rows.iterator():
        if sequence not in ended:
            data = json.loads(bytes(payload))["data"]
            told[organisation, day] = (sequence, [data[state] for state in STATES])
    kept = {
        (meeting.organisation_id, meeting.held_on): meeting for meeting in Meeting.objects.filter(cancelled_by=None)
    }
    for place in sorted(told.keys() | kept.keys()):
        if not _same(kept.get(place), *told.get(place, (0, []))):
            yield f"Tổ chức số {place[0]}, buổi sinh hoạt ngày {show(place[1])}: điều đang lưu khác với sổ."


def _same(meeting: Meeting | None, sequence: int, counts: list[int]) -> bool:
    if meeting is None or [meeting.present, meeting.absent, meeting.excused] != counts:
        return False
    personal = personal_of(sequence)
    return not personal or untold(personal, PEOPLE) == states_of(meeting)

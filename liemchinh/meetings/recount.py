"""Meetings made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.journal.services import personal_of
from liemchinh.meetings.events import PEOPLE
from liemchinh.meetings.forgetting import KINDS
from liemchinh.meetings.models import STATES, Agenda, Item, Meeting, Minutes, Outcome
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
    yield from _differences_of_conclusions()


def _same(meeting: Meeting | None, sequence: int, counts: list[int]) -> bool:
    if meeting is None or [meeting.present, meeting.absent, meeting.excused] != counts:
        return False
    personal = personal_of(sequence)
    return not personal or untold(personal, PEOPLE) == states_of(meeting)


def _differences_of_conclusions() -> Iterator[str]:
    """The same of agendas and conclusions; a meeting that was cancelled takes with it what stood on its day."""
    told: dict[int, list[Any]] = {}
    standing: dict[tuple[int, date], list[int]] = {}
    kinds = ("meetings.planned", "meetings.concluded", "meetings.cancelled")
    for entry in Entry.objects.filter(kind__in=kinds).order_by("sequence").iterator():
        place = (entry.organisation_id or 0, entry.effective_on)
        gone = standing.pop(place, []) if entry.kind == kinds[2] else [entry.cancels_id]
        for number in gone:
            if number in told:
                told[number][-1] = entry.sequence
        if entry.kind != kinds[2]:
            data = json.loads(bytes(entry.payload))["data"]
            told[entry.sequence] = [*place, data["items" if entry.kind == kinds[0] else "outcomes"], None]
            standing[place] = [*(one for one in standing.get(place, []) if one != entry.cancels_id), entry.sequence]
    stored = dict(_stored_conclusions())
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence):
            yield f"Nội dung, kết luận sinh hoạt (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _stored_conclusions() -> Iterator[tuple[int, list[Any]]]:
    items: dict[int, list[dict[str, Any]]] = {}
    for one in Item.objects.order_by("number"):
        items.setdefault(one.agenda_id, []).append({"kind": one.kind, "document": one.document_id})
    for agenda in Agenda.objects.all():
        place = [agenda.organisation_id, agenda.held_on]
        yield agenda.recorded_by, [*place, items.get(agenda.pk, []), agenda.cancelled_by]
    outcomes: dict[int, list[dict[str, Any]]] = {}
    kept = ("result", "resolution", "votes_for", "votes_against", "abstained")
    for outcome in Outcome.objects.select_related("item").order_by("item__number"):
        said = {"number": outcome.item.number, **{key: getattr(outcome, key) for key in kept}}
        outcomes.setdefault(outcome.minutes_id, []).append(said)
    for row in Minutes.objects.select_related("agenda"):
        place = [row.agenda.organisation_id, row.agenda.held_on]
        yield row.recorded_by, [*place, outcomes.get(row.pk, []), row.cancelled_by]

"""Commitments and reviews made again from the book alone, and compared with what stands."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.journal.services import personal_of
from liemchinh.reviews.given import Given, as_text, data_of, untold
from liemchinh.reviews.handing import told_place
from liemchinh.reviews.models import Grade, Handed, Handing
from liemchinh.reviews.periods import spoken
from liemchinh.reviews.queries import COLLECTIVE

HANDED = ("reviews.handed", "reviews.handed_corrected")
LISTS = ("reviews.proposed", "reviews.decided", "reviews.taken_back", "reviews.vouched", "reviews.regraded")
Place = tuple[int, str]


def differences() -> Iterator[str]:
    """One sentence per organisation and period whose papers or grades, by name as long as they are kept, are not what the book says."""
    yield from _papers()
    yield from _grades()


def _data(payload: Any) -> dict[str, Any]:
    return dict(json.loads(bytes(payload))["data"])


def _papers() -> Iterator[str]:
    told: dict[tuple[int, str, str], tuple[int, list[int]]] = {}
    rows = Entry.objects.filter(kind__in=HANDED).order_by("sequence")
    for sequence, organisation, payload in rows.values_list("sequence", "organisation_id", "payload"):
        data = _data(payload)
        told[organisation, data["handed_sort"], data["review_period"]] = (sequence, [data["handed"], data["missing"]])
    kept: dict[tuple[int, str, str], list[list[int]]] = defaultdict(list)
    for organisation, sort, period, *counts in Handing.objects.filter(cancelled_by=None).values_list(
        "organisation_id", "sort", "period", "handed", "missing"
    ):
        kept[organisation, sort, period].append(counts)
    for place in sorted(told.keys() | kept.keys()):
        sequence, counts = told.get(place, (0, []))
        if kept.get(place) != [counts] or _names_differ(place, sequence):
            yield f"Tổ chức số {place[0]}, {place[1]} {spoken(place[2])}: điều đang lưu khác với sổ."


def _names_differ(place: tuple[int, str, str], sequence: int) -> bool:
    personal = personal_of(sequence)
    if not personal:
        return False
    expected = {part.partition("@")[0]: part.partition("@")[2] for part in personal["people_handed"].split()}
    expected |= dict.fromkeys(personal["people_missing"].split(), "")
    rows = Handed.objects.filter(organisation_id=place[0], sort=place[1], period=place[2], cancelled_by=None)
    stored = {
        str(person or COLLECTIVE): told_place((on, lies)) if on else ""
        for person, on, lies in rows.values_list("person_id", "on", "lies")
    }
    return stored != expected


class _List:
    """A list of grades as the book makes it: who has which grade (None: erased), by which decision each, what is vouched for."""

    def __init__(self) -> None:
        self.counts: dict[str, Any] = {}
        self.people: dict[int, Given] | None = {}
        self.collective = ""
        self.total: int | None = None
        self.decisions: dict[int, tuple[str, date]] = {}
        self.whole: tuple[str, date] | None = None

    def take(self, sequence: int, kind: str, member: int | None, on: date, data: Mapping[str, Any]) -> None:
        """One more entry."""
        if kind == "reviews.vouched":
            return
        people = personal_of(sequence).get("people")
        if kind == "reviews.regraded":
            self._regraded(member, on, data, people)
            return
        self.counts, self.collective, self.total = dict(data), data["collective"], data["total"]
        self.people = untold(people) if people is not None else None
        self.whole = (data["number"], on) if kind == "reviews.decided" else None
        self.decisions = {}

    def _regraded(self, member: int | None, on: date, data: Mapping[str, Any], people: str | None) -> None:
        self.decisions[member or COLLECTIVE] = (data["number"], on)
        if member is None:
            self.collective, self.total = data["collective"], data["total"]
        elif people is None:
            self.people = None
            self.counts = {}
        elif self.people is not None:
            self.people |= untold(people)

    def differs(self, rows: list[Grade]) -> bool:
        """Is this not what stands?"""
        stored = {row.person_id: Given(row.result, row.reminded) for row in rows if row.person_id}
        own = next((row for row in rows if row.person_id is None), None)
        given = Given(own.result, own.reminded, own.total) if own else None
        if (as_text(given), own.total if own else None) != (self.collective, self.total):
            return True
        for row in rows:
            stands = (row.number, row.decided_on) if row.decided_on else None
            if stands != self.decisions.get(row.person_id or COLLECTIVE, self.whole):
                return True
        if self.people is not None:
            return stored != self.people
        counted = data_of("", stored, None)
        return any(counted[key] != self.counts[key] for key in counted if key in self.counts and key not in {
            "review_period", "collective", "total",
        })  # fmt: skip


def _grades() -> Iterator[str]:
    told: dict[Place, _List] = defaultdict(_List)
    rows = Entry.objects.filter(kind__in=LISTS).order_by("sequence")
    for sequence, kind, organisation, member, on, payload in rows.values_list(
        "sequence", "kind", "organisation_id", "member_id", "effective_on", "payload"
    ):
        data = _data(payload)
        told[organisation, data["review_period"]].take(sequence, kind, member, on, data)
    kept: dict[Place, list[Grade]] = defaultdict(list)
    for row in Grade.objects.filter(cancelled_by=None):
        kept[row.organisation_id, row.period].append(row)
    for place in sorted(told.keys() | kept.keys()):
        if told[place].differs(kept[place]):
            yield f"Tổ chức số {place[0]}, xếp loại {spoken(place[1])}: điều đang lưu khác với sổ."

"""Posts and terms made again from the book alone, and compared with what stands."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q

from liemchinh.journal.models import Entry
from liemchinh.members.models import Post, Term
from liemchinh.members.posting import Seat, seat_of
from liemchinh.members.terms import TermFacts

_REORGANISED = "organisations.reorganised"


class _Fold:
    """What stands after the entries so far, by the entry that told it: seats of each person, terms of each organisation."""

    def __init__(self) -> None:
        self.seats: dict[int, dict[int, Seat]] = defaultdict(dict)
        self.terms: dict[int, dict[int, TermFacts]] = defaultdict(dict)

    def add(self, entry: Entry) -> None:
        """One more entry of the book."""
        data, on = json.loads(bytes(entry.payload))["data"], entry.effective_on or date.min
        act = entry.kind.partition(".")[2]
        if entry.kind == _REORGANISED:
            self._end_where_ended(data, on)
        elif act == "post_ended":
            self._end_seat(entry, data["post"], on)
        elif act.startswith("post_"):
            seats = self.seats[entry.member_id or 0]
            seats.pop(entry.cancels_id or 0, None)
            if act != "post_cancelled":
                told = (
                    entry.member_id or 0,
                    entry.organisation_id or 0,
                    data["post"],
                    on,
                    _until(data),
                    data.get("term"),
                )
                seats[entry.sequence] = Seat(*told)
        else:
            self._term(act, entry, data, on)

    def _end_seat(self, entry: Entry, post: str, on: date) -> None:
        seats = self.seats[entry.member_id or 0]
        for told, seat in list(seats.items()):
            if (seat.organisation, seat.post) == (entry.organisation_id, post) and _stands(seat, on):
                seats[entry.sequence] = replace(seats.pop(told), ends_on=on)

    def _term(self, act: str, entry: Entry, data: dict[str, Any], on: date) -> None:
        terms = self.terms[entry.organisation_id or 0]
        terms.pop(entry.cancels_id or 0, None)
        if act == "term_recorded":
            ending = {told: term for told, term in terms.items() if term.ends_on is None and term.starts_on < on}
            terms.update({told: replace(term, ends_on=on) for told, term in ending.items()})
        if act != "term_cancelled":
            terms[entry.sequence] = TermFacts(data["number"], on, _until(data))

    def _end_where_ended(self, data: dict[str, Any], on: date) -> None:
        last: dict[int, set[str | None]] = defaultdict(set)
        for row in data["versions"]:
            last[row["organisation"]].add(row["valid_to"])
        for seats in self.seats.values():
            for told, seat in seats.items():
                if last.get(seat.organisation) == {on.isoformat()} and _stands(seat, on):
                    seats[told] = replace(seat, ends_on=on)


def _until(data: dict[str, Any]) -> date | None:
    return date.fromisoformat(data["until"]) if data["until"] else None


def _stands(seat: Seat, day: date) -> bool:
    """Held the day before, and not ended by the day."""
    return seat.starts_on < day and (seat.ends_on is None or seat.ends_on > day)


def _told() -> _Fold:
    undone = Entry.objects.filter(kind="organisations.undone").values("cancels_id")
    kinds = Q(kind__startswith="members.post_") | Q(kind__startswith="members.term_") | Q(kind=_REORGANISED)
    fold = _Fold()
    for entry in Entry.objects.filter(kinds).exclude(sequence__in=undone).order_by("sequence").iterator():
        fold.add(entry)
    return fold


def differences() -> Iterator[str]:
    """One sentence per organisation whose posts or whose terms are not what the book says."""
    fold = _told()
    told = Counter(seat for seats in fold.seats.values() for seat in seats.values())
    kept = Counter(seat_of(row) for row in Post.objects.filter(cancelled_by=None))
    for number in sorted({seat.organisation for seat in (told - kept) + (kept - told)}):
        yield f"Tổ chức số {number}: các chức vụ đang lưu khác với sổ."
    terms = Term.objects.filter(cancelled_by=None)
    stored = Counter((row.organisation_id, TermFacts(row.number, row.starts_on, row.ends_on)) for row in terms)
    expected = Counter((number, term) for number, terms in fold.terms.items() for term in terms.values())
    for number in sorted({organisation for organisation, _term in (expected - stored) + (stored - expected)}):
        yield f"Tổ chức số {number}: các nhiệm kỳ đang lưu khác với sổ."

"""Awards made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from datetime import date

from liemchinh.awards.models import Award
from liemchinh.journal.models import Entry
from regulations.words import own

STEPS = ("awards.proposed", "awards.awarded", "awards.handed_over")
Row = tuple[date | None, str, date | None, date | None]


def differences() -> Iterator[str]:
    """One sentence per badge whose steps in the book are not those that stand."""
    told, stored = _told(), _stored()
    for person, years in sorted(told.keys() | stored.keys()):
        if told.get((person, years)) != stored.get((person, years)):
            yield own(f"Người số {person}, Kỷ niệm chương {years} năm: các bước đang lưu khác với sổ.")


def _told() -> dict[tuple[int, int], Row]:
    cancelled = set(Entry.objects.filter(kind="awards.cancelled").values_list("cancels_id", flat=True))
    found: dict[tuple[int, int], Row] = {}
    entries = Entry.objects.filter(kind__in=STEPS).order_by("sequence")
    for sequence, kind, person, on, payload in entries.values_list(
        "sequence", "kind", "member_id", "effective_on", "payload"
    ):
        if sequence in cancelled or person is None:
            continue
        data = json.loads(bytes(payload))["data"]
        occasion, decision, decided, handed = found.get((person, data["years"]), (None, "", None, None))
        if kind == "awards.proposed":
            occasion = on
        elif kind == "awards.awarded":
            decision, decided = data["decision"], on
        else:
            handed = on
        found[person, data["years"]] = (occasion, decision, decided, handed)
    return found


def _stored() -> dict[tuple[int, int], Row]:
    rows = Award.objects.filter(cancelled_by=None)
    told = rows.values_list("person_id", "years", "occasion", "decision", "decided_on", "handed_on")
    return {
        (person, years): (occasion, decision, decided, handed)
        for person, years, occasion, decision, decided, handed in told
    }

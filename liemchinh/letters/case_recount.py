"""What denunciations are about, and what was concluded, made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.letters.cases import KIND
from liemchinh.letters.models import Allegation, Conclusion, Denunciation

Rows = set[tuple[Any, ...]]


def differences() -> Iterator[str]:
    """One sentence per case whose letter, allegations or conclusions are not those of its entries."""
    for case in sorted({row[1] for row in _told() ^ _stored()}):
        yield f"Việc giải quyết tố cáo số {case}: điều đang lưu khác với sổ."


def _told() -> Rows:
    cancelled = set(Entry.objects.exclude(cancels_id=None).values_list("cancels_id", flat=True))
    found: Rows = set()
    rows = Entry.objects.filter(case_id__isnull=False, kind__startswith="letters.") | Entry.objects.filter(
        kind__startswith=f"{KIND}.", case_id__isnull=False
    )
    for entry in rows.order_by("sequence").iterator():
        data, case = json.loads(bytes(entry.payload))["data"], entry.case_id
        if "letter" in data:
            # Of a case entered wrongly the facts stay with it; it has ended.
            found.add(("about", case, data["letter"], data["organ"]))
        alleged = {
            ("alleged", case, one["organisation"], one["person"], one["item"]) for one in data.get("allegations", ())
        }
        found = found - alleged if entry.kind == "letters.allegation_dropped" else found | alleged
        if entry.sequence not in cancelled:
            found |= {
                ("result", case, one["organisation"], one["person"], one["item"], one["result"], data["unverified"])
                for one in data.get("results", ())
            }
    return found


def _stored() -> Rows:
    found: Rows = {
        ("about", *row) for row in Denunciation.objects.values_list("case_id", "letter_id", "organ")
    }  # fmt: skip
    alleged = Allegation.objects.filter(cancelled_by=None)
    found |= {("alleged", *row) for row in alleged.values_list("case_id", "organisation_id", "person_id", "item")}
    concluded = Conclusion.objects.filter(cancelled_by=None)
    return found | {
        ("result", *row)
        for row in concluded.values_list(
            "allegation__case_id", "allegation__organisation_id", "allegation__person_id", "allegation__item", "result",
            "is_unverified",
        )
    }  # fmt: skip

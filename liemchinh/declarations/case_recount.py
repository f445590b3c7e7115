"""What verifications are about, and what was concluded, made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.declarations.cases import KIND
from liemchinh.declarations.models import Outcome, Verification
from liemchinh.journal.models import Entry

Rows = set[tuple[Any, ...]]


def differences() -> Iterator[str]:
    """One sentence per case whose declaration, ground or outcome is not that of its entries."""
    for case in sorted({row[1] for row in _told() ^ _stored()}):
        yield f"Việc xác minh số {case}: điều đang lưu khác với sổ."


def _told() -> Rows:
    cancelled = set(Entry.objects.exclude(cancels_id=None).values_list("cancels_id", flat=True))
    found: Rows = set()
    for entry in Entry.objects.filter(kind__startswith=f"{KIND}.", case_id__isnull=False).order_by("sequence"):
        data, case = json.loads(bytes(entry.payload))["data"], entry.case_id
        if "ground" in data:
            found.add(("about", case, data["listed"], data["ground"], data["document"], data["document_on"]))
        if "outcome" in data and entry.sequence not in cancelled:
            found.add(("outcome", case, data["outcome"], data["unverified"], _day(entry.effective_on)))
    return found


def _stored() -> Rows:
    found: Rows = {
        ("about", row.case_id, row.duty.recorded_by, row.ground, row.document, _day(row.document_on))
        for row in Verification.objects.select_related("duty")
    }
    return found | {
        ("outcome", row.verification_id, row.outcome, row.is_unverified, _day(row.on))
        for row in Outcome.objects.filter(cancelled_by=None)
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None

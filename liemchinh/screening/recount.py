"""What is recorded of screening, made again from the book alone and compared with what stands."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from liemchinh.journal.models import Entry
from liemchinh.screening.cases import KIND
from liemchinh.screening.models import Agreed, Screening, Talk
from liemchinh.screening.words import LISTED, NOT_RECOGNISED, STOPPED


def differences() -> Iterator[str]:
    """One sentence for each case whose ground, outcome, help or talks are not those of its entries."""
    book, rows = _book(), _rows()
    for case in sorted({row[0] for row in book ^ rows}):
        yield f"Vụ việc số {case}: căn cứ, việc giúp đỡ đang lưu khác với sổ."


def _book() -> set[tuple[Any, ...]]:
    cancelled = Entry.objects.filter(cancels_id=OuterRef("sequence"))
    told = Entry.objects.filter(~Exists(cancelled), kind__startswith=f"{KIND}.", case_id__isnull=False)
    found: set[tuple[Any, ...]] = set()
    agreed: dict[tuple[Any, ...], Any] = {}
    outcomes: dict[Any, str] = {}
    for entry in told.order_by("sequence"):
        data, kind = json.loads(bytes(entry.payload))["data"], entry.kind.partition(".")[2]
        outcomes[entry.case_id] = _outcome(kind, data)
        if kind == "named":
            found.add((entry.case_id, "ground", data["ground"], data["proved"]))
        elif kind == "talked":
            found.add((entry.case_id, "talk", entry.effective_on))
        elif kind in ("agreed", "done"):
            agreed[(entry.case_id, data["duty"], data["step"])] = entry.effective_on if kind == "done" else None
    found |= {(case, "outcome", outcome) for case, outcome in outcomes.items() if outcome}
    return found | {(*key, done_on) for key, done_on in agreed.items()}


def _outcome(kind: str, data: Mapping[str, Any]) -> str:
    """How the case ended with an entry; "" where it went on."""
    told = STOPPED if kind == "stopped" else data.get("outcome", "")
    return "" if told in (LISTED, NOT_RECOGNISED) else told


def _rows() -> set[tuple[Any, ...]]:
    # Of a case entered wrongly and cancelled nothing is told any more.
    named = Screening.objects.filter(case__steps__code="named", case__steps__cancelled_by=None)
    grounds = {(row.case_id, "ground", row.ground, row.proved) for row in named}
    outcomes = {(row.case_id, "outcome", row.outcome) for row in Screening.objects.exclude(outcome="")}
    talks = {(row.case_id, "talk", row.on) for row in Talk.objects.filter(cancelled_by=None)}
    agreed = {(row.case_id, row.duty, row.step, row.done_on) for row in Agreed.objects.filter(cancelled_by=None)}
    return grounds | outcomes | talks | agreed

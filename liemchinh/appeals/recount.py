"""Appeals made again from the book alone, and compared with what stands: against what, what was ruled, what was restored."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.appeals.cases import KIND
from liemchinh.appeals.models import Appeal, Outcome, Redress
from liemchinh.journal.models import Entry

Rows = set[tuple[Any, ...]]


def differences() -> Iterator[str]:
    """One sentence per case whose facts, outcome or redress are not those of its entries."""
    for case in sorted({row[1] for row in _told() ^ _stored()}):
        yield f"Khiếu nại số {case}: điều đang lưu khác với sổ."


def _told() -> Rows:
    cancelled = set(Entry.objects.exclude(cancels_id=None).values_list("cancels_id", flat=True))
    found: Rows = set()
    kinds = [f"{KIND}.received", f"{KIND}.decided", "appeals.restored"]
    for entry in Entry.objects.filter(kind__in=kinds, case_id__isnull=False).order_by("sequence"):
        data, case = json.loads(bytes(entry.payload))["data"], entry.case_id
        if entry.kind == kinds[0]:
            # Of a case entered wrongly the facts stay with it; it has ended.
            keys = ("source", "number", "dated", "sent_to", "sent_on", "on_paper")
            found.add(("against", case, *(data[key] for key in keys)))
        elif entry.kind == kinds[1] and entry.sequence not in cancelled:
            paper = data["papers"][0]
            found.add(("outcome", case, data["outcome"], data["form"], paper["number"], paper["dated"]))
        elif entry.kind == kinds[2]:
            found.add(("restored", case, data["what"], entry.effective_on.isoformat() if entry.effective_on else ""))
    return found


def _stored() -> Rows:
    found: Rows = {
        ("against", row.case_id, row.source_id, row.number, row.dated.isoformat(), row.sent_to_id, row.sent_on.isoformat(),
         row.on_paper)
        for row in Appeal.objects.all()
    }  # fmt: skip
    found |= {
        ("outcome", row.case_id, row.outcome, row.form, row.number, row.dated.isoformat())
        for row in Outcome.objects.filter(cancelled_by=None)
    }
    return found | {
        ("restored", row.case_id, row.what, row.done_on.isoformat())
        for row in Redress.objects.filter(cancelled_by=None)
    }

"""What is kept beside a case, made from the book: the recount compares with it, and every step brings the row up to it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from liemchinh.casework.models import Case
from liemchinh.journal.models import Entry
from liemchinh.standing.cases import KIND
from liemchinh.standing.models import Matter
from liemchinh.standing.words import FIRST

COLUMNS = ("what", "ground", "proved", "card", "outcome")


def told_by_book(cases: Iterable[int] | None = None) -> Mapping[int, tuple[Any, ...]]:
    """The columns of each matter as the entries that stand tell them; of these cases, or of all. What a case is its first entry tells."""
    cancelled = Entry.objects.filter(cancels_id=OuterRef("sequence"))
    entries = Entry.objects.filter(kind__startswith=f"{KIND}.", case_id__isnull=False).annotate(gone=Exists(cancelled))
    if cases is not None:
        entries = entries.filter(case_id__in=list(cases))
    found: dict[int, dict[str, Any]] = {}
    for entry in entries.order_by("sequence"):
        code, data = entry.kind.partition(".")[2], json.loads(bytes(entry.payload))["data"]
        if code in FIRST and entry.case_id not in found:
            found[entry.case_id or 0] = {
                "what": FIRST[code], "ground": data.get("ground") or "", "proved": data.get("proved"), "card": "", "outcome": "",
            }  # fmt: skip
        elif not entry.gone:  # type: ignore[attr-defined]  # the query adds it
            row = found[entry.case_id or 0]
            row["card"] = data.get("card") or row["card"]
            row["outcome"] = data["outcome"] if code == "appeal_answered" else row["outcome"]
    return {case: tuple(row[name] for name in COLUMNS) for case, row in found.items()}


def keep_matter(case: Case) -> None:
    """Brings the row of a case up to its entries."""
    told = told_by_book([case.pk])[case.pk]
    Matter.objects.filter(case=case).update(**dict(zip(COLUMNS, told, strict=True)))

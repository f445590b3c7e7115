"""Cases made again from the book alone, and compared with what stands: a step is an entry "<kind>.<step>" of its case, not cancelled."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, Min, OuterRef, QuerySet

from liemchinh.casework.history import is_breach
from liemchinh.casework.kinds import case_kinds, granted_kinds
from liemchinh.casework.models import Case, Grant, Link, Recusal, Statement, Step
from liemchinh.journal.models import Entry

# What an entry about a grant makes of it; a new one takes the place of what was so before.
HOW = {"grant_stated": "stated", "grant_vouched": "vouched", "grant_ended": "", "recused": "recused"}


def differences() -> Iterator[str]:
    """One sentence for each case whose steps, history, links, grants or statements are not those of its entries."""
    told = _told()
    book = {
        (sequence, case, kind.partition(".")[2], on)
        for sequence, case, kind, on in told.values_list("sequence", "case_id", "kind", "effective_on")
    }
    rows = Step.objects.filter(cancelled_by=None).values_list("recorded_by", "case_id", "code", "on")
    for case in sorted({row[1] for row in book ^ set(rows)}):
        yield f"Vụ việc số {case}: các bước đang lưu khác với sổ."
    known = set(Case.objects.values_list("pk", flat=True))
    for case in sorted({row[1] for row in book} - known):
        yield f"Vụ việc số {case}: có trong sổ mà không còn lưu."
    for case in sorted({row[0] for row in _kept_beside(told) ^ _rows_beside()}):
        yield f"Vụ việc số {case}: bước cũ, việc liên quan đang lưu khác với sổ."
    for case in sorted({row[0] for row in _granted() ^ _rows_granted()}):
        yield f"Vụ việc số {case}: người được mở việc đang lưu khác với sổ."
    for case in sorted({row[0] for row in _sent() ^ _rows_sent()}):
        yield f"Vụ việc số {case}: văn bản của người có liên quan đang lưu khác với sổ."


def _told() -> QuerySet[Entry]:
    kinds = [f"{kind.code}.{step.code}" for kind in case_kinds().values() for step in kind.procedure.steps]
    cancelled = Entry.objects.filter(cancels_id=OuterRef("sequence"))
    return Entry.objects.filter(~Exists(cancelled), kind__in=set(kinds), case_id__isnull=False)


def _data(entry: Entry) -> dict[str, Any]:
    return json.loads(bytes(entry.payload))["data"]


def _kept_beside(told: QuerySet[Entry]) -> set[tuple[Any, ...]]:
    found: set[tuple[Any, ...]] = set()
    for entry in told:
        data = _data(entry)
        if "history" in data:
            withheld = any(is_breach(one["code"]) for one in data["history"])
            found.add((entry.case_id, entry.sequence, "history", withheld))
        found |= {(entry.case_id, entry.sequence, "source", source) for source in data.get("arises_from", ())}
    return found


def _rows_beside() -> set[tuple[Any, ...]]:
    steps = Step.objects.filter(cancelled_by=None, is_history=True).values_list("case_id", "recorded_by", "withheld")
    links = Link.objects.filter(cancelled_by=None).values_list("case_id", "recorded_by", "source_id")
    history = {(case, sequence, "history", withheld) for case, sequence, withheld in steps}
    return history | {(case, sequence, "source", source) for case, sequence, source in links}


def _granted() -> set[tuple[Any, ...]]:
    """Who has each case open, who waits for it and who withdrew, by the book: (case, account, how)."""
    kinds = [f"{kind.code}.{step.code}" for kind in granted_kinds() for step in kind.procedure.steps]
    opening = Entry.objects.filter(kind__in=kinds, case_id__isnull=False).values("case_id")
    first = opening.annotate(first=Min("sequence")).order_by().values_list("first", flat=True)
    acts = Entry.objects.filter(kind__in=[f"casework.{act}" for act in HOW])
    found: dict[tuple[Any, ...], None] = {}
    for entry in (Entry.objects.filter(pk__in=list(first)) | acts).order_by("sequence"):
        case, how = entry.case_id, HOW.get(entry.kind.partition(".")[2], "opener")
        if how == "opener" and _data(entry).get("filed"):
            continue
        account = entry.account_id if how == "opener" else _data(entry)["account"]
        for before in ("opener", "stated", "vouched"):
            found.pop((case, account, before), None)
        if how:
            found[(case, account, how)] = None
    return set(found)


def _rows_granted() -> set[tuple[Any, ...]]:
    rows = Grant.objects.filter(cancelled_by=None)
    recused = Recusal.objects.filter(cancelled_by=None).values_list("case_id", "account")
    held = {
        (row.case_id, row.account, "vouched" if row.vouched_by else "stated" if row.stated_by else "opener")
        for row in rows
    }
    return held | {(case, account, "recused") for case, account in recused}


def _sent() -> set[tuple[Any, ...]]:
    """What the people concerned sent and handed in, by the book."""
    cancelled = Entry.objects.filter(cancels_id=OuterRef("sequence"))
    kinds = ["casework.statement_sent", "casework.statement_received"]
    return {
        (entry.case_id, entry.sequence, data["person"], data["what"], entry.effective_on, entry.kind == kinds[1])
        for entry in Entry.objects.filter(~Exists(cancelled), kind__in=kinds)
        for data in [_data(entry)]
    }


def _rows_sent() -> set[tuple[Any, ...]]:
    rows = Statement.objects.filter(cancelled_by=None)
    return set(rows.values_list("case_id", "recorded_by", "person_id", "what", "on", "on_paper"))

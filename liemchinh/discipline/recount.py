"""Disciplinary cases made again from the book alone, and compared with what stands."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.forms.models import model_to_dict

from liemchinh.discipline.facts import facts_from
from liemchinh.discipline.given import MEETINGS
from liemchinh.discipline.kept import Line, data_of, fold, line_of
from liemchinh.discipline.models import Allegation, Ballot, Deferral, Discipline, Hearing, Sanction, SanctionForm
from liemchinh.journal.models import Entry

Rows = set[tuple[Any, ...]]
STATED = "discipline.allegation_stated"


def differences() -> Iterator[str]:
    """One sentence per case whose source, facts, ballots, hearings, deferrals or sanction are not those of its entries."""
    told, stored = _told(), _stored()
    for case in sorted({row[1] for row in told ^ stored}):
        yield f"Việc kỷ luật số {case}: điều đang lưu khác với sổ."


def _told() -> Rows:
    cancelled = set(Entry.objects.exclude(cancels_id=None).values_list("cancels_id", flat=True))
    by_case: dict[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.filter(kind__startswith="discipline.", case_id__isnull=False).order_by("sequence"):
        by_case[entry.case_id or 0].append(entry)
    found: Rows = set()
    for case, entries in by_case.items():
        opening = data_of(entries[0])
        found.add(("source", case, *(opening[f"source{part}"] for part in ("", "_number", "_dated", "_issuer"))))
        # Of a case entered wrongly the facts stay with it; it has ended.
        standing = [entry for entry in entries if entry.sequence not in cancelled or entry is entries[0]]
        found |= _of_case(case, standing)
    return found


def _of_case(case: int, entries: list[Entry]) -> Rows:
    found: Rows = set()
    allegation: Mapping[str, Any] = {}
    deferral: tuple[Any, ...] = ()
    for entry in entries:
        code, data, on = entry.kind.partition(".")[2], data_of(entry), entry.effective_on
        allegation = data.get("allegation", allegation)
        if "ballot" in data:
            told = data["ballot"]
            found.add(("ballot", case, code, on, *(told[key] for key in BALLOT), tuple(sorted(told["votes"].items()))))
        if code in (*MEETINGS, "heard") and "heard" in data:
            found.add(("hearing", case, data["by"], on, data["heard"]))
        if code == "deferred":
            deferral = ("deferral", case, data["clause"], on, data["ask_again_on"])
            found.add((*deferral, False))
        elif code == "resumed" and deferral:
            found = (found - {(*deferral, False)}) | {(*deferral, True)}
    found.add(("allegation", case, _plain(facts_from(allegation))))
    told = [line_of(entry) for entry in entries if entry.kind != STATED]
    sanction = fold(told)
    found |= {("form", case, *row) for row in _forms(told)} if sanction else set()
    return found | ({("sanction", case, _plain(sanction.columns()))} if sanction else set())


def _forms(entries: Sequence[Line]) -> Iterator[tuple[str, int, int | None]]:
    """Each form that the decision which stands has had: from which entry, until which."""
    steps = [(entry, fold(entries[: place + 1])) for place, entry in enumerate(entries)]
    last = steps[-1][1]
    of_last = [
        (entry.sequence, one.form) for entry, one in steps if one and last and one.recorded_by == last.recorded_by
    ]
    since, form = of_last[0]
    for sequence, now in of_last:
        if now != form:
            yield form, since, sequence
            since, form = sequence, now
    yield form, since, None


BALLOT = ("organisation", "issued", "returned", "valid", "exempt_present", "whole", "least")


def _stored() -> Rows:
    found: Rows = set()
    for source in Discipline.objects.all():
        dated = source.source_dated.isoformat()
        found.add(("source", source.case_id, source.source, source.source_number, dated, source.source_issuer))
    for allegation in Allegation.objects.filter(cancelled_by=None):
        found.add(("allegation", allegation.case_id, _plain(_columns(allegation))))
    for ballot in Ballot.objects.filter(cancelled_by=None).prefetch_related("forms"):
        votes = tuple(sorted((row.form, row.votes) for row in ballot.forms.all()))
        counts = (ballot.issued, ballot.returned, ballot.valid, ballot.exempt_present, ballot.whole, ballot.least)
        found.add(("ballot", ballot.case_id, ballot.step, ballot.on, ballot.organisation_id, *counts, votes))
    hearings = Hearing.objects.filter(cancelled_by=None)
    found |= {("hearing", *row) for row in hearings.values_list("case_id", "organisation_id", "on", "how")}
    for held in Deferral.objects.filter(cancelled_by=None):
        found.add(
            ("deferral", held.case_id, held.clause, held.on, held.ask_again_on.isoformat(), held.ended_by is not None)
        )
    for sanction in Sanction.objects.filter(cancelled_by=None):
        columns = {f"{name}_id" if name in ("person", "organisation", "decided_by") else name: value
                   for name, value in _columns(sanction, "recorded_by").items()}  # fmt: skip
        found.add(("sanction", sanction.case_id, _plain(columns)))
    forms = SanctionForm.objects.filter(sanction__cancelled_by=None)
    told = forms.values_list("sanction__case", "form", "recorded_by", "cancelled_by")
    return found | {("form", *row) for row in told}


def _columns(row: Allegation | Sanction, *more: str) -> dict[str, Any]:
    left_out = {"id", "case", "recorded_by", "cancelled_by"} - set(more)
    return {name: value for name, value in model_to_dict(row).items() if name not in left_out}


def _plain(columns: Mapping[str, Any]) -> str:
    return json.dumps(columns, sort_keys=True, default=str)

"""Rows about what became of organisations: one decision for each day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.imports.places import known_ids
from liemchinh.imports.reading import SuccessionRow
from liemchinh.imports.verdicts import NEW, STANDS, Kind, Verdict
from liemchinh.organisations.faults import KEEPING
from liemchinh.organisations.models import Succession
from liemchinh.organisations.planning import Step
from liemchinh.organisations.reorganisation import Decision, apply, preview
from regulations.answers import Refusal


def take_successions(rows: Sequence[SuccessionRow], *, source: str, file_name: str, actor: Actor) -> list[Verdict]:
    """One verdict a row, in order; everything accepted is recorded in the open transaction. Faulty rows are rejected, the rest stand."""
    verdicts: dict[int, Verdict] = {}
    by_day: dict[date, list[int]] = defaultdict(list)
    known = known_ids(source, sorted({row.from_id for row in rows} | {row.to_id for row in rows if row.to_id}))
    stands = _standing(known)
    for place, row in enumerate(rows):
        assert row.date is not None  # the reading refuses rows without one
        source_id, target_id = known.get(row.from_id), known.get(row.to_id) if row.to_id else None
        if (source_id, target_id, row.date.latest) in stands and (target_id is not None or not row.to_id):
            verdicts[place] = _said(row, "unchanged", STANDS)
        else:
            by_day[row.date.latest].append(place)
    for day in sorted(by_day):
        empty = Decision(f"Nhập từ tệp {file_name}", day, [], [], source)
        _decide({place: rows[place] for place in by_day[day]}, empty, known, actor, verdicts)
    return [verdicts[place] for place in range(len(rows))]


def _standing(known: Mapping[str, int]) -> set[tuple[int, int | None, date]]:
    there = set(known.values())
    found = Succession.objects.filter(cancelled_by=None).values_list("source_id", "target_id", "on")
    return {(source, target, on) for source, target, on in found.iterator() if source in there}


def _decide(
    rows: dict[int, SuccessionRow],
    empty: Decision,
    known: Mapping[str, int],
    actor: Actor,
    verdicts: dict[int, Verdict],
) -> None:
    """Applies what can be applied of one day; the rows that the plan finds fault with are taken out and it is tried again."""
    steps = {place: _step(row, known) for place, row in rows.items()}
    while steps:
        decision = Decision(empty.text, empty.on, [], list(steps.values()), empty.source)
        refusals = preview(decision, actor=actor).plan.refusals
        if not refusals:
            apply(decision, actor=actor)
            break
        faulty = {place for place in steps if _about(refusals, rows[place])} or set(steps)
        for place in faulty:
            told = _about(refusals, rows[place]) or refusals
            verdicts[place] = _said(rows[place], "rejected", " ".join(map(str, told)))
            del steps[place]
    for place in steps:
        verdicts[place] = _said(rows[place], "accepted", NEW)


def _about(refusals: Sequence[Refusal], row: SuccessionRow) -> list[Refusal]:
    return [refusal for refusal in refusals if f"dòng {row.row}:" in refusal.message]


def _step(row: SuccessionRow, known: Mapping[str, int]) -> Step:
    """A row as a step; "continued" by an organisation that was recorded apart is taken over by it."""
    apart = row.kind in KEEPING and row.to_id and known.get(row.to_id) not in (None, known.get(row.from_id))
    return Step(row.from_id, row.to_id or "", "merge" if apart else row.kind, row.extent or "full", row.row)


def _said(row: SuccessionRow, kind: Kind, reason: str, column: str = "") -> Verdict:
    return Verdict(row.sheet, row.row, kind, column, reason, private=False)

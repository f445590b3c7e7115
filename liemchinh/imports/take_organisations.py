"""Rows about organisations and about what became of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.imports.verdicts import NEW, STANDS, Verdict
from liemchinh.organisations.models import Succession, Version
from liemchinh.organisations.planning import KEEPING, Step
from liemchinh.organisations.queries import ids_in_source
from liemchinh.organisations.reorganisation import Decision, apply, preview
from liemchinh.organisations.services import Facts, Founding, correct_organisation, facts_of, found_organisations
from liemchinh.web.text import clean, fold
from regulations.answers import Refused


def take_organisations(rows: Sequence[Any], *, source: str, into: int | None, actor: Actor) -> list[Verdict]:
    """One verdict a row, in order. Parents may stand anywhere in the file; a row whose parent was rejected is rejected too."""
    known = ids_in_source(source, {row.id for row in rows if row.id} | {row.parent_id for row in rows if row.parent_id})
    verdicts: dict[int, Verdict] = _repeated(rows)
    pending = [place for place in range(len(rows)) if place not in verdicts]
    in_file = {rows[place].id for place in pending if rows[place].id}
    while pending:
        ready = [place for place in pending if not rows[place].parent_id or rows[place].parent_id in known or rows[place].parent_id not in in_file]
        if not ready:
            for place in pending:
                verdicts[place] = _said(rows[place], "rejected", "Cấp trên của dòng này bị từ chối, hoặc các dòng trực thuộc vòng quanh nhau.", "parent_id")
            break
        _take_ready(rows, ready, known, source, into, actor, verdicts)
        in_file -= {rows[place].id for place in ready}
        pending = [place for place in pending if place not in set(ready)]
    return [verdicts[place] for place in range(len(rows))]


def _repeated(rows: Sequence[Any]) -> dict[int, Verdict]:
    first: dict[str, Any] = {}
    found = {}
    for place, row in enumerate(rows):
        if row.id and first.setdefault(row.id, row) is not row:
            found[place] = _said(row, "rejected", f"Mã “{row.id}” đã có ở dòng {first[row.id].row}; mỗi tổ chức một mã.", "id")
    return found


def _take_ready(
    rows: Sequence[Any], ready: Sequence[int], known: dict[str, int], source: str, into: int | None, actor: Actor, verdicts: dict[int, Verdict]
) -> None:
    new: list[tuple[int, Facts]] = []
    alike = _alike(rows, ready, known, into)
    for place in ready:
        row = rows[place]
        if row.parent_id and row.parent_id not in known:
            verdicts[place] = _said(row, "rejected", f"Không có cấp trên “{row.parent_id}”; hãy nhập cấp trên trước.", "parent_id")
            continue
        facts = _facts(row, known.get(row.parent_id) if row.parent_id else into)
        existing = known.get(row.id) if row.id else alike.get(place)
        if existing is None:
            new.append((place, facts))
        else:
            verdicts[place] = _compare(row, existing, facts, actor)
    if not new:
        return
    try:
        founded = found_organisations([Founding(facts, external=(source, rows[p].id) if rows[p].id else None) for p, facts in new], actor=actor)
    except Refused:
        founded = []
        for place, facts in new:
            verdicts[place] = _found_alone(rows[place], facts, source, known, actor)
    for (place, _facts_told), number in zip(new, founded, strict=False):
        verdicts[place] = _said(rows[place], "accepted", NEW)
        if rows[place].id:
            known[rows[place].id] = number


def _found_alone(row: Any, facts: Facts, source: str, known: dict[str, int], actor: Actor) -> Verdict:
    try:
        number = found_organisations([Founding(facts, external=(source, row.id) if row.id else None)], actor=actor)[0]
    except Refused as refused:
        return _said(row, "rejected", " ".join(map(str, refused.refusals)))
    if row.id:
        known[row.id] = number
    return _said(row, "accepted", NEW)


def _facts(row: Any, parent: int | None) -> Facts:
    end = row.valid_to.latest + timedelta(days=1) if row.valid_to else None
    return Facts(row.name, row.kind, row.valid_from.earliest, parent, row.level, row.code, row.unit_type, end).cleaned()


def _alike(rows: Sequence[Any], ready: Sequence[int], known: dict[str, int], into: int | None) -> dict[int, int]:
    """Rows without an id: the organisation of the same name under the same parent is the same one."""
    wanted = {place: (known.get(rows[place].parent_id) if rows[place].parent_id else into, fold(clean(rows[place].name)))
              for place in ready if not rows[place].id}  # fmt: skip
    if not wanted:
        return {}
    live = Version.objects.filter(cancelled_by=None, search_key__in={name for _parent, name in wanted.values()})
    there = {(parent, name): number for parent, name, number in live.values_list("parent_id", "search_key", "organisation_id")}
    return {place: there[key] for place, key in wanted.items() if key in there}


def _compare(row: Any, organisation: int, facts: Facts, actor: Actor) -> Verdict:
    live = list(Version.objects.filter(organisation_id=organisation, cancelled_by=None).order_by("valid_from"))
    if any(_same(facts_of(version), facts) for version in live):
        return _said(row, "unchanged", STANDS)
    try:
        correct_organisation(organisation, facts, actor=actor)
    except Refused as refused:
        return _said(row, "rejected", " ".join(map(str, refused.refusals)))
    return _said(row, "accepted", "Sửa thông tin đã ghi.")


def _same(stored: Facts, told: Facts) -> bool:
    """Whether a version says what a row tells; an end that came later by a decision is no contradiction."""
    return replace(stored, valid_to=told.valid_to if told.valid_to is None else stored.valid_to) == told


def take_successions(rows: Sequence[Any], *, source: str, file_name: str, actor: Actor) -> list[Verdict]:
    """One verdict a row, in order: what became of organisations, one decision for each day. Faulty rows are rejected, the rest stand."""
    verdicts: dict[int, Verdict] = {}
    by_day: dict[date, list[int]] = defaultdict(list)
    known = ids_in_source(source, {row.from_id for row in rows} | {row.to_id for row in rows if row.to_id})
    for place, row in enumerate(rows):
        if _stands(row, known):
            verdicts[place] = _said(row, "unchanged", STANDS)
        else:
            by_day[row.date.latest].append(place)
    for day in sorted(by_day):
        _decide(rows, by_day[day], day, source, file_name, known, actor, verdicts)
    return [verdicts[place] for place in range(len(rows))]


def _stands(row: Any, known: dict[str, int]) -> bool:
    source, target = known.get(row.from_id), known.get(row.to_id) if row.to_id else None
    if source is None or (row.to_id and target is None):
        return False
    return Succession.objects.filter(source_id=source, target_id=target, on=row.date.latest, cancelled_by=None).exists()


def _decide(
    rows: Sequence[Any], places: list[int], day: date, source: str, file_name: str, known: dict[str, int], actor: Actor, verdicts: dict[int, Verdict]
) -> None:
    steps = {place: _step(rows[place], known) for place in places}
    while steps:
        decision = Decision(f"Nhập từ tệp {file_name}", day, [], list(steps.values()), source)
        refusals = preview(decision, actor=actor).plan.refusals
        if not refusals:
            apply(decision, actor=actor)
            break
        faulty = {place for place in steps if any(f"dòng {rows[place].row}:" in refusal.message for refusal in refusals)} or set(steps)
        for place in faulty:
            told = [str(r) for r in refusals if f"dòng {rows[place].row}:" in r.message] or [str(r) for r in refusals]
            verdicts[place] = _said(rows[place], "rejected", " ".join(told))
            del steps[place]
    for place in steps:
        verdicts[place] = _said(rows[place], "accepted", NEW)


def _step(row: Any, known: dict[str, int]) -> Step:
    """A row as a step; "continued" by an organisation that was recorded apart is taken over by it."""
    apart = row.kind in KEEPING and row.to_id and known.get(row.to_id) not in (None, known.get(row.from_id))
    return Step(row.from_id, row.to_id or "", "merge" if apart else row.kind, row.extent or "full", row.row)


def _said(row: Any, kind: Any, reason: str, column: str = "") -> Verdict:
    return Verdict(row.sheet, row.row, kind, column, reason)

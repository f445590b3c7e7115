"""Rows about events: each is one act about a person already in the register. The same fact told twice is told once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.imports.verdicts import NEW, STANDS, Verdict
from liemchinh.members.models import SourceId
from liemchinh.members.services import Change, NewAct, record_changes
from liemchinh.members.timeline import LABELS, Act
from liemchinh.members.writing import live_acts
from liemchinh.organisations.queries import ids_in_source, named_within
from liemchinh.web.dates import show

ONCE = {"admitted", "official", "died"}


def take_events(rows: Sequence[Any], *, source: str, into: int | None, actor: Actor) -> list[Verdict]:
    """One verdict a row, in order; everything accepted is recorded in the open transaction. A row whose person has another faulty
    row in the same piece is tried on its own, so that one fault does not take others with it."""
    people = dict(SourceId.objects.filter(source=source, external_id__in={row.member_id for row in rows}).values_list("external_id", "person_id"))
    told = {row.organisation_id for row in rows if row.organisation_id}
    places = ids_in_source(source, told)
    places |= named_within([into] if into is not None else actor.roots("members.edit"), told - places.keys())
    stored: dict[int, list[Act]] = defaultdict(list)
    for person, act in live_acts(people.values()) if people else ():
        stored[person].append(act)
    verdicts: dict[int, Verdict] = {}
    waiting: dict[int, list[tuple[int, NewAct]]] = defaultdict(list)
    for place, row in enumerate(rows):
        person = people.get(row.member_id)
        organisation = places.get(row.organisation_id) if row.organisation_id else into
        fault = _fault(row, person, organisation) or _standing(row, stored[person] if person else ())
        if fault:
            verdicts[place] = fault
        elif person is not None and organisation is not None:
            act = NewAct(row.kind, row.date.latest, organisation, row.date.text)
            if any(act == other for _place, other in waiting[person]):
                verdicts[place] = _said(row, "duplicate", "Việc này đã có ở một dòng trước của tệp.")
            else:
                waiting[person].append((place, act))
    _record(rows, waiting, verdicts, actor)
    return [verdicts[place] for place in range(len(rows))]


def _fault(row: Any, person: int | None, organisation: int | None) -> Verdict | None:
    if person is None:
        return _said(row, "rejected", f"Chưa có đảng viên mang mã “{row.member_id}”; hãy nhập danh sách đảng viên trước.", "member_id")
    if organisation is None:
        return _said(row, "rejected", f"Không có tổ chức “{row.organisation_id}”; hãy nhập danh sách tổ chức trước.", "organisation_id")
    return None


def _standing(row: Any, stored: Sequence[Act]) -> Verdict | None:
    same = [act for act in stored if act.kind == row.kind]
    if any(row.date.earliest <= act.on <= row.date.latest for act in same):
        return _said(row, "unchanged", STANDS)
    if same and row.kind in ONCE:
        return _said(row, "rejected", f"“{LABELS[row.kind]}” đã ghi ngày {show(same[0].on)}; nếu ngày đó sai, hãy sửa trong hồ sơ.", "date")
    return None


def _record(rows: Sequence[Any], waiting: dict[int, list[tuple[int, NewAct]]], verdicts: dict[int, Verdict], actor: Actor) -> None:
    people = [person for person, acts in waiting.items() if acts]
    outcomes = record_changes([Change(person, acts=[act for _place, act in waiting[person]]) for person in people], actor=actor)
    for person, outcome in zip(people, outcomes, strict=True):
        for place, act in waiting[person]:
            if outcome.refusals and len(waiting[person]) > 1:
                alone = record_changes([Change(person, acts=[act])], actor=actor)[0]
            else:
                alone = outcome
            reason = " ".join(str(refusal) for refusal in alone.refusals)
            verdicts[place] = _said(rows[place], "rejected" if reason else "accepted", reason or NEW, "date" if reason else "")


def _said(row: Any, kind: Any, reason: str, column: str = "") -> Verdict:
    return Verdict(row.sheet, row.row, kind, column, reason)

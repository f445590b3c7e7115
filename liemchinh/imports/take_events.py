"""Rows about events: each is one act about a person already in the register. The same fact told twice is told once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from liemchinh.access.actor import Actor
from liemchinh.imports.knowing import people_of
from liemchinh.imports.places import Places
from liemchinh.imports.reading import EventRow
from liemchinh.imports.telling import effective
from liemchinh.imports.verdicts import NEW, STANDS, Kind, Verdict
from liemchinh.journal import clock
from liemchinh.members.services import Change, NewAct, record_changes
from liemchinh.members.timeline import LABELS, Act
from liemchinh.members.writing import live_acts
from liemchinh.web.dates import PartialDate, show

ONCE = {"admitted", "official", "died"}
# (place, act) for each person, in the order told.
ToldActs = Mapping[int, list[tuple[int, NewAct]]]


def take_events(rows: Sequence[EventRow], *, source: str, into: int | None, actor: Actor) -> list[Verdict]:
    """One verdict a row, in order; everything accepted is recorded in the open transaction.

    A row whose person has another faulty row in the same piece is tried on its own, so that one fault does not take others with it.
    """
    people = people_of(source, sorted({row.member_id for row in rows}))
    places = Places((row.organisation_id for row in rows), source=source, into=into, actor=actor)
    stored: dict[int, list[Act]] = defaultdict(list)
    for person, act in live_acts(people.values()) if people else ():
        stored[person].append(act)
    today = clock.today()
    verdicts: dict[int, Verdict] = {}
    told: dict[int, list[tuple[int, NewAct]]] = defaultdict(list)
    repeats: dict[int, int] = {}
    for place, row in enumerate(rows):
        whom = people.get(row.member_id)
        organisation, fault = places.find(row.organisation_id)
        on = row.date
        assert on is not None  # the reading refuses rows without one
        if whom is None:
            reason = f"Chưa có hội viên mang mã “{row.member_id}”; hãy nhập danh sách hội viên trước."
            verdicts[place] = _said(row, "rejected", reason, "member_id")
        elif fault or organisation is None:
            verdicts[place] = _said(row, "rejected", f"{fault[0].upper()}{fault[1:]}.", "organisation_id")
        elif on.earliest > today + timedelta(days=1):
            verdicts[place] = _said(row, "rejected", f"Ngày {on} còn ở tương lai.", "date")
        elif standing := _standing(row, on, stored[whom]):
            verdicts[place] = standing
        else:
            new = NewAct(row.kind, effective(on, (), today), organisation, on.text)
            first = next((other for other, known in told[whom] if known == new), None)
            if first is None:
                told[whom].append((place, new))
            else:
                repeats[place] = first
    _record(rows, told, verdicts, actor)
    for place, first in repeats.items():
        verdicts[place] = _repeated(rows[place], verdicts[first])
    return [verdicts[place] for place in range(len(rows))]


def _standing(row: EventRow, on: PartialDate, stored: Sequence[Act]) -> Verdict | None:
    same = [act for act in stored if act.kind == row.kind]
    if any(on.earliest <= act.on <= on.latest for act in same):
        return _said(row, "unchanged", STANDS)
    if same and row.kind in ONCE:
        reason = f"“{LABELS[row.kind]}” đã ghi ngày {show(same[0].on)}; nếu ngày đó sai, hãy sửa trong hồ sơ."
        return _said(row, "rejected", reason, "date")
    return None


def _record(rows: Sequence[EventRow], told: ToldActs, verdicts: dict[int, Verdict], actor: Actor) -> None:
    people = [person for person, acts in told.items() if acts]
    outcomes = record_changes(
        [Change(person, acts=[act for _place, act in told[person]]) for person in people], actor=actor
    )
    for person, outcome in zip(people, outcomes, strict=True):
        for place, act in told[person]:
            alone = outcome
            if outcome.refusals and len(told[person]) > 1:
                alone = record_changes([Change(person, acts=[act])], actor=actor)[0]
            reason = " ".join(str(refusal) for refusal in alone.refusals)
            verdicts[place] = _said(
                rows[place], "rejected" if reason else "accepted", reason or NEW, "date" if reason else ""
            )


def _repeated(row: EventRow, first: Verdict) -> Verdict:
    if first.kind == "accepted":
        return _said(row, "unchanged", f"Trùng với dòng {first.row} của tệp.")
    return _said(row, "rejected", f"Trùng với dòng {first.row} của tệp; dòng ấy chưa được ghi.", first.column)


def _said(row: EventRow, kind: Kind, reason: str, column: str = "") -> Verdict:
    return Verdict(row.sheet, row.row, kind, column, reason)

"""Rows about people, turned into changes of the register: new, changed, already there, or probably somebody already there."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.imports.knowing import Known, differing_acts, doubts, is_another, known, people_of, recognise
from liemchinh.imports.places import Places
from liemchinh.imports.reading import MemberRow
from liemchinh.imports.repeats import Again
from liemchinh.imports.telling import Telling, content_of, corrected, tell_all
from liemchinh.imports.telling_ahead import Readied
from liemchinh.imports.verdicts import NEW, STANDS, Verdict
from liemchinh.journal import clock
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, Outcome
from liemchinh.members.reasons import IMPORTED
from liemchinh.members.working import Ahead

# Who a row that waited is: a person, or None for somebody new.
Decided = Mapping[int, int | None]


def take_members(
    rows: Sequence[MemberRow | Again],
    *,
    source: str,
    into: int | None,
    actor: Actor,
    decided: Decided | None = None,
    readied: Readied | None = None,
) -> list[Verdict]:
    """One verdict a row, in order; everything accepted is recorded in the open transaction.

    `decided`: for rows a person has decided about, by place: the person they are, or None for somebody new. `readied`: the rows told and
    worked out by another process; where the register is no longer as it was for that, it is done again.
    """
    decided = decided or {}
    repeats = {place: row for place, row in enumerate(rows) if isinstance(row, Again)}
    plain = [row.row if isinstance(row, Again) else row for row in rows]
    places, today = Places([row.organisation_id for row in plain], source=source, into=into, actor=actor), clock.today()
    found = places.all(row.organisation_id for row in plain)
    if readied and not readied.stands(found, today):
        readied = None
    tellings = readied.tellings(plain) if readied else tell_all(plain, found, today)
    ids = people_of(source, [telling.row.id for telling in tellings if telling.row.id])
    for place, telling in enumerate(tellings):
        telling.person = decided[place] if place in decided else ids.get(telling.row.id)
    verdicts = {
        place: said for place, telling in enumerate(tellings) if (said := _at_once(telling, repeats.get(place)))
    }
    open_ = [place for place in range(len(rows)) if place not in verdicts and place not in repeats]
    unknown = [place for place in open_ if tellings[place].person is None and place not in decided]
    for place, first in doubts([tellings[place] for place in unknown]).items():
        verdicts[unknown[place]] = _doubtful(tellings[unknown[place]], first)
    changes = _changes(tellings, [place for place in open_ if place not in verdicts], decided, ids, source, verdicts)
    ready = [None if change.person else tellings[place].ready for place, change, _what in changes]
    ahead = readied and Ahead(readied.ahead.ground, ready)
    # In the caller's transaction alone: for a savepoint SQLite keeps a copy of every page that a piece changes.
    rights = partial(actor.refusals, "members.edit")
    outcomes = apply_changes([change for _place, change, _what in changes], rights=rights, actor=actor, ahead=ahead)
    for (place, _change, what), outcome in zip(changes, outcomes, strict=True):
        verdicts[place] = _outcome(tellings[place], outcome, what)
    _settle(tellings, {place: again for place, again in repeats.items() if place not in verdicts}, source, verdicts)
    return [verdicts[place] for place in range(len(rows))]


def _at_once(telling: Telling, again: Again | None) -> Verdict | None:
    """The verdict that needs no look into the register."""
    if telling.faults:
        return _said(telling, "rejected", " ".join(reason for _column, reason in telling.faults), telling.faults[0][0])
    if again is not None and not again.certain:
        if telling.row.id:
            return _waits(
                telling, "id", f"Mã này đã có ở dòng {again.first} của tệp, với nội dung khác; chờ quyết định."
            )
        return _waits(telling, "full_name", f"Có thể trùng với dòng {again.first} của tệp; chờ quyết định.")
    if telling.person is None and not (telling.ready or telling.acts) and again is None:
        reason = "Dòng không có ngày kết nạp hay ngày chuyển đến, nên không biết từ khi nào là hội viên."
        return _said(telling, "rejected", reason, "admitted_on")
    return None


def _doubtful(telling: Telling, first: int | None) -> Verdict:
    if first is not None:
        return _waits(telling, "full_name", f"Có thể trùng với dòng {first} của tệp; chờ quyết định.")
    return _waits(telling, "full_name", "Có thể là người đã có trong danh sách; chờ quyết định.")


def _changes(
    tellings: Sequence[Telling],
    open_: Sequence[int],
    decided: Decided,
    ids: Mapping[str, int],
    source: str,
    verdicts: dict[int, Verdict],
) -> list[tuple[int, Change, str]]:
    """(place, change, what it is) for every row that changes something; the verdicts of the others are filled in."""
    held = known([person for place in open_ if (person := tellings[place].person) is not None])
    changes: list[tuple[int, Change, str]] = []
    seen: set[int] = set()
    for place in open_:
        telling = tellings[place]
        external = (source, telling.row.id) if telling.row.id and telling.row.id not in ids else None
        if telling.person is None:
            changes.append((place, telling.ready.change if telling.ready else telling.as_new(external), NEW))
            continue
        said = _against(telling, held, place in decided, telling.person in seen)
        seen.add(telling.person)
        if said is not None:
            verdicts[place] = said
            continue
        change, what = _difference(telling, held, external if place in decided else None)
        if change is None:
            verdicts[place] = _said(telling, "unchanged", STANDS)
        else:
            changes.append((place, change, what))
    return changes


def _against(telling: Telling, held: Known, is_decided: bool, is_repeated: bool) -> Verdict | None:
    """Why a row about a known person cannot be compared with what stands."""
    person = telling.person or 0
    if is_repeated:
        return _waits(telling, "full_name", "Người này đã có ở một dòng trước của tệp; chờ quyết định.")
    stored = held.facts.get(person)
    if stored is None:
        return _said(
            telling, "rejected", "Dữ liệu cá nhân của người mang mã này đã được xóa theo thời hạn lưu giữ.", "id"
        )
    if not is_decided and is_another(telling.asked, stored):
        return _waits(telling, "id", "Mã này đang là của một người khác tên, khác ngày sinh; chờ quyết định.")
    arrives = any(told.act.kind == "transferred_in" for told in telling.acts)
    if telling.organisation not in held.places.get(person, ()) and not arrives:
        reason = "Sổ đang ghi người này ở tổ chức khác; nếu đã chuyển, hãy ghi ngày chuyển đến, hoặc nạp việc chuyển đi và chuyển đến."
        return _said(telling, "rejected", reason, "organisation_id")
    return None


def _difference(telling: Telling, held: Known, external: tuple[str, str] | None) -> tuple[Change | None, str]:
    person = telling.person or 0
    facts, changed = corrected(telling.row, held.facts[person])
    acts, cancels, names = differing_acts(telling.acts, held.acts.get(person, ()))
    if not changed and not acts and not external:
        return None, ""
    what = "Sửa: " + ", ".join([*changed, *names]) + "." if changed or names else "Ghi mã của tệp cho người đã có."
    return Change(person, facts, acts, cancels, IMPORTED, external), what


def _settle(
    tellings: Sequence[Telling], repeats: Mapping[int, Again], source: str, verdicts: dict[int, Verdict]
) -> None:
    """The very same row told again stands if the first did."""
    if not repeats:
        return
    ids = people_of(source, [again.row.id for again in repeats.values() if again.row.id])
    nameless = [place for place, again in repeats.items() if not again.row.id]
    exact = dict(zip(nameless, recognise([tellings[place] for place in nameless]), strict=True))
    for place, again in repeats.items():
        person = ids.get(again.row.id) if again.row.id else exact[place]
        if person is not None:
            verdicts[place] = _said(tellings[place], "unchanged", f"Trùng nguyên văn dòng {again.first} của tệp.")
        else:
            reason = f"Trùng nguyên văn dòng {again.first} của tệp; dòng ấy chưa được ghi."
            verdicts[place] = _said(tellings[place], "rejected", reason)


def _outcome(telling: Telling, outcome: Outcome, what: str) -> Verdict:
    if outcome.refusals:
        return _said(telling, "rejected", " ".join(str(refusal) for refusal in outcome.refusals))
    return _said(telling, "accepted", " ".join([what, *telling.notes]) if telling.notes else what)


def _waits(telling: Telling, column: str, reason: str) -> Verdict:
    row = telling.row
    return Verdict(row.sheet, row.row, "duplicate", column, reason, telling.organisation, content_of(row))


def _said(telling: Telling, kind: Any, reason: str, column: str = "") -> Verdict:
    headings = frozenset(problem.column for problem in telling.row.remarks)
    return Verdict(telling.row.sheet, telling.row.row, kind, column, reason, headings=headings)

"""Rows about people, turned into changes of the register: new, changed, already there, or probably somebody already there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.imports.verdicts import NEW, STANDS, Verdict
from liemchinh.members import likeness
from liemchinh.members.duplicates import Twin, probable_duplicates
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Card, Details, SourceId
from liemchinh.members.queries import last_spells
from liemchinh.members.services import Change, NewAct, Outcome, record_changes
from liemchinh.members.timeline import LABELS, Act
from liemchinh.members.writing import live_acts
from liemchinh.organisations.queries import ids_in_source, named_within
from liemchinh.web.dates import PartialDate, show

FACT_COLUMNS = (
    "gender", "ethnicity", "education", "profession_level", "theory_level", "occupation", "home_place", "cv_no", "badge", "card_no",
)  # fmt: skip


@dataclass(slots=True)
class Told:
    """A row about a person, resolved: who (if known), where, what is told."""

    row: Any
    organisation: int | None
    person: int | None = None
    acts: list[NewAct] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the register holds of people a piece of a file is about."""

    facts: Mapping[int, PersonFacts]
    acts: Mapping[int, Sequence[Act]]
    happened: Mapping[int, str]


def take_members(rows: Sequence[Any], *, source: str, into: int | None, actor: Actor, decided: Mapping[int, int | None] | None = None) -> list[Verdict]:
    """One verdict a row, in order; everything accepted is recorded in the open transaction.

    `decided`: for rows a person has decided about, by place: the person they are, or None for somebody new.
    """
    decided = decided or {}
    told = [_told(row, place) for row, place in zip(rows, _organisations(rows, source, into, actor), strict=True)]
    people = _people(rows, source)
    for place, item in enumerate(told):
        item.person = decided.get(place) if place in decided else people.get(item.row.id)
    doubtful = _doubtful(told, decided)
    known = _known([item.person for item in told if item.person is not None])
    verdicts: list[Verdict | None] = [None] * len(rows)
    changes: list[tuple[int, Change, str]] = []
    seen: set[int] = set()
    for place, item in enumerate(told):
        verdicts[place] = _verdict_now(item, doubtful.get(place), seen)
        if verdicts[place] is None:
            change, what = _change(item, known, source)
            if change is None:
                verdicts[place] = _said(item, "unchanged", STANDS)
            else:
                changes.append((place, change, what))
    outcomes = record_changes([change for _place, change, _what in changes], actor=actor)
    for (place, change, what), outcome in zip(changes, outcomes, strict=True):
        verdicts[place] = _outcome(told[place], change, outcome, what)
    return [verdict for verdict in verdicts if verdict is not None]


def _organisations(rows: Sequence[Any], source: str, into: int | None, actor: Actor) -> list[int | None]:
    """Where each row stands: by the id of the file, else by a code or full name that means one organisation in scope; without any, `into`."""
    told = {row.organisation_id for row in rows if row.organisation_id}
    known = ids_in_source(source, told)
    known |= named_within([into] if into is not None else actor.roots("members.edit"), told - known.keys())
    return [known.get(row.organisation_id) if row.organisation_id else into for row in rows]


def _people(rows: Sequence[Any], source: str) -> dict[str, int]:
    wanted = [row.id for row in rows if row.id]
    return dict(SourceId.objects.filter(source=source, external_id__in=wanted).values_list("external_id", "person_id"))


def _told(row: Any, organisation: int | None) -> Told:
    item = Told(row, organisation, notes=[_remark(problem) for problem in row.remarks])
    if organisation is None:
        text = f"không có tổ chức “{row.organisation_id}”" if row.organisation_id else "dòng không ghi tổ chức"
        item.fault = ("organisation_id", f"Cột organisation_id: {text}; hãy nhập danh sách tổ chức trước, hoặc chọn tổ chức nhận (--into).")
        return item
    given = [("admitted_on", "admitted"), ("official_on", "official"), ("arrived_on", "transferred_in"), ("exempt_from", "exempt"),
             ("left_on", row.left_kind)]  # fmt: skip
    dated = [(column, kind, value) for column, kind in given if (value := getattr(row, column)) is not None]
    for column, kind, value in dated:
        if not kind:
            item.fault = (column, f"Cột {column} có ngày mà cột left_kind không ghi lý do rời Đảng.")
            return item
        later = [other.latest for name, _kind, other in dated if name != column and other.latest > value.earliest]
        elsewhere = row.arrived_on is not None and kind in {"admitted", "official"} and value.latest <= row.arrived_on.latest
        item.acts.append(NewAct(kind, _day(value, later), None if elsewhere else organisation, value.text))
    _drop_impossible(item)
    return item


def _day(value: PartialDate, later: Iterable[date]) -> date:
    """An incomplete date takes effect on its last possible day, but before the next thing told."""
    if value.is_complete:
        return value.earliest
    following = min(later, default=value.latest)
    return max(value.earliest, min(value.latest, following))


def _drop_impossible(item: Told) -> None:
    left = next((act for act in item.acts if act.kind in {"left", "struck_off", "expelled", "died", "transferred_out"}), None)
    if left is None:
        return
    for act in [act for act in item.acts if act.kind in {"official", "exempt"} and act.on >= left.on]:
        item.acts.remove(act)
        item.notes.append(f"Không ghi “{LABELS[act.kind]}” ngày {show(act.on)} vì sau ngày rời Đảng {show(left.on)}.")


def _told_of(item: Told) -> likeness.Told:
    row = item.row
    return likeness.Told(row.full_name, _text(row.birth), row.card_no, row.gender, item.organisation)


def _doubtful(told: Sequence[Told], decided: Mapping[int, int | None]) -> dict[int, list[int]]:
    """Who a row may be: someone in the register, or an earlier row of this piece (minus its row number).

    A row without an id whose name, birth and branch (or card) are exactly those of one person is that person: nothing is doubtful.
    """
    new = [(place, item) for place, item in enumerate(told) if item.person is None and place not in decided and not item.fault]
    twins = probable_duplicates([_told_of(item) for _place, item in new])
    exact = _exact({twin.person for found in twins for twin in found})
    doubtful: dict[int, list[int]] = {}
    pool = likeness.Pool()
    for (place, item), found in zip(new, twins, strict=True):
        item.person = _recognised(item, found, exact)
        likely = [twin.person for twin in found if twin.how.likely]
        likely += [-told[other].row.row for other, how in pool.like(_told_of(item)) if how.likely]
        pool.add(place, _told_of(item))
        if likely and item.person is None:
            doubtful[place] = likely
    return doubtful


def _exact(people: set[int]) -> dict[int, tuple[str, str, int | None, str]]:
    places = dict(last_spells().filter(person_id__in=people).values_list("person_id", "organisation_id"))
    cards = dict(Card.objects.filter(person_id__in=people, cancelled_by=None).values_list("person_id", "number"))
    rows = Details.objects.filter(person_id__in=people, cancelled_by=None).values_list("person_id", "full_name", "birth")
    return {person: (name, birth, places.get(person), cards.get(person, "")) for person, name, birth in rows}


def _recognised(item: Told, found: Sequence[Twin], exact: Mapping[int, tuple[str, str, int | None, str]]) -> int | None:
    row = item.row
    if row.id:
        return None
    same = []
    for twin in found:
        name, birth, place, card = exact.get(twin.person, ("", "", None, ""))
        if (name, birth) == (row.full_name, _text(row.birth)) and (place == item.organisation or (card and card == row.card_no)):
            same.append(twin.person)
    return same[0] if len(same) == 1 else None


def _remark(problem: Any) -> str:
    return f"Cột {problem.column}: {problem.reason}." if problem.column else f"{problem.reason}."


def _text(value: PartialDate | None) -> str:
    return value.text if value else ""


def _known(people: Sequence[int]) -> Known:
    acts: dict[int, list[Act]] = {}
    for person, act in live_acts(people) if people else ():
        acts.setdefault(person, []).append(act)
    cards = dict(Card.objects.filter(person_id__in=people, cancelled_by=None).values_list("person_id", "number"))
    facts = {}
    columns = ("full_name", "birth", *[name for name in FACT_COLUMNS if name != "card_no"])
    for row in Details.objects.filter(person_id__in=people, cancelled_by=None).values("person_id", *columns):
        person = row.pop("person_id")
        facts[person] = PersonFacts(**row, card_no=cards.get(person, ""))
    return Known(facts, acts, {})


def _verdict_now(item: Told, doubtful: Sequence[int] | None, seen: set[int]) -> Verdict | None:
    if item.fault:
        return _said(item, "rejected", item.fault[1], item.fault[0])
    if item.person is None and not item.acts:
        return _said(item, "rejected", "Dòng không có ngày kết nạp hay ngày chuyển đến, nên không biết từ khi nào là đảng viên.", "admitted_on")
    if doubtful:
        inside = [-number for number in doubtful if number < 0]
        text = f"Có thể trùng với dòng {inside[0]} của tệp." if inside else "Có thể là người đã có trong danh sách; chờ quyết định."
        return Verdict(item.row.sheet, item.row.row, "duplicate", "full_name", text, [n for n in doubtful if n > 0], content_of(item.row))
    if item.person is not None and item.person in seen:
        return Verdict(item.row.sheet, item.row.row, "duplicate", "id", "Người này đã có ở một dòng trước của tệp.", [item.person], content_of(item.row))
    if item.person is not None:
        seen.add(item.person)
    return None


def _change(item: Told, known: Known, source: str) -> tuple[Change | None, str]:
    row = item.row
    if item.person is None:
        facts = PersonFacts(row.full_name, row.gender, _text(row.birth), **{name: getattr(row, name) for name in FACT_COLUMNS if name != "gender"})
        return Change(facts=facts, acts=item.acts, external=(source, row.id) if row.id else None), NEW
    facts, changed = _corrected(row, known.facts.get(item.person))
    acts, cancels, dates = _acts(item, known.acts.get(item.person, ()))
    if not changed and not acts:
        return None, ""
    what = "Sửa: " + ", ".join(changed + dates) + "."
    return Change(item.person, facts=facts if changed else None, acts=acts, cancels=cancels, reason="imported"), what


def _corrected(row: Any, stored: PersonFacts | None) -> tuple[PersonFacts | None, list[str]]:
    """What the row tells differently. An empty cell tells nothing and erases nothing."""
    if stored is None:
        return None, []
    told = {"full_name": row.full_name, "birth": _text(row.birth)} | {name: getattr(row, name) for name in FACT_COLUMNS}
    changed = {name: value for name, value in told.items() if value and value != getattr(stored, name)}
    return replace(stored, **changed), sorted(changed)


def _acts(item: Told, stored: Sequence[Act]) -> tuple[list[NewAct], list[int], list[str]]:
    """Acts to add, and those to cancel because the row dates them otherwise."""
    new, cancels, dates = [], [], []
    for act in item.acts:
        same = [old for old in stored if old.kind == act.kind]
        if any(old.on == act.on for old in same):
            continue
        if act.kind in {"admitted", "official"} and len(same) == 1:
            cancels.append(same[0].sequence)
            act = replace(act, organisation=same[0].organisation)
            dates.append(f"ngày {LABELS[act.kind]}")
        elif same and act.kind != "exempt":
            continue
        else:
            dates.append(LABELS[act.kind])
        new.append(act)
    return new, cancels, dates


def _outcome(item: Told, change: Change, outcome: Outcome, what: str) -> Verdict:
    if outcome.refusals:
        return _said(item, "rejected", " ".join(str(refusal) for refusal in outcome.refusals))
    return _said(item, "accepted", " ".join([what, *item.notes]))


def _said(item: Told, kind: Any, reason: str, column: str = "") -> Verdict:
    return Verdict(item.row.sheet, item.row.row, kind, column, reason)


def content_of(row: Any) -> dict[str, Any]:
    """A row as plain values, to wait for a decision."""
    values = {name: getattr(row, name) for name in row.__slots__ if name not in {"file", "remarks"}}
    return {name: value.text if isinstance(value, PartialDate) else value for name, value in values.items()}

"""Figures counted again from nothing but the book, by plain Python that knows none of the product's SQL or kept sums."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liemchinh.figures.declarations import Condition, Indicator
from liemchinh.figures.periods import Period
from liemchinh.journal.models import Entry, Personal
from liemchinh.members.timeline import KINDS, Act, Move, Segment, fold
from liemchinh.organisations.places import Passage, Places, Stay
from liemchinh.web.dates import PartialDate


@dataclass
class Book:
    """What the entries up to one say."""

    acts: dict[int, list[Act]]
    facts: dict[int, dict[str, str]]
    segments: dict[int, list[Segment]]
    above: dict[tuple[int, date], set[int]]
    places: Places


def read(until: int) -> Book:
    """Folds the book anew."""
    rows = list(Entry.objects.filter(sequence__lte=until).order_by("sequence"))
    cancelled = {entry.cancels_id for entry in rows if entry.cancels_id}
    personal = {p.sequence: json.loads(p.value) for p in Personal.objects.filter(sequence__lte=until)}
    acts: dict[int, list[Act]] = defaultdict(list)
    facts: dict[int, dict[str, str]] = {}
    moves: dict[int, list[Move]] = defaultdict(list)
    stays: dict[int, list[Stay]] = {}
    passages: list[Passage] = []
    for entry in rows:
        room, _, kind = entry.kind.partition(".")
        data = json.loads(bytes(entry.payload))["data"]
        if entry.sequence in cancelled:
            continue
        if room == "members" and kind in KINDS and entry.member_id and entry.effective_on:
            acts[entry.member_id].append(Act(kind, entry.effective_on, entry.organisation_id, entry.sequence))
        elif kind in {"registered", "corrected"} and entry.member_id:
            facts[entry.member_id] = personal.get(entry.sequence, {})
        elif kind == "reorganised" and entry.effective_on:
            for source, target in data["heirs"]:
                moves[source].append(Move(source, target, entry.effective_on, entry.sequence))
            passages += [
                Passage(source, target, entry.effective_on) for source, target, _kind, _extent in data["passages"]
            ]
            for number in {row["organisation"] for row in data["versions"]}:
                stays[number] = [stay for stay in stays.get(number, []) if stay.end < date.max]
            for row in data["versions"]:
                stays[row["organisation"]].append(_stay(row))
        elif kind == "founded" and entry.organisation_id:
            stays[entry.organisation_id] = [_stay(data)]
    segments = {person: fold(told, moves)[0] for person, told in acts.items()}
    return Book(acts, facts, segments, {}, Places(stays, passages))


def _stay(row: dict[str, str]) -> Stay:
    end = date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max
    parent = row["parent"]
    return Stay(int(parent) if parent else None, date.fromisoformat(row["valid_from"]), end)


def under(book: Book, organisation: int, whole: int, tree_on: date) -> bool:
    """Does an organisation count under another on the tree of a day?"""
    key = (organisation, tree_on)
    if key not in book.above:
        rows = book.places.rows([organisation])
        book.above[key] = {ancestor for _own, ancestor, _depth, start, end in rows if start <= tree_on < end}
    return whole in book.above[key]


def members(book: Book, one: Indicator, whole: int, on: date, tree_on: date) -> int:
    """A stock of members at the end of a day."""
    found = 0
    for person, segments in book.segments.items():
        for segment in segments:
            holds = segment.starts_on <= on and (segment.ends_on is None or segment.ends_on > on)
            if holds and under(book, segment.organisation, whole, tree_on):
                found += all(_holds(test, book, person, on, segment) for test in one.where)
    return found


def acts(book: Book, one: Indicator, whole: int, period: Period, tree_on: date) -> int:
    """A flow told by the places the acts themselves name."""
    told = [
        person
        for person, some in book.acts.items()
        for act in some
        if act.kind in one.acts and period.first <= act.on <= period.last and act.organisation is not None
        if under(book, act.organisation, whole, tree_on)
        and all(_holds(test, book, person, act.on, None) for test in one.where)
    ]
    return len(set(told)) if one.distinct else len(told)


def _holds(test: Condition, book: Book, person: int, on: date, segment: Segment | None) -> bool:
    value, facts = test.value, book.facts.get(person, {})
    if test.how in {"yes", "no"}:
        return bool(getattr(segment, test.column)) == (test.how == "yes")
    if test.how in {"in", "not_in"}:
        return (facts.get(test.column, "") in value) == (test.how == "in")  # type: ignore[operator]
    if test.column == "age":
        return _age_holds(test, facts.get("birth", ""), on)
    first = min((act.on for act in book.acts[person] if act.kind == "admitted"), default=None)
    if test.how == "unknown" or first is None:
        return first is None and test.how == "unknown"
    if test.how == "days":
        return value[0] <= first.isoformat() <= value[1]  # type: ignore[index]
    return value[0] <= _years(first, on) <= value[1]  # type: ignore[index]


def _age_holds(test: Condition, birth: str, on: date) -> bool:
    if not birth:
        return test.how == "unsure"
    told = PartialDate.parse(birth)
    least, most = _years(told.latest, on), _years(told.earliest, on)
    if test.how == "exact":
        return told.earliest == told.latest
    if test.how == "unsure":
        return any(least < edge <= most for edge in test.value)  # type: ignore[union-attr]
    return test.value[0] <= least and most <= test.value[1]  # type: ignore[index]


def _years(since: date, on: date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def everybody(book: Book) -> Iterator[int]:
    """Everybody who ever was in the register."""
    yield from book.segments

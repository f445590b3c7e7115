"""Inspections counted again from nothing but the book and the register's posts, by plain Python that knows none of the product's SQL."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liemchinh.figures.declarations import Condition, Indicator
from liemchinh.figures.periods import Period
from liemchinh.inspections.cases import KINDS
from liemchinh.journal.models import Entry
from liemchinh.members.models import Post

SEATED = {
    "secretary",
    "standing_deputy_secretary",
    "deputy_secretary",
    "standing_committee_member",
    "committee_member",
}
OF_POSTS = {"seated", "heads"}


@dataclass(frozen=True, slots=True)
class Counted:
    """One subject at one stage, as its entry tells it."""

    place: int
    act: str
    on: date
    organ: str
    sort: str
    content: tuple[str, ...]
    organisation: int | None = None
    person: int | None = None
    result: str = ""
    discipline: str = ""


@dataclass
class _Case:
    place: int = 0
    about: Mapping[str, Any] = field(default_factory=dict)


def told() -> list[Counted]:
    """Every subject of every case and programme that stands."""
    rows = list(Entry.objects.order_by("sequence"))
    cancelled = {entry.cancels_id for entry in rows if entry.cancels_id}
    plans: dict[tuple[int, str, int], Any] = {}
    cases: dict[int, _Case] = defaultdict(_Case)
    found: list[Counted] = []
    for entry in rows:
        kind, _, code = entry.kind.partition(".")
        data = json.loads(bytes(entry.payload))["data"]
        place, on = entry.organisation_id or 0, entry.effective_on or date.min
        if entry.kind in {"inspections.adopted", "inspections.changed"} and entry.sequence not in cancelled:
            plans[place, data["organ"], data["year"]] = data["items"]
        elif kind in KINDS and entry.case_id:
            if "sort" in data:
                cases[entry.case_id] = _Case(place, data)
            if entry.sequence not in cancelled:
                found += _of_step(cases[entry.case_id], code, on, data)
    return found + [one for key, items in plans.items() for item in items for one in _planned(key, item)]


def _of_step(case: _Case, code: str, on: date, data: Mapping[str, Any]) -> Iterator[Counted]:
    about = case.about
    what = (on, about["organ"], about["sort"], tuple(about["content"]))
    if "sort" in data:
        for one in data["parties"]:
            if one["role"] == "subject":
                yield Counted(case.place, "inspections.opened", *what, one["organisation"], one["person"])
    if code == "concluded":
        for one in data["results"]:
            yield Counted(
                case.place,
                "inspections.concluded",
                *what,
                one["organisation"],
                one["person"],
                one["result"],
                one["discipline"],
            )


def _planned(key: tuple[int, str, int], item: Mapping[str, Any]) -> Iterator[Counted]:
    place, organ, year = key
    what = (
        place,
        "inspections.planned",
        date(year, item["month"], 1),
        organ,
        item["sort"],
        tuple(item["content"]),
    )
    yield from (Counted(*what, number) for number in item["organisations"])
    yield from (Counted(*what, None, person) for person in item["people"])


def count(rows: list[Counted], one: Indicator, inside: set[int], period: Period) -> int:
    """What an indicator counts of them, under the organisations `inside`."""
    held = list(Post.objects.filter(cancelled_by=None)) if any(test.column in OF_POSTS for test in one.where) else []
    met = [
        row
        for row in rows
        if row.act in one.acts and row.place in inside and period.first <= row.on <= period.last
        if all(_holds(test, row, held) for test in one.where)
    ]
    if one.distinct:
        return len({row.person if one.unit == "people" else row.organisation for row in met} - {None})
    return len(met)


def _holds(test: Condition, row: Counted, held: list[Post]) -> bool:
    if test.column == "about_person":
        return (row.person is not None) == (test.how == "yes")
    if test.column in OF_POSTS:
        posts = SEATED if test.column == "seated" else {"secretary"}
        return any(
            one.person_id == row.person
            and one.post in posts
            and one.starts_on <= row.on
            and (not one.ends_on or one.ends_on > row.on)
            for one in held
        )
    if test.column == "content":
        return any(code.startswith(tuple(test.value)) for code in row.content)  # type: ignore[arg-type]
    return getattr(row, test.column) in test.value  # type: ignore[operator]

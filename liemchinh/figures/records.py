"""The records behind a number, as far as this reader may follow it: people where right and work allow it, else organisations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from liemchinh.access.actor import Actor
from liemchinh.figures.asking import Question, relations_of
from liemchinh.figures.declarations import Indicator, indicator
from liemchinh.figures.hiding import hidden_parts
from liemchinh.figures.indicators.lists import every_entry, within
from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.figures.placing import ground
from liemchinh.figures.queries import may_see
from liemchinh.figures.reading import rows
from liemchinh.figures.sql.listing import records
from liemchinh.figures.sql.relations import Place, Relations, by_unit_type, text
from liemchinh.figures.statistical.asking import forms
from liemchinh.figures.statistical.sums import line_of
from liemchinh.members.models import Person
from liemchinh.members.queries import people_visible_to
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names

SIZE = 50
# What may stand for a type of unit: all types together, as the last line of form 5, and where none is recorded.
ANY_TYPE, NO_TYPE = "any", "none"


@dataclass(frozen=True, slots=True)
class Record:
    """A person who is counted, in which organisation, since when (of a stock) or on which day. No name and uid: belongs elsewhere
    today, or was erased."""

    person: int
    uid: UUID | None
    name: str
    organisation: int
    organisation_name: str
    day: date


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a number an organisation makes; None is hidden because it is too small."""

    organisation: int
    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Records:
    """Either people (one page of them; `next` names where the following page begins) or organisations. `why` says why it ends there:
    "ethnicity", "conduct", "cases", "unit_type", "crossed", "role" or nothing. `parts`: the indicators that are
    counted together, mostly one."""

    parts: Sequence[Indicator]
    total: int
    people: Sequence[Record] | None
    organisations: Sequence[Share]
    next: str = ""
    why: str = ""


def records_visible_to(
    actor: Actor,
    asked: Question,
    key: str,
    *,
    along: Sequence[str] = (),
    after: str = "",
    size: int = SIZE,
    unit_type: str = "",
    crossed: bool = False,
) -> Records | None:
    """What a number counts. None: the organisation is not in the actor's scope, the indicator has no records (a share), or it is of
    surveys and the actor does not lead them there.

    `along`: further indicators that a line of a form adds up with it, all of them and in its order; None for what no line adds up.
    `crossed`: the number stood in a crossing, out of which comes no list of persons either.
    `unit_type` narrows it to grassroots organisations of a type with what is under them, as a line of form 5 (a code, ANY_TYPE or NO_TYPE):
    None for an unknown code, and of anything but plain stocks. Then, as where the question itself is narrowed to types, the way ends at
    organisations: no list of persons out of a cross table.

    People are listed to those who may see the register there; of conduct only with the right to open it, also where a part alone is about
    it; of ethnicity never.
    A fixed number of queries.
    """
    one = indicator(key)
    if not may_see(actor, asked.organisation) or one.kind not in {"stock", "flow"}:
        return None
    if one.of == "surveys" and not actor.covers(one.opened_by, asked.organisation):
        return None
    if (unit_type and (along or not _has_types(one, unit_type))) or (along and line_of(forms(), (key, *along)) is None):
        return None
    parts = [one, *(indicator(part) for part in along)]
    of_types = bool(unit_type or asked.narrowing.unit_type)
    why = next((end for part in parts if (end := _end(actor, asked.organisation, part, of_types))), "")
    why = why or ("crossed" if crossed and one.of == "members" else "")
    with relations_of(asked) as relations:
        if relations.known is None:
            catch_up()
        stands = ground(
            relations, asked.organisation, asked.tree_on, by_child=False, regions=any(part.is_of_ties for part in parts)
        )
        place = _of_type(relations, asked, unit_type) if unit_type else stands.as_one(relations)
        found = _union(relations, place, parts, asked)
        by_place = dict(rows(f"SELECT r.organisation, SUM(r.weight) FROM ({found}) r GROUP BY r.organisation"))
        page = _page(found, after, size) if not why and one.of == "members" else None
    total = sum(by_place.values())
    if page is None:
        hides = bool(why) and any(part.sensitive for part in parts) and not _opens(actor, asked, parts)
        return Records(parts, total, None, shares(by_place, hides=hides), why=why)
    people, following = page
    return Records(parts, total, seen(actor, people), (), following)


def _union(relations: Relations, place: Place, parts: Sequence[Indicator], asked: Question) -> str:
    """The records of all parts, each with the number of its part."""
    first, last = asked.period.first, asked.period.last
    found = (records(relations, place, part, first, last, asked.narrowing) for part in parts)
    return " UNION ALL ".join(
        f"SELECT person, organisation, day, {number} AS part, {'weight' if part.sums == 'weight' else 1} AS weight FROM ({one}) p{number}"
        for number, (part, one) in enumerate(zip(parts, found, strict=True))
    )


def _opens(actor: Actor, asked: Question, parts: Sequence[Indicator]) -> bool:
    return all(actor.covers(part.opened_by, asked.organisation) for part in parts)


def _has_types(one: Indicator, unit_type: str) -> bool:
    known = {ANY_TYPE, NO_TYPE, *(item.code for item in every_entry("unit_types"))}
    return unit_type in known and one.kind == "stock" and not (one.sensitive or one.asks_period)


def _of_type(relations: Relations, asked: Question, unit_type: str) -> Place:
    """The place form 5 counts in, cut to the codes of one of its lines."""
    place = by_unit_type(relations, asked.organisation, asked.period.last, asked.tree_on)
    if unit_type == ANY_TYPE:
        return place
    is_none = unit_type == NO_TYPE
    codes = [item.code for item in every_entry("unit_types")] if is_none else within("unit_types", unit_type)
    listed = ", ".join(text(code) for code in codes)
    return replace(place, where=f"{place.where} AND {place.node} {'NOT ' if is_none else ''}IN ({listed})")


def _end(actor: Actor, organisation: int, one: Indicator, of_types: bool) -> str:
    """Why the way to people ends at organisations; empty when it does not."""
    if one.of in ("organisations", "tasks", "models", "study", "surveys", "citizens", "declared"):
        return ""
    if one.of == "cases":
        return "cases"
    if one.sensitive == "ethnicity":
        return "ethnicity"
    if one.sensitive and not actor.covers(one.opened_by, organisation):
        return "conduct"
    if of_types:
        return "unit_type"
    return "" if actor.covers("members.see", organisation) else "role"


def _page(found: str, after: str, size: int) -> tuple[list[tuple[Any, ...]], str]:
    """One page by name; the cursor is "person.day.part.organisation" of the last row, so that no name stands in an address."""
    order = "COALESCE(d.sort_key, ''), r.person, r.day, r.part, r.organisation"
    listed = (
        f"SELECT r.person, r.organisation, r.day, r.part FROM ({found}) r"
        " LEFT JOIN members_details d ON d.person_id = r.person AND d.cancelled_by IS NULL"
    )
    edge = _edge(after)
    if edge:
        person, day, part, place = edge
        own = "COALESCE(d.sort_key, '')"
        key = f"COALESCE((SELECT x.sort_key FROM members_details x WHERE x.person_id = {person} AND x.cancelled_by IS NULL), '')"
        beyond = f"(r.person, r.day, r.part, r.organisation) > ({person}, {text(day)}, {part}, {place})"
        listed += f" WHERE {own} > {key} OR ({own} = {key} AND {beyond})"
    told = [
        (person, place, _day(on), part)
        for person, place, on, part in rows(f"{listed} ORDER BY {order} LIMIT {int(size) + 1}")
    ]
    last = told[size - 1] if len(told) > size else None
    return [row[:3] for row in told[:size]], f"{last[0]}.{last[2]}.{last[3]}.{last[1]}" if last else ""


def _edge(told: str) -> tuple[int, str, int, int] | None:
    """The parts of a cursor; None for none and for what is none."""
    person, day, part, place = (told.split(".") + [""] * 4)[:4]
    if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in (person, part, place)):
        return None
    try:
        return int(person), date.fromisoformat(day).isoformat(), int(part), int(place)
    except ValueError:
        return None


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def seen(actor: Actor, found: Sequence[tuple[Any, ...]]) -> list[Record]:
    """Rows (person, organisation, day) with the names this actor may see today."""
    people = {person for person, _place, _day in found}
    visible = people_visible_to(actor).filter(id__in=people)
    uids = dict(visible.values_list("id", "uid"))
    told = Person.objects.filter(id__in=uids, details__cancelled_by=None).values_list("id", "details__full_name")
    called, places = dict(told), names({place for _person, place, _day in found})
    return [
        Record(person, uids.get(person), called.get(person) or "", place, places.get(place, ""), on)
        for person, place, on in found
    ]


def shares(by_place: dict[int, int], *, hides: bool) -> list[Share]:
    """Counts by organisation, the largest first; `hides`: small ones of branches are left out."""
    called = names(by_place)
    hidden: frozenset[int] = frozenset()
    if hides:
        branches = Version.objects.filter(cancelled_by=None, organisation_id__in=by_place, category__in=BRANCHES)
        hidden = hidden_parts(by_place, branches.values_list("organisation_id", flat=True), sum(by_place.values()))
    listed = [
        Share(number, called.get(number, ""), None if number in hidden else count) for number, count in by_place.items()
    ]
    return sorted(listed, key=lambda share: (-(share.count or 0), share.name, share.organisation))

"""The book of transfers (form 10-SHĐ) of an organisation: everybody who came to or went from its branches in a period, day by day.

It is made from the register, so that whatever way a transfer was recorded, it stands in it; stays for a time are made from their cases.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Party, Step
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.models import Card, Details, Spell
from liemchinh.organisations.categories import GRASSROOTS
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing, subtree
from liemchinh.transfers.cases import KEEP, KIND, MEMBER, RECEIVER, SENDER
from liemchinh.transfers.models import Transfer
from liemchinh.web.dates import PartialDate

FROM_ELSEWHERE, IN_PROVINCE, IN_DISTRICT, TO_ELSEWHERE = "from_elsewhere", "in_province", "in_district", "to_elsewhere"


@dataclass(frozen=True, slots=True)
class Moved:
    """One transfer as ids: from and to are branches, None for a place outside, whose name is `outside`."""

    on: date
    person: int
    source: int | None
    target: int | None
    temporary: bool = False
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the book, in words. `out`, `came`: grassroots organisation of the other side, who introduced, who received.

    `scope` "" where the other side keeps its list elsewhere: which province that is, is not known.
    """

    on: date
    name: str
    birth: str
    admitted: str
    official: str
    card: str
    out: tuple[str, str, str]
    came: tuple[str, str, str]
    scope: str
    temporary: bool


@transaction.atomic
def print_book(organisation: int, first: date, last: date, *, actor: Actor) -> list[Row]:
    """The lines of a period, both days included; that they were taken out is recorded. Refuses who does not keep the branches there."""
    actor.require(KEEP, organisation)
    rows = rows_of(organisation, first, last)
    data: dict[str, Plain] = {"first": first.isoformat(), "last": last.isoformat(), "count": len(rows)}
    record([NewEntry("transfers.book_printed", last, organisation=organisation, data=data)], actor=actor)
    return rows


def rows_of(organisation: int, first: date, last: date) -> list[Row]:
    """The lines of a period, by day and name. Under which committee a branch stood is that of the day of the transfer."""
    inside = set(subtree([organisation], last)) | set(subtree([organisation], first))
    moved = sorted(_moved(inside, first, last), key=lambda one: (one.on, one.person))
    people = {one.person for one in moved}
    persons = {row.person_id: row for row in Details.objects.filter(person_id__in=people, cancelled_by=None)}
    cards = dict(Card.objects.filter(person_id__in=people, cancelled_by=None).values_list("person_id", "number"))
    days = days_told(people)
    found = []
    for one in moved:
        held, both = persons.get(one.person), _sides(one)
        name, birth = (held.full_name, _shown(held.birth)) if held else ("", "")
        found.append(
            Row(
                one.on, name, birth, days.get((one.person, "admitted"), ""), days.get((one.person, "official"), ""),
                cards.get(one.person, ""), both[0] if one.source in inside else ("", "", ""),
                both[1] if one.target in inside else ("", "", ""), both[2], one.temporary,
            )
        )  # fmt: skip
    return found


def _moved(inside: set[int], first: date, last: date) -> list[Moved]:
    live = Spell.objects.filter(cancelled_by=None)
    left = live.filter(ends_kind="transferred_out", ends_on__gte=first, ends_on__lte=last)
    came = live.filter(starts_kind="transferred_in", starts_on__gte=first, starts_on__lte=last)
    sources = dict(_by_person_and_day(left.values_list("person_id", "ends_on", "organisation_id")))
    targets = dict(_by_person_and_day(came.values_list("person_id", "starts_on", "organisation_id")))
    outside = places_outside(first, last)
    found = [
        Moved(on, person, sources.get((person, on)), targets.get((person, on)), outside=outside.get((person, on), ""))
        for person, on in sources.keys() | targets.keys()
    ]
    return [one for one in [*found, *_stays(first, last)] if one.source in inside or one.target in inside]


def _by_person_and_day(rows: Iterable[tuple[int, date | None, int]]) -> Iterable[tuple[tuple[int, date], int]]:
    return (((person, on), place) for person, on, place in rows if on is not None)


def places_outside(first: date, last: date, persons: Collection[int] | None = None) -> dict[tuple[int, date], str]:
    """The other side of transfers with places whose list is kept elsewhere, by person (only `persons` if given) and day."""
    steps = Step.objects.filter(
        case__kind=KIND, code__in=("left", "arrived"), on__gte=first, on__lte=last, cancelled_by=None
    )
    if persons is not None:
        steps = steps.filter(case__in=Party.objects.filter(role=MEMBER, person_id__in=persons).values("case_id"))
    people = dict(
        Party.objects.filter(case__in=steps.values("case_id"), role=MEMBER).values_list("case_id", "person_id")
    )
    told = dict(Transfer.objects.filter(pk__in=people).values_list("case_id", "outside"))
    return {(people[case] or 0, on): told.get(case, "") for case, on in steps.values_list("case_id", "on")}


def _stays(first: date, last: date) -> list[Moved]:
    begun = Step.objects.filter(
        case__kind=KIND,
        code__in=("received_temporarily", "left_for_a_time"),
        on__gte=first,
        on__lte=last,
        cancelled_by=None,
    )
    sides: dict[int, dict[str, int | None]] = {}
    for row in Party.objects.filter(case__in=begun.values("case_id"), cancelled_by=None):
        sides.setdefault(row.case_id, {})[row.role] = row.organisation_id or row.person_id
    told = dict(Transfer.objects.filter(pk__in=sides).values_list("case_id", "outside"))
    return [
        Moved(on, sides[case][MEMBER] or 0, sides[case].get(SENDER), sides[case].get(RECEIVER), True, told[case])
        for case, on in begun.values_list("case_id", "on")
    ]


def days_told(people: Iterable[int]) -> Mapping[tuple[int, str], str]:
    """The days of admission and recognition as they were told."""
    cancelled = Entry.objects.filter(cancels_id=OuterRef("sequence"))
    found = Entry.objects.filter(
        ~Exists(cancelled), kind__in=("members.admitted", "members.official"), member_id__in=list(people)
    )
    rows = found.order_by("effective_on", "sequence").values_list("member_id", "kind", "happened")
    return {(person or 0, kind[8:]): _shown(happened) for person, kind, happened in rows}


def _shown(text: str) -> str:
    return str(PartialDate.parse(text)) if text else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Above a branch on a day: its grassroots organisation, the committee that stands over that, and all of them with their categories."""

    grassroots: str = ""
    committee: str = ""
    above: Mapping[int, str] | None = None


def _sides(one: Moved) -> tuple[tuple[str, str, str], tuple[str, str, str], str]:
    source, target = _place(one.source, one.on), _place(one.target, one.on)
    if one.source is None:
        source = replace(source, grassroots=one.outside)
    if one.target is None:
        target = replace(target, grassroots=one.outside)
    out = (target.grassroots, source.committee, target.committee)
    came = (source.grassroots, source.committee, target.committee)
    return out, came, _scope(source, target)


def _scope(source: _Place, target: _Place) -> str:
    if source.above is None or target.above is None:
        return ""
    common = [category for number, category in source.above.items() if number in target.above]
    if not common:
        return TO_ELSEWHERE
    return IN_PROVINCE if set(common) == {"province"} else IN_DISTRICT


def _place(branch: int | None, on: date) -> _Place:
    if branch is None:
        return _Place()
    rows = Closure.objects.filter(descendant_id=branch, valid_from__lte=on, valid_to__gt=on)
    depths = dict(rows.values_list("ancestor_id", "depth"))
    way = sorted(standing(on).filter(organisation_id__in=depths), key=lambda version: depths[version.organisation_id])
    above = {version.organisation_id: version.category for version in way if depths[version.organisation_id]}
    base = next((place for place, version in enumerate(way) if version.category in GRASSROOTS), 0)
    names: Sequence[str] = [version.name for version in way]
    return _Place(names[base] if names else "", names[base + 1] if base + 1 < len(names) else "", above)

"""What waits under "chưa phân bổ": by place, by the organisation it stood in, with the organisations it may go to."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import ngettext

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.organisations.following import followers
from liemchinh.organisations.models import Succession, Version
from liemchinh.organisations.queries import names, names_visible_to, subtree, unassigned_visible_to, versions_visible_to
from liemchinh.web.numbers import show_number


def counted(people: int, branches: int) -> str:
    """How many members and organisations, in words; what there is none of is left out."""
    told = (
        ngettext("%(shown)s hội viên", "%(shown)s hội viên", people) % {"shown": show_number(people)} if people else "",
        ngettext("%(shown)s tổ chức", "%(shown)s tổ chức", branches) % {"shown": show_number(branches)}
        if branches
        else "",
    )
    return ", ".join(filter(None, told))


@dataclass
class Waits:
    """What one ended organisation left in a place. `number` 0: what came there otherwise."""

    number: int
    name: str
    branches: list[Version] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    targets: Mapping[int, str] = field(default_factory=dict)


@dataclass
class Place:
    """A place where things wait, since a day, under an organisation."""

    number: int
    above: str
    since: date
    decision: int
    sources: list[Waits]

    @property
    def people(self) -> int:
        """How many members wait."""
        return sum(len(source.people) for source in self.sources)

    @property
    def branches(self) -> int:
        """How many organisations wait."""
        return sum(len(source.branches) for source in self.sources)

    @property
    def counted(self) -> str:
        """Both, in words."""
        return counted(self.people, self.branches)


def places_visible_to(actor: Actor, number: int | None = None) -> list[Place]:
    """The places in the actor's scope with what waits in them, the oldest first (or the one asked for)."""
    found = unassigned_visible_to(actor)
    if number is not None:
        found = found.filter(organisation_id=number)
    versions = list(found.order_by("valid_from", "organisation_id"))
    above = names_visible_to(actor, [version.parent_id for version in versions])
    return [
        Place(
            version.organisation_id,
            above.get(version.parent_id or 0, ""),
            version.valid_from,
            version.recorded_by,
            _sources(version),
        )
        for version in versions
    ]


def _sources(place: Version) -> list[Waits]:
    branches = list(
        Version.objects.filter(parent_id=place.organisation_id, cancelled_by=None, valid_to=None).order_by("sort_key")
    )
    before = Version.objects.filter(
        organisation_id__in=[branch.organisation_id for branch in branches],
        cancelled_by=None,
        valid_to=place.valid_from,
    )
    came = dict(before.values_list("organisation_id", "parent_id"))
    people = {
        person: source for follower in followers() for person, source in follower.people(place.organisation_id).items()
    }
    numbers = sorted({*people.values(), *(came.get(branch.organisation_id) or 0 for branch in branches)})
    told, targets = names(numbers), _targets(numbers, place.valid_from)
    found = {number: Waits(number, told.get(number, ""), targets=targets.get(number, {})) for number in numbers}
    for branch in branches:
        found[came.get(branch.organisation_id) or 0].branches.append(branch)
    for person, source in people.items():
        found[source].people.append(person)
    return list(found.values())


def _targets(sources: Sequence[int], on: date) -> dict[int, dict[int, str]]:
    rows = Succession.objects.filter(source_id__in=sources, on=on, cancelled_by=None, target__isnull=False)
    pairs = list(rows.values_list("source_id", "target_id"))
    told = names({target for _source, target in pairs})
    found: dict[int, dict[int, str]] = {}
    for source, target in pairs:
        found.setdefault(source, {})[target] = told.get(target, "")
    return found


@dataclass(frozen=True, slots=True)
class Decided:
    """An assignment that stands, as a list shows it."""

    sequence: int
    target: str
    decision: str
    counted: str
    on: date
    recorded_at: datetime


def decided_visible_to(actor: Actor, sequence: int | None = None, limit: int = 20) -> list[Decided]:
    """The assignments that stand into organisations where the actor decides, newest first (or the one asked for)."""
    found = Entry.objects.filter(kind="organisations.assigned", member_id=None)
    if sequence is not None:
        found = found.filter(sequence=sequence)
    undone = Entry.objects.filter(cancels_id=OuterRef("sequence"))
    inside = found.filter(~Exists(undone), organisation_id__in=subtree(actor.roots("organisations.reorganise")))
    entries = list(inside.order_by("-sequence")[:limit])
    told = names({entry.organisation_id for entry in entries if entry.organisation_id})
    return [_decided(entry, told.get(entry.organisation_id or 0, "")) for entry in entries]


def _decided(entry: Entry, target: str) -> Decided:
    data = json.loads(bytes(entry.payload))["data"]
    on = entry.effective_on or date.min
    told = counted(data["members"], len(data["branches"]))
    return Decided(entry.sequence, target, data["decision"], told, on, entry.recorded_at)


def targets_visible_to(actor: Actor, waits: Waits, on: date) -> list[Version]:
    """Where things from one source may go first of all: its successors and what stands directly below them."""
    there = versions_visible_to(actor, on, "organisations.reorganise")
    chosen = there.filter(organisation_id__in=waits.targets) | there.filter(parent_id__in=waits.targets)
    return list(chosen.exclude(category="unassigned").order_by("sort_key", "organisation_id")[:60])

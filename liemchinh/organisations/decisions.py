"""Reorganisations that were done: which the actor may see, and what each looked like, made from the rows it wrote."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.organisations.models import Succession, Version
from liemchinh.organisations.outline import Passed
from liemchinh.organisations.queries import headcounts, standing, subtree
from liemchinh.organisations.reorganisation import Preview
from liemchinh.organisations.services import Facts, facts_of

KIND = "organisations.reorganised"


@dataclass(frozen=True, slots=True)
class Done:
    """A reorganisation in the book. `undone_by`: the entry that took it back, or None."""

    sequence: int
    text: str
    on: date
    recorded_at: datetime
    counts: Mapping[str, int]
    undone_by: int | None


@dataclass
class Scene:
    """What the pictures need: passages, what stood before and stands after, members, and what waits."""

    passed: list[Passed]
    before: Mapping[int, Facts]
    after: dict[int | str, Facts]
    members: Mapping[int, int]
    waiting: Mapping[int, int]


def done_visible_to(actor: Actor, sequence: int | None = None, limit: int = 50) -> list[Done]:
    """Reorganisations that wrote something within the actor's scope, newest first (or the one asked for)."""
    found = Entry.objects.filter(kind=KIND, member_id=None)
    if sequence is not None:
        found = found.filter(sequence=sequence)
    if not actor.everywhere("organisations.see"):
        # The rows of one that was undone are gone: those who may reorganise still see that it was.
        inside = subtree(actor.roots("organisations.see"))
        wrote = Version.objects.filter(
            Q(recorded_by=OuterRef("sequence")) | Q(cancelled_by=OuterRef("sequence")), organisation_id__in=inside
        )
        found = found.filter(Exists(wrote))
    entries = list(found.order_by("-sequence")[:limit])
    undone = dict(
        Entry.objects.filter(cancels_id__in=[e.sequence for e in entries]).values_list("cancels_id", "sequence")
    )
    return [_done(entry, undone.get(entry.sequence)) for entry in entries]


def _done(entry: Entry, undone_by: int | None) -> Done:
    data = json.loads(bytes(entry.payload))["data"]
    return Done(
        entry.sequence, data["decision"], entry.effective_on or date.min, entry.recorded_at, data["counts"], undone_by
    )


def scene_of_plan(seen: Preview) -> Scene:
    """The scene of a decision that is only previewed."""
    made = seen.plan
    passed = [Passed(source, target, kind) for source, target, kind, _extent in made.passages]
    after: dict[int | str, Facts] = {**made.founds, **made.changes}
    counted = headcounts({step.source for step in passed}, made.on - timedelta(days=1))
    left = {source: seen.carried.get(source, 0) for source in made.unassigned}
    branches = {
        int(str(item["source"])): counted.get(int(str(item["source"])), 0)
        for item in seen.to_decide
        if item["branches"]
    }
    return Scene(passed, seen.standing, after, counted, left | branches)


def scene_of_done(done: Done) -> Scene:
    """The scene of one that was done and stands."""
    rows = Succession.objects.filter(recorded_by=done.sequence).values_list("source_id", "target_id", "kind")
    passed = [Passed(*row) for row in rows]
    named = {number for step in passed for number in (step.source, step.target) if isinstance(number, int)}
    eve = done.on - timedelta(days=1)
    before = {version.organisation_id: facts_of(version) for version in standing(eve).filter(organisation_id__in=named)}
    above = {facts.parent for facts in before.values()} - before.keys() - {None}
    before |= {
        version.organisation_id: facts_of(version) for version in standing(eve).filter(organisation_id__in=above)
    }
    after = {
        version.organisation_id: facts_of(version) for version in standing(done.on).filter(organisation_id__in=named)
    }
    return Scene([step for step in passed if step.source in before], before, dict(after), headcounts(named, eve), {})


def done_of_draft(actor: Actor, since: datetime) -> int | None:
    """The newest reorganisation the actor's own account recorded since a moment."""
    mine = Entry.objects.filter(kind=KIND, member_id=None, account_id=actor.account_id, recorded_at__gte=since)
    return mine.order_by("-sequence").values_list("sequence", flat=True).first()

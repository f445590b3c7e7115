"""From what a change makes to rows: what stands of people, and how what was worked out is written. Used by the services only."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows, reserve_ids
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.changes import Outcome
from liemchinh.members.facts import DETAILS_COLUMNS
from liemchinh.members.locking import lock_people
from liemchinh.members.models import Card, Details, Person, SourceId, Spell
from liemchinh.members.timeline import KINDS, Act, Segment
from liemchinh.members.working import Prepared, Standing

SPELL_COLUMNS = (
    "person_id", "organisation_id", "official", "exempt", "suspended", "starts_on", "starts_kind", "ends_on", "ends_kind", "recorded_by",
)  # fmt: skip
ACT_KINDS = {f"members.{kind}" for kind in KINDS}
ACT_COLUMNS = ("sequence", "kind", "member_id", "organisation_id", "effective_on", "cancels_id")
CANCELLED = "members.cancelled"


def standing_of(people: Sequence[int]) -> dict[int, Standing]:
    """What stands of each of `people`, who are locked until the transaction ends: who waited for another writer sees what it wrote."""
    held = {person: Standing() for person in people}
    if not held:
        return held
    lock_people(held)
    spells = Spell.objects.filter(person_id__in=held, cancelled_by=None).order_by("starts_on")
    for spell in spells:
        held[spell.person_id].spells.append(
            Segment(spell.organisation_id, spell.official, spell.exempt, spell.suspended, spell.starts_on, spell.starts_kind,
                    spell.ends_on, spell.ends_kind)
        )  # fmt: skip
        held[spell.person_id].spell_ids.append(spell.id)
    for person, act in live_acts(people):
        held[person].acts.append(act)
    for person in Details.objects.filter(person_id__in=held, cancelled_by=None).values_list("person_id", flat=True):
        held[person].has_details = True
    return held


def live_acts(people: Iterable[int] | None = None) -> Iterable[tuple[int, Act]]:
    """(person, act) for every act in the book that no later entry cancelled; of everybody, or of `people`."""
    found = Entry.objects.order_by("sequence")
    if people is None:
        cancels = Entry.objects.filter(kind=CANCELLED, cancels_id__isnull=False)
        cancelled = set(cancels.values_list("cancels_id", flat=True))
        rows: Iterable[Any] = found.filter(kind__in=ACT_KINDS).values_list(*ACT_COLUMNS).iterator(chunk_size=5000)
    else:
        # Asked for the kinds too, a database without statistics goes through all acts there are, for each thousand people anew.
        rows = list(found.filter(member_id__in=people).values_list(*ACT_COLUMNS))
        cancelled = {row[-1] for row in rows if row[1] == CANCELLED}
    for sequence, kind, person, organisation, on, _cancels in rows:
        if kind in ACT_KINDS and sequence not in cancelled:
            yield person, Act(kind[8:], on, organisation, sequence)


def _entries(item: Prepared, person: int | None) -> list[NewEntry]:
    entries, change = [], item.change
    cancelled = {act.sequence: act for act in item.standing.acts}
    for sequence in change.cancels:
        act = cancelled[sequence]
        entries.append(NewEntry(CANCELLED, act.on, organisation=act.organisation, member=person, cancels=sequence,
                                case=change.case, data={"reason": change.reason}))  # fmt: skip
    if change.person is None:
        entries.append(NewEntry("members.registered", None, member=person, personal=item.personal))
    elif change.facts or change.external:
        entries.append(
            NewEntry("members.corrected", None, member=person, data={"reason": change.reason}, personal=item.personal)
        )
    for new in change.acts:
        data = {"decision": new.decision, "assignment": new.assignment} if new.kind == "moved" else {}
        entries.append(
            NewEntry(f"members.{new.kind}", new.on, new.organisation, person, change.case, new.happened, data=data)
        )
    return entries


def write(items: Sequence[tuple[Prepared, Outcome]], *, actor: Actor) -> None:
    """Records all entries together, then writes the rows; fills in each outcome."""
    new = [outcome for item, outcome in items if item.change.person is None]
    for outcome, person in zip(new, reserve_ids(Person, len(new)), strict=True):
        outcome.person = person
    entries: list[NewEntry] = []
    spans = []
    for item, outcome in items:
        mine = _entries(item, outcome.person)
        spans.append((len(entries), len(entries) + len(mine)))
        entries += mine
    sequences = record(entries, actor=actor)
    for (_item, outcome), (start, end) in zip(items, spans, strict=True):
        outcome.sequences = sequences[start:end]
    _write_people(items)
    _write_spells(items)


def _write_people(items: Sequence[tuple[Prepared, Outcome]]) -> None:
    people, details, cards, external, corrected = [], [], [], [], {}
    for item, outcome in items:
        facts, person = item.change.facts, outcome.person
        if item.change.external:
            external.append((*item.change.external, person, outcome.sequences[-1]))
        if facts is None or person is None:
            continue
        sequence = outcome.sequences[len(item.change.cancels)]
        if item.change.person is None:
            people.append((person, item.uid or uuid4(), sequence))
        else:
            corrected[person] = sequence
        details.append((person, *item.details, sequence))
        if facts.card_no:
            cards.append((person, facts.card_no, sequence))
    insert_rows(Person, ("id", "uid", "recorded_by"), people)
    for person, sequence in corrected.items():
        Details.objects.filter(person_id=person, cancelled_by=None).update(cancelled_by=sequence)
        Card.objects.filter(person_id=person, cancelled_by=None).update(cancelled_by=sequence)
    insert_rows(Details, DETAILS_COLUMNS, details)
    insert_rows(Card, ("person_id", "number", "recorded_by"), cards)
    insert_rows(SourceId, ("source", "external_id", "person_id", "recorded_by"), external)


def _write_spells(items: Sequence[tuple[Prepared, Outcome]]) -> None:
    rows: list[tuple[Any, ...]] = []
    for item, outcome in items:
        if item.goes:
            Spell.objects.filter(id__in=item.goes).update(cancelled_by=outcome.sequences[-1])
        rows += [spell_row(outcome.person or 0, segment, outcome.sequences[-1]) for segment in item.comes]
    insert_rows(Spell, SPELL_COLUMNS, rows)


def spell_row(person: int, segment: Segment, sequence: int) -> tuple[Any, ...]:
    """The row of a segment, in the order of SPELL_COLUMNS."""
    return (person, *segment, sequence)

"""From a change to rows: what stands, what the change makes of it, and how it is written. Used by the services only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows, reserve_ids
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.changes import Change, Outcome
from liemchinh.members.days import faults_of_day
from liemchinh.members.facts import DETAILS_COLUMNS
from liemchinh.members.locking import lock_people
from liemchinh.members.models import Card, Details, Person, SourceId, Spell
from liemchinh.members.reasons import CANCELLATION, CORRECTION, OWN, faults_of_reason
from liemchinh.members.timeline import KINDS, LABELS, Act, Move, Segment, fold
from regulations.answers import Refusal

SPELL_COLUMNS = (
    "person_id", "organisation_id", "official", "exempt", "suspended", "starts_on", "starts_kind", "ends_on", "ends_kind", "recorded_by",
)  # fmt: skip
ACT_KINDS = {f"members.{kind}" for kind in KINDS}
ACT_COLUMNS = ("sequence", "kind", "member_id", "organisation_id", "effective_on", "cancels_id")
CANCELLED = "members.cancelled"


@dataclass(slots=True)
class Standing:
    """What the register and the book hold of a person now: live acts, live spells (with their rows' ids), whether there are details."""

    acts: list[Act] = field(default_factory=list)
    spells: list[Segment] = field(default_factory=list)
    spell_ids: list[int] = field(default_factory=list)
    has_details: bool = False


@dataclass(slots=True)
class Prepared:
    """A change worked out: what stood, and the spells that go and come."""

    change: Change
    standing: Standing
    goes: list[int]
    comes: list[Segment]
    organisations: set[int]


def standing_of(people: Sequence[int]) -> dict[int, Standing]:
    """What stands of each of `people`, who are locked until the transaction ends: who waited for another writer sees what it wrote."""
    held = {person: Standing() for person in people}
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


def prepare(
    change: Change, standing: Standing, moves: Mapping[int, Sequence[Move]], today: date
) -> tuple[Prepared, list[Refusal]]:
    """Works a change out against what stands, without writing; gives every refusal too."""
    refusals = change.facts.faults() if change.facts else []
    if change.person is None and change.facts is None:
        refusals.append(Refusal("nobody", "Chưa ghi người nào.", remedy="Hãy ghi họ và tên."))
    kept = [act for act in standing.acts if act.sequence not in change.cancels]
    if len(standing.acts) - len(kept) != len(change.cancels):
        refusals.append(
            Refusal("cancelled", "Việc này không thuộc người đó, hoặc đã được hủy rồi.", remedy="Xem lại lịch sử.")
        )
    refusals += _reason_faults(change)
    acts = kept + [Act(act.kind, act.on, act.organisation, 2**62 + place) for place, act in enumerate(change.acts)]
    made, faults = fold(acts, moves)
    refusals += faults + _birth_faults(change)
    # Members follow their organisation from the day of its decision, which may lie ahead.
    refusals += [
        fault for act in change.acts if act.on > today and act.kind != "moved"
        for fault in faults_of_day(act.on, f"“{LABELS[act.kind]}”")
    ]  # fmt: skip
    there = dict(zip(standing.spells, standing.spell_ids, strict=True))
    goes = [number for spell, number in there.items() if spell not in made]
    comes = [segment for segment in made if segment not in there]
    acted = [act.organisation for act in change.acts]
    acted += [act.organisation for act in standing.acts if act.sequence in change.cancels]
    organisations = {organisation for organisation in acted if organisation is not None}
    if standing.spells:
        # Whoever names one organisation and changes a stay in another needs the right there too.
        organisations |= {spell.organisation for spell in [*comes, *(spell for spell in there if spell not in made)]}
        organisations = organisations or {standing.spells[-1].organisation}
    return Prepared(change, standing, goes, comes, organisations), refusals


def _reason_faults(change: Change) -> list[Refusal]:
    """Whatever is cancelled or written anew is so for a reason of its list."""
    anew = change.person is not None and (change.facts is not None or change.external is not None)
    if not change.cancels and not anew:
        return []
    return faults_of_reason(
        change.reason, {*OWN, *(CANCELLATION if change.cancels else ()), *(CORRECTION if anew else ())}
    )


def _birth_faults(change: Change) -> list[Refusal]:
    if not change.facts or not change.facts.birth or not change.acts:
        return []
    first = min(act.on for act in change.acts)
    if change.facts.birth[:4] >= f"{first.year}":
        return [Refusal("born-after", f"Sinh năm {change.facts.birth[:4]} mà đã có việc ghi ngày {first:%d/%m/%Y}.",
                        remedy="Hãy kiểm tra ngày sinh và ngày của việc.")]  # fmt: skip
    return []


def _entries(change: Change, standing: Standing, person: int | None) -> list[NewEntry]:
    entries = []
    cancelled = {act.sequence: act for act in standing.acts}
    for sequence in change.cancels:
        act = cancelled[sequence]
        entries.append(NewEntry(CANCELLED, act.on, organisation=act.organisation, member=person, cancels=sequence,
                                case=change.case, data={"reason": change.reason}))  # fmt: skip
    if change.facts:
        personal = change.facts.personal()
        if change.external:
            personal |= {"source": change.external[0], "external_id": change.external[1]}
        if change.person is None:
            entries.append(NewEntry("members.registered", None, member=person, personal=personal))
        else:
            entries.append(
                NewEntry("members.corrected", None, member=person, data={"reason": change.reason}, personal=personal)
            )
    elif change.external and change.person is not None:
        personal = dict(zip(("source", "external_id"), change.external, strict=True))
        entries.append(
            NewEntry("members.corrected", None, member=person, data={"reason": change.reason}, personal=personal)
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
        mine = _entries(item.change, item.standing, outcome.person)
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
            people.append((person, uuid4(), sequence))
        else:
            corrected[person] = sequence
        details.append(facts.row(person, sequence))
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
    return (
        person, segment.organisation, segment.official, segment.exempt, segment.suspended, segment.starts_on, segment.starts_kind,
        segment.ends_on, segment.ends_kind, sequence,
    )  # fmt: skip

"""What can be done to the register. Everything goes through one batch form, so that a single act and an import are checked alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Card, Details, Person, Post, SourceId
from liemchinh.members.moves import moves_now
from liemchinh.members.writing import Prepared, Standing, prepare, standing_of, write
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class NewAct:
    """An act to be recorded: kind without "members.", the day it takes effect, where; `happened` is the date as told ("1956").

    Only an admission or recognition elsewhere, told when the person first comes, has no organisation.
    """

    kind: str
    on: date
    organisation: int | None
    happened: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be recorded about one person in one go. Without `person` a new person is registered from `facts`."""

    person: int | None = None
    facts: PersonFacts | None = None
    acts: Sequence[NewAct] = ()
    cancels: Sequence[int] = ()
    reason: str = ""
    external: tuple[str, str] | None = None


@dataclass(slots=True)
class Outcome:
    """What became of a change: the person, the entries' sequences, or every refusal (then nothing of it was written)."""

    person: int | None = None
    sequences: Sequence[int] = ()
    refusals: list[Refusal] = field(default_factory=list)


@transaction.atomic
def record_changes(changes: Sequence[Change], *, actor: Actor) -> list[Outcome]:
    """Records many changes in one transaction; a change with refusals is left out whole, the others stand.

    Guarantees for each person: one live spell a day, spells that are the fold of the live acts. A person may appear once.
    """
    standing = standing_of([change.person for change in changes if change.person is not None])
    moves = moves_now()
    rights: dict[int, list[Refusal]] = {}
    prepared: list[Prepared | None] = []
    outcomes = []
    for change in changes:
        item, refusals = prepare(change, standing.get(change.person or 0, Standing()), moves)
        for organisation in item.organisations:
            if organisation not in rights:
                rights[organisation] = actor.refusals("members.edit", organisation)
            refusals += [refusal for refusal in rights[organisation] if refusal not in refusals]
        outcomes.append(Outcome(change.person, refusals=refusals))
        prepared.append(None if refusals else item)
    write([(item, outcome) for item, outcome in zip(prepared, outcomes, strict=True) if item], actor=actor)
    return outcomes


def record_change(change: Change, *, actor: Actor) -> Outcome:
    """Records one change, or raises Refused with every reason."""
    outcome = record_changes([change], actor=actor)[0]
    if outcome.refusals:
        raise Refused(outcome.refusals)
    return outcome


def register_person(facts: PersonFacts, acts: Sequence[NewAct], *, actor: Actor) -> int:
    """A new person with at least one act (admitted, transferred in …); gives the person's id."""
    if not acts:
        raise Refused(
            [Refusal("no-act", "Chưa ghi người này vào chi bộ nào.", remedy="Hãy ghi kết nạp hoặc chuyển đến.")]
        )
    outcome = record_change(Change(facts=facts, acts=acts), actor=actor)
    assert outcome.person is not None
    return outcome.person


def record_act(person: int, act: NewAct, *, actor: Actor) -> int:
    """One act about a person; gives its sequence."""
    return record_change(Change(person, acts=[act]), actor=actor).sequences[0]


def correct_person(person: int, facts: PersonFacts, *, reason: str, actor: Actor) -> int:
    """What was written about a person was wrong: the old details are cancelled, the new stand; gives the entry's sequence."""
    return record_change(Change(person, facts=facts, reason=reason), actor=actor).sequences[0]


def cancel_act(sequence: int, *, reason: str, instead: Sequence[NewAct] = (), actor: Actor) -> int:
    """An act was recorded wrongly: it is cancelled (and replaced) for a reason from the list; register and figures follow."""
    person = (
        Entry.objects.filter(sequence=sequence, kind__startswith="members.").values_list("member_id", flat=True).first()
    )
    if person is None:
        raise Refused(
            [Refusal("no-such-act", f"Sổ không có việc số {sequence} về đảng viên.", remedy="Xem mã trong sổ nhật ký.")]
        )
    return record_change(Change(person, acts=instead, cancels=[sequence], reason=reason), actor=actor).sequences[0]


@transaction.atomic
def take_post(
    person: int, organisation: int, post: str, starts_on: date, ends_on: date | None = None, *, actor: Actor
) -> int:
    """A member takes a committee seat or an office; gives the entry's sequence. Refuses an end that is not after the start."""
    actor.require("members.edit", organisation)
    if ends_on is not None and ends_on <= starts_on:
        raise Refused(
            [Refusal("ends-before", "Ngày thôi chức vụ phải sau ngày nhận.", remedy="Hãy kiểm tra hai ngày.")]
        )
    held = Post.objects.select_for_update().filter(
        person_id=person, organisation_id=organisation, post=post, cancelled_by=None
    )
    if any(row.ends_on is None or row.ends_on > starts_on for row in held):
        raise Refused([Refusal("holds-it", "Người này đang giữ chức vụ đó.", remedy="Hãy ghi thôi chức vụ trước.")])
    data = {"post": post, "until": ends_on.isoformat() if ends_on else None}
    sequence = record(
        [NewEntry("members.post_taken", starts_on, organisation=organisation, member=person, data=data)], actor=actor
    )[0]
    Post.objects.create(
        person_id=person,
        organisation_id=organisation,
        post=post,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_by=sequence,
    )
    return sequence


@transaction.atomic
def end_post(post_id: int, ends_on: date, *, actor: Actor) -> int:
    """A member's seat or office ends on a day (the first day no longer held); gives the entry's sequence."""
    held = Post.objects.select_for_update().filter(id=post_id, cancelled_by=None).first()
    if held is None or (held.ends_on and held.ends_on <= ends_on) or ends_on <= held.starts_on:
        raise Refused([Refusal("not-held", "Chức vụ này không được giữ vào ngày đó.", remedy="Hãy kiểm tra ngày.")])
    actor.require("members.edit", held.organisation_id)
    entry = NewEntry(
        "members.post_ended",
        ends_on,
        organisation=held.organisation_id,
        member=held.person_id,
        data={"post": held.post},
    )
    sequence = record([entry], actor=actor)[0]
    Post.objects.filter(id=held.id).update(cancelled_by=sequence)
    Post.objects.create(person_id=held.person_id, organisation_id=held.organisation_id, post=held.post, starts_on=held.starts_on,
                        ends_on=ends_on, recorded_by=sequence)  # fmt: skip
    return sequence


@transaction.atomic
def erase_people(people: Sequence[int], *, actor: Actor) -> int:
    """Erases every personal value of people who are no longer members; ids, days and the chain stay. Gives how many.

    Refuses those who still are members. Afterwards call `journal.erasing.scrub()` outside the transaction.
    """
    standing = standing_of(people)
    faults = [Refusal("still-member", f"Người số {person} vẫn là đảng viên.", remedy="Chỉ xóa dữ liệu người đã rời khỏi danh sách.")
              for person, held in standing.items() if any(spell.ends_on is None for spell in held.spells)]  # fmt: skip
    if faults:
        raise Refused(faults)
    for held in standing.values():
        for organisation in {spell.organisation for spell in held.spells}:
            actor.require("members.edit", organisation)
    record([NewEntry("members.erased", clock.today(), member=person) for person in people], actor=actor)
    sequences = Entry.objects.filter(member_id__in=people).values_list("sequence", flat=True)
    there = sorted(Personal.objects.filter(sequence__in=sequences).values_list("sequence", flat=True))
    record([NewEntry("journal.personal_erased", clock.today(), data={"sequences": list(there)})], actor=actor)
    Personal.objects.filter(sequence__in=there).delete()
    for model in (Details, Card, SourceId):
        model._default_manager.filter(person_id__in=people).delete()
    return Person.objects.filter(id__in=people).count()

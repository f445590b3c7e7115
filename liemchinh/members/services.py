"""What can be done to the register. Everything goes through one batch form, so that a single act and an import are checked alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.members.facts import PersonFacts
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

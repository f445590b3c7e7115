"""What can be done to the register. Everything goes through one batch form, so that a single act and an import are checked alike."""

from collections.abc import Sequence

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct, Outcome
from liemchinh.members.facts import PersonFacts
from liemchinh.members.working import Ahead
from regulations.answers import Refusal, Refused


@transaction.atomic
def record_changes(changes: Sequence[Change], *, actor: Actor, ahead: Ahead | None = None) -> list[Outcome]:
    """Records many changes in one transaction; a change with refusals is left out whole, the others stand.

    Guarantees for each person: one live spell a day, spells that are the fold of the live acts. A person may appear once. An act in an
    organisation that stands no longer on its day is refused. `ahead`: the changes, worked out by another process.
    """
    return apply_changes(changes, rights=lambda place: actor.refusals("members.edit", place), actor=actor, ahead=ahead)


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
            [Refusal("no-act", "Chưa ghi người này vào chi hội nào.", remedy="Hãy ghi kết nạp hoặc chuyển đến.")]
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
            [Refusal("no-such-act", f"Sổ không có việc số {sequence} về hội viên.", remedy="Xem mã trong sổ nhật ký.")]
        )
    return record_change(Change(person, acts=instead, cancels=[sequence], reason=reason), actor=actor).sequences[0]

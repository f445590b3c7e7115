"""From changes to the register and the book, for whoever has said who may: the register's services and the rooms above it."""

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import timedelta
from itertools import repeat

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.members.changes import Change, NewAct, Outcome
from liemchinh.members.moves import moves_now
from liemchinh.members.timeline import LEAVING
from liemchinh.members.working import NOBODY, Ahead, Ground, Prepared, work_out
from liemchinh.members.writing import standing_of, write
from liemchinh.organisations.lifetimes import At, faults_of_places, perhaps_ended
from regulations.answers import Refusal

# Told of people whose time in branches has changed: person → the entry after which it is as it stands.
Companion = Callable[[Mapping[int, int]], None]
_companions: list[Companion] = []


def register_companion(companion: Companion) -> None:
    """Another room keeps something that goes with people (a case whose branch is theirs): it follows in the same transaction."""
    _companions.append(companion)


def tell_companions(changed: Mapping[int, int]) -> None:
    """People's time in branches has changed: person → the entry after which it is as it stands."""
    for companion in _companions if changed else ():
        companion(changed)


def apply_changes(
    changes: Sequence[Change],
    *,
    rights: Callable[[int], list[Refusal]],
    actor: Actor,
    ahead: Ahead | None = None,
) -> list[Outcome]:
    """Records many changes inside the caller's transaction; a change with refusals is left out whole, the others stand.

    `rights` gives the reasons against acting in an organisation: the register's own services ask for the right to keep it, a room with a
    procedure of its own (a transfer, an admission) for the right that procedure names. Refused too: an act in an organisation that
    stands no longer on its day. `ahead`: the same changes, some of them worked out already; on another ground
    than today's they are worked out again.
    """
    standing = standing_of([change.person for change in changes if change.person is not None])
    ground = Ground(moves_now(), clock.today())
    readied = ahead.prepared if ahead and ahead.ground == ground else repeat(None, len(changes))
    worked = [
        item or work_out(change, standing.get(change.person or 0, NOBODY), ground)
        for item, change in zip(readied, changes, strict=True)
    ]
    doubtful = perhaps_ended(place for item in worked for place in item.organisations)
    acts = [act for item in worked for act in item.change.acts] if doubtful else []
    ended = faults_of_places(_places(acts, doubtful)) if doubtful else {}
    asked: dict[int, list[Refusal]] = {}
    outcomes = [
        Outcome(item.change.person, refusals=_refusals(item, rights, asked, ended, doubtful)) for item in worked
    ]
    written = [(item, outcome) for item, outcome in zip(worked, outcomes, strict=True) if not outcome.refusals]
    write(written, actor=actor)
    changed = {
        item.change.person: outcome.sequences[-1]
        for item, outcome in written
        if item.change.person is not None and (item.goes or item.comes)
    }
    tell_companions(changed)
    return outcomes


def _refusals(
    item: Prepared,
    rights: Callable[[int], list[Refusal]],
    asked: dict[int, list[Refusal]],
    ended: Mapping[At, Refusal],
    doubtful: Set[int],
) -> list[Refusal]:
    """All that speaks against a change: what it is, where it acts, and when."""
    refusals = list(item.refusals)
    for organisation in item.organisations:
        if organisation not in asked:
            asked[organisation] = rights(organisation)
        refusals += [refusal for refusal in asked[organisation] if refusal not in refusals]
    if ended:
        # Of an organisation out of scope nothing is told.
        mine = dict.fromkeys(_places(item.change.acts, doubtful))
        refusals += [ended[at] for at in mine if at in ended and not asked[at[0]]]
    return refusals


def _places(acts: Sequence[NewAct], doubtful: Set[int]) -> list[At]:
    """Where an act needs one of the organisations to stand, and when: who leaves on a day was there until the day before."""
    return [
        (act.organisation, act.on - timedelta(days=1) if act.kind in LEAVING else act.on)
        for act in acts
        if act.organisation is not None and act.organisation in doubtful
    ]

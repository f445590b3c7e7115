"""From changes to the register and the book, for whoever has said who may: the register's services and the rooms above it."""

from collections.abc import Callable, Sequence

from liemchinh.access.actor import Actor
from liemchinh.members.changes import Change, Outcome
from liemchinh.members.moves import moves_now
from liemchinh.members.writing import Prepared, Standing, prepare, standing_of, write
from regulations.answers import Refusal


def apply_changes(changes: Sequence[Change], *, rights: Callable[[int], list[Refusal]], actor: Actor) -> list[Outcome]:
    """Records many changes inside the caller's transaction; a change with refusals is left out whole, the others stand.

    `rights` gives the reasons against acting in an organisation: the register's own services ask for the right to keep it, a room with a
    procedure of its own (a transfer, an admission) for the right that procedure names.
    """
    standing = standing_of([change.person for change in changes if change.person is not None])
    moves = moves_now()
    asked: dict[int, list[Refusal]] = {}
    prepared: list[Prepared | None] = []
    outcomes = []
    for change in changes:
        item, refusals = prepare(change, standing.get(change.person or 0, Standing()), moves)
        for organisation in item.organisations:
            if organisation not in asked:
                asked[organisation] = rights(organisation)
            refusals += [refusal for refusal in asked[organisation] if refusal not in refusals]
        outcomes.append(Outcome(change.person, refusals=refusals))
        prepared.append(None if refusals else item)
    write([(item, outcome) for item, outcome in zip(prepared, outcomes, strict=True) if item], actor=actor)
    return outcomes

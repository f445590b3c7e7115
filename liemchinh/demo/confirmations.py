"""Counts of the last quarter confirmed in the commune of the example's secretary: some agree, one differs, the secretary's own waits."""

from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.demo.transfers import branch_of
from liemchinh.journal import clock
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from liemchinh.reconciliation.counting import Counts, registers_of
from liemchinh.reconciliation.models import EXTRA
from liemchinh.reconciliation.quarters import ended
from liemchinh.reconciliation.queries import listed
from liemchinh.reconciliation.services import Counted, confirm_many

SECRETARY = "bi-thu-chi-bo"
# Of so many branches one is left.
EVERY = 4


def load_confirmations(on: date, *, actor: Actor) -> int:
    """Confirms the branches beside the secretary's, all but one in four; the first has one member too many in its list. Gives how many."""
    (quarter,) = ended(min(on, clock.today()), 1)
    own = branch_of(SECRETARY)
    place: Version | None = standing(quarter.last).filter(organisation_id=own).first()
    if place is None or place.parent_id is None:
        return 0
    siblings = (
        standing(quarter.last)
        .filter(parent_id=place.parent_id)
        .exclude(organisation_id=own)
        .order_by("sort_key", "organisation_id")
    )
    chosen = [
        number
        for at, number in enumerate(siblings.values_list("organisation_id", flat=True))
        if at % EVERY != EVERY - 1
    ]
    registers, said = registers_of(chosen, quarter.last), {}
    for at, branch in enumerate(chosen):
        counts, people = registers[branch], listed(branch, quarter.last) if at == 0 else []
        if people and counts.official > counts.women:
            fewer = Counts(counts.official - 1, counts.probationary, counts.women)
            said[branch] = Counted(fewer, {people[0][0]: EXTRA})
        else:
            said[branch] = Counted(counts)
    confirm_many(quarter, said, actor=actor)
    return len(chosen)

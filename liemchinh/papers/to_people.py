"""Papers addressed to a person: whoever a case is about reads them on their own page, once they have been told of the case (guards 13)."""

from liemchinh.access.actor import Actor
from liemchinh.casework.concerned import shown_on
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Party
from liemchinh.journal.services import record_reading
from liemchinh.papers.models import Number
from liemchinh.papers.queries import paper_of_a_case, papers_of
from liemchinh.papers.services import stands

READING = "papers.paper"


def papers_to(case: Case, actor: Actor) -> list[Number]:
    """The numbered papers of a case that are addressed to the actor's own person, oldest first; none before they were told of the case."""
    person = actor.person_id
    if actor.account_id is None or person is None or shown_on(case, person) is None:
        return []
    rows = Party.objects.filter(case=case, person_id=person, cancelled_by=None)
    roles, procedure = set(rows.values_list("role", flat=True)), case_kind(case.kind).procedure
    addressed = {one.code for one in procedure.documents if roles & set(one.to)}
    return [row for row in papers_of(case) if row.kind in addressed and row.voided_by is None and stands(row)]


def paper_to(actor: Actor, number: int) -> Number | None:
    """The paper with this row, if it is addressed to the actor; its reading is kept before it is given."""
    row = paper_of_a_case(number)
    if row is None or row.case is None or row not in papers_to(row.case, actor):
        return None
    record_reading(actor, READING, row.pk)
    return row

"""That people were read out of the register, for the office's work beside the national database; each of them sees it (guards 11)."""

from collections.abc import Iterable

from liemchinh.access.actor import Actor
from liemchinh.journal.services import record_reading
from liemchinh.members.dossier import READING, office_of
from liemchinh.national.queries import VERB


def note_people_read(actor: Actor, people: Iterable[int], organisation: int) -> None:
    """Keeps that these people were read by the office; nobody's reading of themselves."""
    role, office = office_of(actor, VERB, organisation)
    for person in people:
        if person != actor.person_id:
            record_reading(actor, READING, person, role=role, organisation=office)

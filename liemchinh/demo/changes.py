"""From a piece of the example to changes of the register, worked out by the process that builds it. No database here."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from liemchinh.demo.content import Piece
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.facts import PersonFacts
from liemchinh.members.working import Ahead, Ground

SOURCE = "vi-du"


class Worked(NamedTuple):
    """A piece as changes, each with the key of its person as the id of SOURCE; of how many branches it tells."""

    ahead: Ahead
    branches: int


def worked_out(piece: Piece, places: Mapping[str, int], ground: Ground) -> Worked:
    """The piece as it will be recorded in organisations of these numbers."""
    acts: dict[str, list[NewAct]] = defaultdict(list)
    for event in piece.events:
        where = places[event.organisation_key] if event.organisation_key else None
        acts[event.person_key].append(NewAct(event.kind, event.on, where, event.happened))
    changes = []
    for person in piece.persons:
        facts = PersonFacts(
            person.full_name, person.gender, person.birth, person.ethnicity, person.education, person.profession_level,
            person.theory_level, person.occupation, person.home_place, person.cv_no, card_no=person.card_no,
        )  # fmt: skip
        changes.append(Change(facts=facts, acts=acts[person.key], external=(SOURCE, person.key)))
    return Worked(Ahead.of(changes, ground), piece.branches)

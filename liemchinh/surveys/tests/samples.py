"""Surveys for tests: a commune whose resolution stands, a round of it, a branch of twelve whose ballots were counted as a test says."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db import transaction

from liemchinh.ballots.counted import Counted
from liemchinh.ballots.models import Box
from liemchinh.ballots.words import COUNTED
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.members.months import belonging
from liemchinh.surveys.calling import Calling, call_round
from liemchinh.surveys.models import Part, Round
from liemchinh.surveys.periods import half_of
from liemchinh.surveys.switching import Paper, enter_resolution
from liemchinh.surveys.voting import prepare_part, take_count
from regulations.catalogue import default_round
from tests.world import CONSOLE, World, official_in, register_together

ITEMS = default_round()
GIVEN = ("Anh", "Bảo", "Cường", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc")
PAPER = Paper("15-NQ/ĐU", date(2026, 1, 20))


def members(world: World, count: int, place: str = "branch") -> list[int]:
    """So many official members more."""
    acts = official_in(world.places[place])
    return register_together((PersonFacts(f"Lý Thị {name}", birth="1980"), acts) for name in GIVEN[:count])


def resolved(world: World, place: str = "commune") -> int:
    """The place with its resolution; gives its number."""
    enter_resolution(world.places[place], PAPER, actor=CONSOLE)
    return world.places[place]


def called(world: World, place: str = "commune", items: Sequence[str] = ITEMS) -> Round:
    """A round of the running half-year, after a resolution."""
    return call_round(resolved(world, place), Calling(half_of(clock.today()), items), actor=CONSOLE)


def part_in(round: Round, world: World, place: str = "branch") -> Part:
    """A branch in a round."""
    return Part.objects.select_related("round").get(round=round, organisation_id=world.places[place])


def counted(part: Part, marks: Mapping[tuple[int, str], int], valid: int, actor: Any) -> Box:
    """The branch's box, counted: so many of the valid ballots marked each (person, item)."""
    tellers = [one.person for one in belonging(part.organisation_id, clock.today())[:2]]
    box = prepare_part(part.pk, clock.today(), tellers=tellers, actor=actor)
    cells = np.zeros((len(box.rows), len(box.columns)), np.int64)
    for (person, item), count in marks.items():
        cells[box.rows.index(person), box.columns.index(item)] = count
    Box.objects.filter(pk=box.pk).update(state=COUNTED, counted_on=clock.today())
    with transaction.atomic():
        take_count(box, Counted(len(box.rows), valid, {}, cells), actor)
    return box


def half_later() -> date:
    """A day of the half-year after this one."""
    return clock.today() + timedelta(days=184)

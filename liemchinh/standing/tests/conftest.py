"""Bình of Gò Cát; Chi keeps the branch, Nam decides at the commune, An at the province."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from liemchinh.casework import recount as casework_recount
from liemchinh.casework.counting import Count
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.members import recount as members_recount
from liemchinh.members.models import Spell
from liemchinh.standing import grounding, recount
from liemchinh.standing.matter import Given
from liemchinh.standing.services import open_matter, record_step

ALL = Count(2, 2, 2, 2)
CARD = "duty.card_returned"


def open_(world: Any, code: str, by: str = "chi", who: str = "binh", **given: Any) -> Case:
    """A first step; a committee, where one is named, is the commune's."""
    if "body" in given:
        given["body"] = world.places[given["body"]]
    return open_matter(code, world.people[who], Given(**given), actor=world.actor(by))


def step(world: Any, case: Case, code: str, by: str = "chi", **given: Any) -> int:
    """A later step."""
    if "body" in given:
        given["body"] = world.places[given["body"]]
    return record_step(case, code, Given(**given), actor=world.actor(by))


def stand_behind(world: Any, case: Case, code: str, first: str, second: str) -> None:
    """Two officers state and vouch."""
    grounding.state(case, NewGround(code, "Điều 8", "Điều lệ Đảng"), actor=world.actor(first))
    grounding.vouch(case, code, actor=world.actor(second))


def last_spell(world: Any, who: str = "binh") -> Spell:
    """Where somebody stands now, or stood last."""
    return Spell.objects.filter(person_id=world.people[who], cancelled_by=None).latest("starts_on")


def differences() -> list[str]:
    """What stands otherwise than the book says."""
    return [*members_recount.differences(), *casework_recount.differences(), *recount.differences()]


@pytest.fixture
def late(world: Any) -> Iterator[None]:
    """The clock shows 20 November 2026, when the rules of that summer are in force."""
    with clock.at(date(2026, 11, 20)):
        yield


@pytest.fixture
def struck_off(world: Any) -> Callable[..., Case]:
    """Bình is struck off by the commune on a ground the records do not bear out; each step has its day."""

    def struck_off_(stated: date, decided: date) -> Case:
        case = open_(world, "strike_off_stated", on=stated, ground=CARD, body="commune")
        stand_behind(world, case, "strike_off_told", "chi", "nam")
        step(world, case, "strike_off_told", on=stated, number="01-TB")
        step(world, case, "strike_off_voted", on=stated, number="02-NQ", count=ALL)
        stand_behind(world, case, "strike_off_decided", "nam", "an")
        step(world, case, "strike_off_decided", "nam", on=decided, number="03-QĐ")
        return case

    return struck_off_

"""Bình of the branch did not pay in three months; Chi names him, Hiền is the commune's officer. Every step has its day."""

from datetime import date
from typing import Any

import pytest

from liemchinh.casework.counting import Count
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case
from liemchinh.dues.services import record_dues
from liemchinh.screening import deciding, grounding, services
from liemchinh.screening.matter import Document

UNPAID, ABSENT, RATED = "duty.dues_three_months", "duty.absent_three_months", "duty.rated_not_completed"
CARD = "duty.card_returned"
NAMED, TOLD, VOTED, HELPED = date(2024, 10, 1), date(2024, 10, 5), date(2024, 10, 20), date(2024, 11, 1)
ENDED, PROPOSED, DECIDED = date(2025, 11, 1), date(2025, 11, 10), date(2025, 12, 1)
ALL, NONE = Count(2, 2, 2, 2), Count(2, 2, 2, 1)
NOW = date(2026, 3, 3)


def paper(on: date, number: str = "03-NQ/CB") -> Document:
    """A paper of that day."""
    return Document(on, number)


def dues(world: Any, unpaid: int, months: int = 3) -> None:
    """Bình's months of 2024 as recorded then: so many not paid, the others paid; everybody else paid."""
    from liemchinh.journal import clock

    with clock.at(date(2024, 9, 30)):
        for month in range(1, months + 1):
            states = {world.people["branch"]: "paid", world.people["binh"]: "unpaid" if month <= unpaid else "paid"}
            record_dues(world.places["branch"], date(2024, month, 1), states, actor=world.actor("console"))


def name(world: Any, ground: str = UNPAID, on: date = NAMED, by: str = "chi", who: str = "binh") -> Case:
    """Chi names Bình."""
    places = world.places
    return services.name_member(
        places["branch"], world.people[who], ground, places["commune"], on, actor=world.actor(by)
    )


@pytest.fixture
def case(world: Any) -> Case:
    """Named, on a ground that the dues bear out."""
    dues(world, 3)
    return name(world)


def help_him(world: Any, case: Case) -> None:
    """Told, listed, and helped."""
    chi = world.actor("chi")
    services.tell_member(case, paper(TOLD), actor=chi)
    services.vote_on_review(case, paper(VOTED), ALL, actor=chi)
    services.begin_help(case, HELPED, actor=chi)


def help_unproved(world: Any) -> Case:
    """Named on a ground that no record bears out: two officers stand behind it; told, listed, and helped."""
    case = name(world, CARD)
    grounding.state(case, NewGround("named", "Điều 8, khoản 1", "Điều lệ Đảng"), actor=world.actor("chi"))
    grounding.vouch(case, "named", actor=world.actor("hien"))
    help_him(world, case)
    return case


def to_committee(world: Any, case: Case) -> None:
    """Helped for twelve months, progress not recognised, reported to the committee."""
    help_him(world, case)
    deciding.vote_on_progress(case, paper(ENDED), NONE, actor=world.actor("chi"))
    deciding.propose(case, paper(PROPOSED), actor=world.actor("chi"))

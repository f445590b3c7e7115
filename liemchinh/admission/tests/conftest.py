"""A candidate of the branch whose file is complete, and the people who act: Chi for the branch, Nam and An for the committees."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liemchinh.admission import services
from liemchinh.admission.ceremony import hold_ceremony
from liemchinh.admission.facts import Told
from liemchinh.admission.services import Decision, change_candidate, enter_candidate
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts

ENTERED = date(2025, 9, 1)
VOTED = date(2025, 9, 10)
DECIDED = date(2025, 10, 1)
RECEIVED = date(2025, 10, 6)
CEREMONY = date(2025, 10, 20)
FILE = {
    "course_certificate": "branch",
    "application": "branch",
    "applicant_cv": "committee",
    "introduction": "branch",
    "branch_resolution": "organisation_office",
}
MINH = PersonFacts("Lý Văn Minh", gender="nam", birth="2000-04-30", ethnicity="khmer")
ALL = Count(2, 2, 2, 2)


@pytest.fixture
def told(world: Any) -> Told:
    """Lý Văn Minh, with two sponsors of the branch and every paper the vote and the decision need."""
    sponsors = {world.people["branch"]: date(2023, 1, 1), world.people["binh"]: date(2023, 1, 1)}
    return Told(MINH, date(2025, 8, 20), "12/GCN", date(2024, 5, 5), sponsors, FILE)


@pytest.fixture
def case(world: Any, told: Told) -> Case:
    """Entered by Chi, to be decided at the commune."""
    return enter_candidate(world.places["branch"], world.places["commune"], told, ENTERED, actor=world.actor("chi"))


@pytest.fixture
def anew(world: Any, told: Told, case: Case) -> Callable[..., None]:
    """What is recorded about the candidate, changed."""

    def change(**changed: Any) -> None:
        change_candidate(case, replace(told, **changed), ENTERED, actor=world.actor("chi"))

    return change


@pytest.fixture
def later(world: Any) -> Iterator[None]:
    """The year after: probation and what follows it is over."""
    with clock.at(date(2027, 3, 3)):
        yield


def paper(on: date, number: str = "07-NQ/CB") -> Decision:
    """A paper of that day."""
    return Decision(on, number)


def decide(world: Any, case: Case) -> None:
    """Chi's branch votes, Nam's committee decides."""
    services.vote_on_admission(case, paper(VOTED), ALL, actor=world.actor("chi"))
    services.decide_admission(case, paper(DECIDED, "15-QĐ/ĐU"), actor=world.actor("nam"))


def admit(world: Any, case: Case) -> int:
    """All the way to the ceremony; gives the new member."""
    decide(world, case)
    services.receive_decision(case, RECEIVED, actor=world.actor("chi"))
    return hold_ceremony(case, CEREMONY, actor=world.actor("chi"))

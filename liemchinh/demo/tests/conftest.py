"""What tests of the example share: a province with members of long standing, in which somebody inspects."""

from datetime import date
from typing import Any

import pytest

from liemchinh.demo import disciplines, inspections
from liemchinh.demo.states import DONE, MUST, Work
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import Change, NewAct, record_changes
from tests.granted_kind import officer

NEEDED = 60
WORKS = (
    Work("committee", "planned", 1, 2, date(2017, 4, 6), steps=DONE, results=(MUST,)),
    Work("inspection", "planned", 0, 3, date(2017, 5, 6), steps=DONE, results=(MUST,)),
)


@pytest.fixture
def province(world: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    """The province of the tests with members of long standing; somebody inspects there."""
    officer(world, "kiem", "Đinh Công Kiểm", "province")
    monkeypatch.setattr(inspections, "OFFICERS", inspections.OFFICERS | dict.fromkeys(("tp", "ct", "bt"), ("kiem",)))
    monkeypatch.setattr(inspections, "TAN_PHU", WORKS)
    monkeypatch.setattr(disciplines, "OFFICERS", dict.fromkeys(("tp", "ct", "bt"), "kiem"))
    places = [world.places["branch"], world.places["sibling"]]
    changes = [
        Change(
            facts=PersonFacts(f"Lý Văn {number}"),
            acts=[
                NewAct("admitted", date(2010, 5, 19), places[number % 2]),
                NewAct("official", date(2011, 5, 19), places[number % 2]),
            ],
        )
        for number in range(NEEDED)
    ]
    assert not [one for outcome in record_changes(changes, actor=world.actor("console")) for one in outcome.refusals]
    return int(world.places["province"])
